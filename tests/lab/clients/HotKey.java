import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where keys land before and after partitions are added, what order a group sees across the change, and what share the
 * partition of a hot key gets. Arguments: bootstrap, runs, then parts in order: move, share, order, latest.
 */
public class HotKey {
  static String bootstrap;
  static Admin admin;

  static synchronized void emit(String who, String what, String json) {
    System.out.println(
        "{\"t\":" + System.currentTimeMillis() + ",\"who\":\"" + who + "\",\"what\":\"" + what + "\""
            + (json.isEmpty() ? "" : "," + json) + "}");
  }

  static KafkaProducer<String, Integer> producer() {
    return producer(300_000);
  }

  static KafkaProducer<String, Integer> producer(int metadataAge) {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    p.put("metadata.max.age.ms", String.valueOf(metadataAge));
    return new KafkaProducer<>(p, new StringSerializer(), new IntegerSerializer());
  }

  static void create(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    waitFor(topic, partitions);
  }

  static void grow(String topic, int partitions) throws Exception {
    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    waitFor(topic, partitions);
  }

  /**
   * Returns when each partition takes records. A leader that does not yet know that it leads refuses the first batch of an
   * idempotent producer, takes the second, and then refuses the first until it expires (KAFKA-15591).
   */
  static void waitFor(String topic, int partitions) throws Exception {
    for (int seen = 0; seen < 5; ) {
      Thread.sleep(100);
      try {
        var described = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
        seen = described.size() == partitions && described.stream().allMatch(p -> p.leader() != null) ? seen + 1 : 0;
      } catch (Exception e) {
        seen = 0;
      }
    }
    try (KafkaProducer<String, Integer> p = producer()) {
      for (int i = 0; i < partitions; i++) p.send(new ProducerRecord<>(topic, i, "first", 0)).get();
    }
  }

  static int[] land(String topic, List<String> keys) throws Exception {
    int[] partition = new int[keys.size()];
    try (KafkaProducer<String, Integer> p = producer()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (String key : keys) sent.add(p.send(new ProducerRecord<>(topic, key, 0)));
      for (int i = 0; i < partition.length; i++) partition[i] = sent.get(i).get().partition();
    }
    return partition;
  }

