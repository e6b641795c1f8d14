import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What retention and compaction take away, and when. Arguments: bootstrap, topics of each kind (each is one run), then
 * parts in order: segments, future, tombstone.
 */
public class RetentionAndCompaction {
  static String bootstrap;
  static Admin admin;
  static KafkaProducer<String, byte[]> producer;

  static synchronized void emit(String who, String what, String json) {
    System.out.println(
        "{\"t\":" + System.currentTimeMillis() + ",\"who\":\"" + who + "\",\"what\":\"" + what + "\""
            + (json.isEmpty() ? "" : "," + json) + "}");
  }

  static void create(List<String> topics, Map<String, String> settings) throws Exception {
    admin.createTopics(topics.stream().map(t -> new NewTopic(t, 1, (short) 3).configs(settings)).toList()).all().get();
  }

  static List<String> names(String kind, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) names.add(kind + "-" + i);
    return names;
  }

  static Map<String, Long> offsets(List<String> topics, OffsetSpec spec) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    topics.forEach(t -> asked.put(new TopicPartition(t, 0), spec));
    Map<String, Long> found = new HashMap<>();
    admin.listOffsets(asked).all().get().forEach((tp, r) -> found.put(tp.topic(), r.offset()));
    return found;
  }

  /** One record every 100 ms for a minute, then silence: each move of the log start, with the age of what went. */
  static void segments(int runs) throws Exception {
    List<String> topics = names("segments", runs);
    create(topics, Map.of("segment.ms", "5000", "retention.ms", "10000", "file.delete.delay.ms", "1000"));
    Map<String, Map<Long, Long>> stamps = new ConcurrentHashMap<>();
    topics.forEach(t -> stamps.put(t, new ConcurrentHashMap<>()));
    boolean[] silent = {false};
    Thread writer = new Thread(() -> {
      long start = System.currentTimeMillis();
      for (long n = 0; n * 100 < 60_000; n++) {
        for (String topic : topics) {
          long stamp = System.currentTimeMillis();
          producer.send(new ProducerRecord<>(topic, 0, stamp, null, new byte[100]), (m, e) -> {
            if (e == null) stamps.get(topic).put(m.offset(), stamp);
          });
        }
        long wait = start + n * 100 - System.currentTimeMillis();
        try { if (wait > 0) Thread.sleep(wait); } catch (InterruptedException e) { return; }
      }
      producer.flush();
      silent[0] = true;
      emit("writer", "silent", "");
    });
    writer.start();
    Map<String, Long> starts = new HashMap<>();
    int empty = 0;
    while (empty < runs) {
      Map<String, Long> now = offsets(topics, OffsetSpec.earliest());
      long at = System.currentTimeMillis();
      for (String topic : topics) {
        long from = starts.getOrDefault(topic, 0L), to = now.get(topic);
        if (to == from) continue;
        starts.put(topic, to);
        Map<Long, Long> stamp = stamps.get(topic);
        boolean gone = silent[0] && to == stamp.size();
        if (gone) empty++;
        emit(topic, "start", "\"from\":" + from + ",\"to\":" + to + ",\"firstAge\":" + (at - stamp.get(from)) + ",\"lastAge\":" + (at - stamp.get(to - 1))
            + ",\"span\":" + (stamp.get(to - 1) - stamp.get(from)) + ",\"empty\":" + gone);
      }
      Thread.sleep(100);
    }
  }

  static String error(ExecutionException e) {
    return e.getCause().getClass().getSimpleName() + ": " + e.getCause().getMessage().replace("\"", "'").replace("\n", " ");
  }

  static final int RECORDS = 220;
  static final int AHEAD = 110;

  /** Three segments each; one record of the second is honest, half a minute ahead, or a year ahead. */
  static void future(int runs) throws Exception {
    Map<String, Long> ahead = new HashMap<>();
    Map<String, String> base = Map.of("segment.bytes", "1048576", "retention.ms", "10000", "segment.ms", "600000", "file.delete.delay.ms", "1000");
    Map<String, String> open = new HashMap<>(base);
    open.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
    open.put("segment.ms", String.valueOf(Long.MAX_VALUE / 1_000_000));
    create(names("honest", runs), base);
    create(names("half-minute", runs), base);
    create(names("year", runs), open);
    names("honest", runs).forEach(t -> ahead.put(t, 0L));
    names("half-minute", runs).forEach(t -> ahead.put(t, 30_000L));
    names("year", runs).forEach(t -> ahead.put(t, 365L * 24 * 3600 * 1000));
    create(List.of("refusing"), base);
    try {
      long now = System.currentTimeMillis();
      producer.send(new ProducerRecord<>("refusing", 0, now + 3_700_000, null, new byte[10])).get();
      emit("refusing", "answer", "\"answer\":\"ok\"");
    } catch (ExecutionException e) {
      emit("refusing", "answer", "\"answer\":\"" + error(e) + "\"");
    }
    List<String> topics = new ArrayList<>(ahead.keySet());
    Map<String, Long> written = new ConcurrentHashMap<>();
    Thread writer = new Thread(() -> {
      for (String topic : topics) {
        for (int n = 0; n < RECORDS; n++) {
          if (n == AHEAD || n == AHEAD + 1) producer.flush();
          long stamp = System.currentTimeMillis();
          producer.send(new ProducerRecord<>(topic, 0, n == AHEAD ? stamp + ahead.get(topic) : stamp, null, new byte[10_000]));
          if (n == AHEAD) written.put(topic, stamp);
        }
        producer.flush();
        emit(topic, "written", "");
      }
    });
    writer.start();
    Map<String, Long> starts = new HashMap<>();
    long end = Long.MAX_VALUE;
    while (System.currentTimeMillis() < end) {
      if (end == Long.MAX_VALUE && !writer.isAlive()) end = System.currentTimeMillis() + 60_000;
      Map<String, Long> now = offsets(topics, OffsetSpec.earliest());
      long at = System.currentTimeMillis();
      for (String topic : topics) {
        long to = now.get(topic), from = starts.getOrDefault(topic, 0L);
        starts.put(topic, to);
        if (to != from)
          emit(topic, "start", "\"to\":" + to + ",\"after\":" + (at - written.getOrDefault(topic, at)) + ",\"passed\":" + (from <= AHEAD && to > AHEAD));
      }
      Thread.sleep(200);
    }
    for (String topic : topics)
      emit(topic, "left", "\"records\":" + (RECORDS - starts.get(topic)) + ",\"after\":" + (System.currentTimeMillis() - written.get(topic)));
    // A lower retention.ms finds the same segment first; a limit of size takes it, and time takes what stood behind it.
    List<String> years = names("year", runs);
    for (String cure : List.of("retention.ms=1", "retention.bytes=1")) {
      var resource = new HashMap<org.apache.kafka.common.config.ConfigResource, java.util.Collection<org.apache.kafka.clients.admin.AlterConfigOp>>();
      for (String topic : years)
        resource.put(new org.apache.kafka.common.config.ConfigResource(org.apache.kafka.common.config.ConfigResource.Type.TOPIC, topic),
            List.of(new org.apache.kafka.clients.admin.AlterConfigOp(
                new org.apache.kafka.clients.admin.ConfigEntry(cure.split("=")[0], cure.split("=")[1]), org.apache.kafka.clients.admin.AlterConfigOp.OpType.SET)));
      admin.incrementalAlterConfigs(resource).all().get();
      Thread.sleep(8000);
      Map<String, Long> now = offsets(years, OffsetSpec.earliest());
      for (String topic : years) emit(topic, "cure", "\"cure\":\"" + cure + "\",\"left\":" + (RECORDS - now.get(topic)));
    }
  }

  /** Reads a topic from its start and says what is there: offset, key, and whether it is a tombstone. */
  static String content(KafkaConsumer<String, String> c, String topic) {
    TopicPartition tp = new TopicPartition(topic, 0);
    c.assign(List.of(tp));
    c.seekToBeginning(List.of(tp));
    long end = c.endOffsets(List.of(tp)).get(tp);
    StringBuilder text = new StringBuilder();
    while (c.position(tp) < end)
      for (ConsumerRecord<String, String> r : c.poll(Duration.ofMillis(200)))
        if (!r.key().equals("tick")) text.append(text.isEmpty() ? "" : " ").append(r.offset()).append(' ').append(r.key()).append(' ').append(r.value() == null ? "null" : r.value()).append(',');
    return text.toString();
  }

  static void put(String topic, String key, String value) throws Exception {
    producer.send(new ProducerRecord<>(topic, 0, key, value == null ? null : value.getBytes())).get();
  }

  static void tombstone(int runs) throws Exception {
    List<String> busy = names("busy", runs), quiet = names("quiet", runs), topics = new ArrayList<>(busy);
    topics.addAll(quiet);
    create(topics, Map.of("cleanup.policy", "compact", "segment.ms", "1000", "min.cleanable.dirty.ratio", "0.01", "delete.retention.ms", "10000", "file.delete.delay.ms", "1000"));
    // One timestamp for all four: a segment rolls by the time between records, however slowly they are written.
    for (String topic : topics) {
      long stamp = System.currentTimeMillis();
      for (String[] one : new String[][] {{"ann", "a1"}, {"bob", "b1"}, {"ann", "a2"}, {"bob", null}})
        producer.send(new ProducerRecord<>(topic, 0, stamp, one[0], one[1] == null ? null : one[1].getBytes())).get();
    }
    emit("writer", "tombstones written", "");
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    KafkaConsumer<String, String> c = new KafkaConsumer<>(p, new StringDeserializer(), new StringDeserializer());
    Map<String, String> before = new HashMap<>();
    Map<String, Long> reads = new HashMap<>(), rolled = new HashMap<>();
    List<String> left = new ArrayList<>(topics);
    long start = System.currentTimeMillis(), tick = start + 8000;
    while (!left.isEmpty() && System.currentTimeMillis() - start < 240_000) {
      if (System.currentTimeMillis() > tick) {
        tick = System.currentTimeMillis() + 1500;
        for (String topic : left) {
          boolean first = !rolled.containsKey(topic);
          if (!first && quiet.contains(topic) && System.currentTimeMillis() - rolled.get(topic) < 50_000) continue;
          put(topic, "tick", "x");
          if (first) {
            rolled.put(topic, System.currentTimeMillis());
            emit(topic, "rolled", "");
          }
        }
      }
      for (String topic : List.copyOf(left)) {
        long asked = System.currentTimeMillis();
        String content = content(c, topic);
        if (!content.equals(before.put(topic, content)))
          emit(topic, "content", "\"content\":\"" + content + "\",\"unlike\":" + reads.getOrDefault(topic, asked));
        reads.put(topic, asked);
        if (!content.contains("null") && rolled.containsKey(topic)) left.remove(topic);
      }
      Thread.sleep(50);
    }
    c.close();
  }

  public static void main(String[] args) throws Exception {
    bootstrap = args[0];
    int runs = Integer.parseInt(args[1]);
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    admin = Admin.create(p);
    producer = new KafkaProducer<>(p, new StringSerializer(), new ByteArraySerializer());
    for (int i = 2; i < args.length; i++) {
      emit("part", args[i], "");
      switch (args[i]) {
        case "segments" -> segments(runs);
        case "future" -> future(runs);
        case "tombstone" -> tombstone(runs);
        default -> throw new IllegalArgumentException(args[i]);
      }
    }
    emit("part", "end", "");
    System.exit(0);
  }
}
