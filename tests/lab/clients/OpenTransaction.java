import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What an open transaction does to readers, how it ends, and who is told what afterwards.
 *
 * <p>Arguments: bootstrap, then parts in order: stall (five transactions left open until the coordinator aborts them),
 * late (what a producer is told after such an abort), zombie (what it is told after a successor came), epochs, visible
 * (whether a commit that returned is readable), downgrade (transaction.version to 1).
 */
public class OpenTransaction {
  static String bootstrap;
  static Admin admin;

  interface Call {
    void run() throws Exception;
  }

  static synchronized void emit(String who, String what, String json) {
    System.out.println(
        "{\"t\":" + System.currentTimeMillis() + ",\"who\":\"" + who + "\",\"what\":\"" + what + "\""
            + (json.isEmpty() ? "" : "," + json) + "}");
  }

  static KafkaProducer<String, String> producer(String id, int timeout) {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    if (id != null) {
      p.put("transactional.id", id);
      if (timeout > 0) p.put("transaction.timeout.ms", String.valueOf(timeout));
    }
    return new KafkaProducer<>(p, new StringSerializer(), new StringSerializer());
  }

  static KafkaConsumer<String, String> reader(String isolation) {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    p.put("isolation.level", isolation);
    p.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(p, new StringDeserializer(), new StringDeserializer());
  }

  static void create(Collection<String> topics, int partitions) throws Exception {
    admin.createTopics(topics.stream().map(t -> new NewTopic(t, partitions, (short) 3)).toList()).all().get();
    Thread.sleep(1000);
  }