  static void move(int runs) throws Exception {
    for (int run = 1; run <= runs; run++)
      for (int[] growth : new int[][] {{6, 7}, {6, 8}, {12, 18}, {12, 24}}) {
        String topic = "move-" + growth[0] + "-" + growth[1] + "-" + run;
        create(topic, growth[0]);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) keys.add("customer-" + run + "-" + i);
        int[] before = land(topic, keys);
        grow(topic, growth[1]);
        int[] after = land(topic, keys);
        int moved = 0, toOld = 0;
        for (int i = 0; i < before.length; i++)
          if (before[i] != after[i]) {
            moved++;
            if (after[i] < growth[0]) toOld++;
          }
        emit("move", "counted", "\"run\":" + run + ",\"from\":" + growth[0] + ",\"to\":" + growth[1] + ",\"keys\":" + keys.size()
            + ",\"moved\":" + moved + ",\"betweenOld\":" + toOld);
        admin.deleteTopics(List.of(topic)).all().get();
      }
  }

  /** One key in three tenths of the records; with salts, its key gets one of so many endings, derived from the parcel. */
  static void share(int runs) throws Exception {
    for (int run = 1; run <= runs; run++)
      for (int[] shape : new int[][] {{6, 1}, {12, 1}, {24, 1}, {12, 8}, {12, 64}}) {
        String topic = "share-" + shape[0] + "-" + shape[1] + "-" + run;
        create(topic, shape[0]);
        Random random = new Random(run);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20_000; i++)
          keys.add(random.nextInt(10) >= 3 ? "tenant-" + run + "-" + random.nextInt(2000)
              : shape[1] == 1 ? "tenant-9" : "tenant-9#" + random.nextInt(shape[1]));
        int[] count = new int[shape[0]];
        for (int p : land(topic, keys)) count[p]++;
        emit("share", "counted", "\"run\":" + run + ",\"partitions\":" + shape[0] + ",\"salts\":" + shape[1]
            + ",\"hottest\":" + Arrays.stream(count).max().getAsInt() + ",\"records\":" + keys.size() + ",\"counts\":" + Arrays.toString(count));
        admin.deleteTopics(List.of(topic)).all().get();
      }
  }

  static final int KEYS = 60;

  /** A group member that does 400 records a second and notes the last version of each key that it saw. */
  static class Member extends Thread {
    final String topic;
    final int[] highest = new int[KEYS];
    final Set<Integer> inverted = ConcurrentHashMap.newKeySet();
    final List<String> story = new ArrayList<>();
    final Map<Integer, List<int[]>> seen = new ConcurrentHashMap<>();
    final AtomicLong read = new AtomicLong();
    volatile int owned;
    volatile boolean running = true;

    Member(String topic) {
      this.topic = topic;
      setDaemon(true);
    }

    @Override
    public void run() {
      Properties p = new Properties();
      p.put("bootstrap.servers", bootstrap);
      p.put("group.id", topic);
      p.put("group.protocol", "consumer");
      p.put("auto.offset.reset", "earliest");
      p.put("max.poll.records", "20");
      try (KafkaConsumer<String, Integer> c = new KafkaConsumer<>(p, new StringDeserializer(), new IntegerDeserializer())) {
        c.subscribe(List.of(topic));
        while (running) {
          for (ConsumerRecord<String, Integer> r : c.poll(Duration.ofMillis(50))) {
            if (r.key().equals("first")) continue;
            int key = Integer.parseInt(r.key().substring(9));
            if (r.value() < highest[key]) inverted.add(key);
            highest[key] = Math.max(highest[key], r.value());
            seen.computeIfAbsent(key, k -> new ArrayList<>()).add(new int[] {r.value(), r.partition()});
            read.incrementAndGet();
          }
          owned = c.assignment().size();
          try { Thread.sleep(50); } catch (InterruptedException e) { return; }
        }
      }
    }
  }

  /** Writes the next version of each key in turn, 600 a second; who writes a key is decided by `who`. */
  static class Writer {
    final String topic;
    final int[] version = new int[KEYS];
    final Map<Integer, Set<Integer>> partitions = new ConcurrentHashMap<>();
    long sent;

    Writer(String topic) {
      this.topic = topic;
    }

    void write(KafkaProducer<String, Integer> even, KafkaProducer<String, Integer> odd, long ms) throws Exception {
      long start = System.currentTimeMillis();
      for (long n = 0; System.currentTimeMillis() - start < ms; n++) {
        int key = (int) (n % KEYS);
        (key % 2 == 0 ? even : odd).send(new ProducerRecord<>(topic, "customer-" + key, ++version[key]), (m, e) -> {
          if (e == null) partitions.computeIfAbsent(key, k -> ConcurrentHashMap.newKeySet()).add(m.partition());
        });
        sent++;
        long wait = start + n * 1000 / 600 - System.currentTimeMillis();
        if (wait > 0) Thread.sleep(wait);
      }
      even.flush();
      odd.flush();
    }
  }

  static void order(int runs) throws Exception {
    for (int run = 1; run <= runs; run++)
      for (boolean barrier : new boolean[] {false, true}) {
        String topic = "order-" + (barrier ? "barrier-" : "") + run;
        create(topic, 6);
        Member member = new Member(topic);
        member.start();
        while (member.owned < 6) Thread.sleep(100);
        Writer writer = new Writer(topic);
        KafkaProducer<String, Integer> first = producer();
        writer.write(first, first, 6000);
        long backlog = writer.sent - member.read.get();
        if (barrier) {
          first.close();
          while (member.read.get() < writer.sent) Thread.sleep(100);
        }
        long grown = System.currentTimeMillis();
        grow(topic, 8);
        if (barrier) while (member.owned < 8) Thread.sleep(100);
        KafkaProducer<String, Integer> second = producer();
        if (barrier) writer.write(second, second, 6000);
        else {
          writer.write(second, first, 3000);
          writer.write(second, second, 3000);
          first.close();
        }
        second.close();
        long deadline = System.currentTimeMillis() + 120_000;
        while (member.read.get() < writer.sent && System.currentTimeMillis() < deadline) Thread.sleep(100);
        member.running = false;
        member.join();
        long moved = writer.partitions.values().stream().filter(s -> s.size() > 1).count();
        int stayedInverted = (int) member.inverted.stream().filter(k -> writer.partitions.get(k).size() == 1).count();
        emit("order", "counted", "\"run\":" + run + ",\"barrier\":" + barrier + ",\"keys\":" + KEYS + ",\"moved\":" + moved
            + ",\"inverted\":" + member.inverted.size() + ",\"stayedInverted\":" + stayedInverted + ",\"sent\":" + writer.sent
            + ",\"read\":" + member.read.get() + ",\"backlog\":" + backlog + ",\"owned\":" + member.owned
            + ",\"pause\":" + (System.currentTimeMillis() - grown));
        if (run == 1 && !barrier && !member.inverted.isEmpty()) {
          int key = new TreeSet<>(member.inverted).first();
          StringBuilder story = new StringBuilder();
          List<int[]> seen = member.seen.get(key);
          for (int i = 0, from = 0; i < seen.size(); i++) {
            boolean last = i + 1 == seen.size() || seen.get(i + 1)[1] != seen.get(i)[1] || seen.get(i + 1)[0] != seen.get(i)[0] + 1;
            if (!last) continue;
            story.append(story.isEmpty() ? "" : ",").append("[" + seen.get(from)[0] + "," + seen.get(i)[0] + "," + seen.get(i)[1] + "]");
            from = i + 1;
          }
          emit("order", "story", "\"key\":\"customer-" + key + "\",\"read\":[" + story + "]");
        }
        admin.deleteTopics(List.of(topic)).all().get();
      }
  }

  /** Records that were written to a new partition before a group with auto.offset.reset=latest got it. */
  static void latest(int runs) throws Exception {
    for (int run = 1; run <= runs; run++)
      for (String protocol : List.of("classic", "consumer")) {
        String topic = "latest-" + protocol + "-" + run;
        create(topic, 6);
        Set<Integer> delivered = ConcurrentHashMap.newKeySet();
        boolean[] running = {true};
        int[] owned = {0};
        Thread member = new Thread(() -> {
          Properties p = new Properties();
          p.put("bootstrap.servers", bootstrap);
          p.put("group.id", topic);
          p.put("group.protocol", protocol);
          p.put("auto.offset.reset", "latest");
          p.put("metadata.max.age.ms", "5000");
          try (KafkaConsumer<String, Integer> c = new KafkaConsumer<>(p, new StringDeserializer(), new IntegerDeserializer())) {
            c.subscribe(List.of(topic));
            while (running[0]) {
              for (ConsumerRecord<String, Integer> r : c.poll(Duration.ofMillis(50))) if (r.partition() == 6) delivered.add(r.value());
              owned[0] = c.assignment().size();
            }
          }
        });
        member.setDaemon(true);
        member.start();
        while (owned[0] < 6) Thread.sleep(50);
        Thread.sleep(1000);
        int sent = 0;
        try (KafkaProducer<String, Integer> p = producer(100)) {
          p.send(new ProducerRecord<>(topic, 0, "k", -1)).get();
          long grown = System.currentTimeMillis();
          admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(8))).all().get();
          while (delivered.isEmpty() && System.currentTimeMillis() - grown < 60_000) {
            p.send(new ProducerRecord<>(topic, 6, "k", sent++)).get();
            Thread.sleep(20);
          }
          for (int i = 0; i < 20; i++) p.send(new ProducerRecord<>(topic, 6, "k", sent++)).get();
        }
        Thread.sleep(1500);
        running[0] = false;
        member.join();
        emit("latest", "counted", "\"run\":" + run + ",\"protocol\":\"" + protocol + "\",\"sent\":" + sent + ",\"delivered\":" + delivered.size()
            + ",\"first\":" + delivered.stream().min(Integer::compare).orElse(-1));
        admin.deleteTopics(List.of(topic)).all().get();
      }
  }

  public static void main(String[] args) throws Exception {
    bootstrap = args[0];
    int runs = Integer.parseInt(args[1]);
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    admin = Admin.create(p);
    for (int i = 2; i < args.length; i++) {
      emit("part", args[i], "");
      switch (args[i]) {
        case "move" -> move(runs);
        case "share" -> share(runs);
        case "order" -> order(runs);
        case "latest" -> latest(runs);
        default -> throw new IllegalArgumentException(args[i]);
      }
    }
    emit("part", "end", "");
    System.exit(0);
  }
}