  static Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel level) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(tp -> asked.put(tp, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(asked, new ListOffsetsOptions(level)).all().get().forEach((tp, r) -> ends.put(tp, r.offset()));
    return ends;
  }

  static String names(Throwable e) {
    if (e instanceof ExecutionException) e = e.getCause();
    String name = e.getClass().getSimpleName();
    return e.getCause() == null || e.getCause() == e ? name : name + " caused by " + e.getCause().getClass().getSimpleName();
  }

  static String attempt(Call call) {
    try {
      call.run();
      return "ok";
    } catch (Throwable e) {
      return names(e);
    }
  }

  static TransactionDescription described(String id) throws Exception {
    return admin.describeTransactions(List.of(id)).description(id).get();
  }

  static int version() throws Exception {
    var level = admin.describeFeatures().featureMetadata().get().finalizedFeatures().get("transaction.version");
    return level == null ? 0 : level.maxVersionLevel();
  }

  /** Five transactions with default time-outs are opened and abandoned, 2.3 s apart, each on a partition of its own. */
  static void stall() throws Exception {
    int runs = 5;
    List<String> topics = new ArrayList<>();
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 1; i <= runs; i++) {
      topics.add("stall-" + i);
      partitions.add(new TopicPartition("stall-" + i, 0));
    }
    create(topics, 1);
    KafkaProducer<String, String> plain = producer(null, 0);
    Map<String, Integer> written = new ConcurrentHashMap<>();
    boolean[] writing = {true};
    Thread writer = new Thread(() -> {
      for (int n = 0; writing[0]; n++) {
        for (String topic : topics) plain.send(new ProducerRecord<>(topic, "plain " + n));
        try { Thread.sleep(20); } catch (InterruptedException e) { return; }
      }
    });
    Map<String, Long> positions = new ConcurrentHashMap<>();
    for (String isolation : List.of("read_committed", "read_uncommitted")) {
      Thread t = new Thread(() -> {
        try (KafkaConsumer<String, String> c = reader(isolation)) {
          c.assign(partitions);
          while (writing[0]) {
            c.poll(Duration.ofMillis(100));
            for (TopicPartition tp : partitions) positions.put(isolation + tp.topic(), c.position(tp));
            c.metrics().forEach((name, metric) -> {
              if (name.name().equals("records-lag") && metric.metricValue() instanceof Double d && !d.isNaN())
                positions.put("lag " + isolation + name.tags().get("topic"), d.longValue());
            });
          }
        }
      });
      t.setDaemon(true);
      t.start();
    }
    writer.setDaemon(true);
    writer.start();
    Thread.sleep(3000);
    Map<String, Long> opened = new ConcurrentHashMap<>(), offsets = new ConcurrentHashMap<>();
    List<KafkaProducer<String, String>> abandoned = new ArrayList<>();
    Thread opener = new Thread(() -> {
      for (int i = 1; i <= runs; i++) {
        try {
          KafkaProducer<String, String> p = producer("stall-" + i, 0);
          abandoned.add(p);
          p.initTransactions();
          p.beginTransaction();
          long at = System.currentTimeMillis();
          long offset = p.send(new ProducerRecord<>("stall-" + i, "open")).get().offset();
          offsets.put("stall-" + i, offset);
          opened.put("stall-" + i, at);
          emit("stall-" + i, "opened", "\"offset\":" + offset);
          Thread.sleep(2300);
        } catch (Exception e) {
          emit("stall-" + i, "failed", "\"error\":\"" + names(e) + "\"");
        }
      }
    });
    opener.start();
    Map<String, Long> released = new HashMap<>();
    long sampled = 0;
    while (released.size() < runs) {
      Map<TopicPartition, Long> stable = ends(partitions, IsolationLevel.READ_COMMITTED);
      Map<TopicPartition, Long> high = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
      long now = System.currentTimeMillis();
      boolean sample = now - sampled >= 1000;
      if (sample) sampled = now;
      for (TopicPartition tp : partitions) {
        String t = tp.topic();
        if (sample)
          emit(t, "sample", "\"highWatermark\":" + high.get(tp) + ",\"lastStable\":" + stable.get(tp)
              + ",\"committed\":" + positions.getOrDefault("read_committed" + t, 0L)
              + ",\"uncommitted\":" + positions.getOrDefault("read_uncommitted" + t, 0L)
              + ",\"committedLag\":" + positions.getOrDefault("lag read_committed" + t, -1L)
              + ",\"uncommittedLag\":" + positions.getOrDefault("lag read_uncommitted" + t, -1L));
        if (opened.containsKey(t) && !released.containsKey(t) && stable.get(tp) > offsets.get(t)) {
          released.put(t, now);
          emit(t, "released", "\"after\":" + (now - opened.get(t)) + ",\"waiting\":" + (high.get(tp) - offsets.get(t)));
        }
      }
      Thread.sleep(50);
    }
    writing[0] = false;
    for (int i = 1; i <= runs; i++) {
      KafkaProducer<String, String> p = abandoned.get(i - 1);
      emit("stall-" + i, "commit", "\"answer\":\"" + attempt(p::commitTransaction) + "\"");
      p.close(Duration.ZERO);
    }
    plain.close();
  }

  /** The calls that a producer may make first after it lost its transaction, each on a producer of its own. */
  static void calls(String who, KafkaProducer<String, String> p, String topic, String order) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(new TopicPartition("in", 0), new OffsetAndMetadata(1));
    Map<String, Call> all = new HashMap<>();
    all.put("send", () -> p.send(new ProducerRecord<>(topic, "late")).get());
    all.put("sendOffsetsToTransaction", () -> p.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata("group-" + topic)));
    all.put("commitTransaction", p::commitTransaction);
    all.put("abortTransaction", p::abortTransaction);
    all.put("a new transaction", () -> {
      p.beginTransaction();
      p.send(new ProducerRecord<>(topic, "again")).get();
      p.commitTransaction();
    });
    String[] step = order.split("\\+");
    for (int i = 0; i < step.length; i++)
      emit(who, "call", "\"version\":" + version() + ",\"order\":\"" + order + "\",\"call\":\"" + step[i] + "\",\"answer\":\"" + attempt(all.get(step[i])) + "\"");
    p.close(Duration.ZERO);
  }

  static final List<String> ORDERS = List.of(
      "send+commitTransaction+abortTransaction+a new transaction", "send+abortTransaction+a new transaction",
      "sendOffsetsToTransaction+abortTransaction+a new transaction", "commitTransaction+abortTransaction+a new transaction",
      "abortTransaction+a new transaction");

  static void late() throws Exception {
    String tag = "late-v" + version();
    create(List.of(tag), 1);
    List<KafkaProducer<String, String>> producers = new ArrayList<>();
    for (int i = 0; i < ORDERS.size(); i++) {
      KafkaProducer<String, String> p = producer(tag + "-" + i, 3000);
      producers.add(p);
      p.initTransactions();
      p.beginTransaction();
      p.send(new ProducerRecord<>(tag, "open")).get();
    }
    for (int i = 0; i < ORDERS.size(); i++) {
      String state = "";
      while (!state.equals("CompleteAbort")) {
        Thread.sleep(200);
        state = described(tag + "-" + i).state().toString();
      }
    }
    emit("late", "aborted", "");
    for (int i = 0; i < ORDERS.size(); i++) calls("late", producers.get(i), tag, ORDERS.get(i));
  }

  static void zombie() throws Exception {
    String tag = "zombie-v" + version();
    create(List.of(tag), 1);
    for (int i = 0; i < ORDERS.size(); i++) {
      String id = tag + "-" + i;
      KafkaProducer<String, String> old = producer(id, 0);
      old.initTransactions();
      for (int n = 0; n < 3; n++) {
        old.beginTransaction();
        old.send(new ProducerRecord<>(tag, "before")).get();
        old.commitTransaction();
      }
      old.beginTransaction();
      old.send(new ProducerRecord<>(tag, "open")).get();
      int before = described(id).producerEpoch();
      KafkaProducer<String, String> successor = producer(id, 0);
      successor.initTransactions();
      int after = described(id).producerEpoch();
      successor.beginTransaction();
      successor.send(new ProducerRecord<>(tag, "new")).get();
      int used = described(id).producerEpoch();
      emit("zombie", "fenced", "\"version\":" + version() + ",\"before\":" + before + ",\"after\":" + after + ",\"used\":" + used);
      calls("zombie", old, tag, ORDERS.get(i));
      emit("zombie", "successor", "\"version\":" + version() + ",\"answer\":\"" + attempt(successor::commitTransaction) + "\"");
      successor.close();
    }
  }

  static void epochs() throws Exception {
    String tag = "epochs-v" + version();
    create(List.of(tag), 1);
    TopicPartition tp = new TopicPartition(tag, 0);
    KafkaProducer<String, String> p = producer(tag, 0);
    p.initTransactions();
    List<Integer> coordinator = new ArrayList<>(), leader = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      p.beginTransaction();
      p.send(new ProducerRecord<>(tag, "n" + n)).get();
      leader.add(admin.describeProducers(List.of(tp)).partitionResult(tp).get().activeProducers().get(0).producerEpoch());
      coordinator.add(described(tag).producerEpoch());
      if (n % 2 == 0) p.commitTransaction(); else p.abortTransaction();
    }
    Thread.sleep(1000);
    emit("epochs", "list", "\"version\":" + version() + ",\"coordinator\":" + coordinator + ",\"leader\":" + leader
        + ",\"end\":" + ends(List.of(tp), IsolationLevel.READ_COMMITTED).get(tp));
    p.close();
  }

  static void visible() throws Exception {
    String tag = "visible-v" + version();
    create(List.of(tag), 10);
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < 10; i++) partitions.add(new TopicPartition(tag, i));
    KafkaProducer<String, String> p = producer(tag, 0);
    p.initTransactions();
    for (int n = 0; n < 55; n++) {
      p.beginTransaction();
      for (int i = 0; i < 10; i++) p.send(new ProducerRecord<>(tag, i, null, "n" + n));
      p.flush();
      long from = System.nanoTime();
      p.commitTransaction();
      long returned = System.nanoTime();
      int hidden = -1, now = 1;
      while (now > 0) {
        Map<TopicPartition, Long> stable = ends(partitions, IsolationLevel.READ_COMMITTED);
        now = 0;
        for (long end : stable.values()) if (end < 2L * (n + 1)) now++;
        if (hidden < 0) hidden = now;
      }
      long all = System.nanoTime();
      if (n >= 5)
        emit("visible", "commit", "\"version\":" + version() + ",\"took\":" + (returned - from) / 1000 / 1000.0
            + ",\"hidden\":" + hidden + ",\"until\":" + (all - returned) / 1000 / 1000.0);
    }
    p.close();
  }

  static void downgrade() throws Exception {
    admin.updateFeatures(Map.of("transaction.version", new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)), new UpdateFeaturesOptions()).all().get();
    while (version() != 1) Thread.sleep(200);
    Thread.sleep(2000);
    emit("admin", "version", "\"version\":" + version());
  }

  public static void main(String[] args) throws Exception {
    bootstrap = args[0];
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    admin = Admin.create(p);
    create(List.of("in"), 1);
    for (int i = 1; i < args.length; i++) {
      emit("part", args[i], "\"version\":" + version());
      switch (args[i]) {
        case "stall" -> stall();
        case "late" -> late();
        case "zombie" -> zombie();
        case "epochs" -> epochs();
        case "visible" -> visible();
        case "downgrade" -> downgrade();
        default -> throw new IllegalArgumentException(args[i]);
      }
    }
    emit("part", "end", "");
    System.exit(0);
  }
}
