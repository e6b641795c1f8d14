import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Four producers and one reader on one partition with three replicas and a floor of two, while brokers come and go.
 *
 * <p>Arguments: bootstrap, topic, node that is to lead, followers in order. Every answer that differs from the one before
 * it, and every change of the partition's state, of the reader's position and of the log end, is an event. "stop" on
 * standard input ends it.
 */
public class BelowMinIsr {
  static synchronized void emit(String who, String what, String json) {
    System.out.println(
        "{\"t\":" + System.currentTimeMillis() + ",\"who\":\"" + who + "\",\"what\":\"" + what + "\""
            + (json.isEmpty() ? "" : "," + json) + "}");
  }

  static volatile boolean running = true;
  static volatile long logEnd = 0, position = 0;
  static final Map<String, Map<String, Integer>> TOTALS = new ConcurrentHashMap<>();

  static void produce(String bootstrap, String topic, String name, Map<String, String> settings) {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    p.put("linger.ms", "0");
    p.putAll(settings);
    KafkaProducer<String, String> producer = new KafkaProducer<>(p, new StringSerializer(), new StringSerializer());
    Map<String, Integer> totals = TOTALS.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
    String[] last = {""};
    long[] answers = {0};
    Thread t = new Thread(() -> {
      for (long n = 0; running; n++) {
        String value = name + " " + n;
        long from = System.currentTimeMillis();
        producer.send(new ProducerRecord<>(topic, 0, null, value), (m, e) -> {
          String answer = e == null ? "ok" : e.getClass().getSimpleName();
          totals.merge(answer, 1, Integer::sum);
          synchronized (last) {
            long took = System.currentTimeMillis() - from;
            if (e == null && m.offset() >= 0) logEnd = Math.max(logEnd, m.offset() + 1);
            if (!answer.equals(last[0]) || took > 2000)
              emit(name, "answer", "\"answer\":\"" + answer + "\",\"after\":" + took + ",\"message\":\""
                  + (e == null ? "" : String.valueOf(e.getMessage()).replace("\"", "'").replace("\n", " ")) + "\"");
            last[0] = answer;
          }
        });
        try { Thread.sleep(100); } catch (InterruptedException e) { return; }
      }
    });
    t.setDaemon(true);
    t.start();
  }

  static String ids(List<Node> nodes) {
    return nodes == null ? "[]" : nodes.stream().map(n -> String.valueOf(n.id())).sorted().collect(Collectors.joining(",", "[", "]"));
  }

  static void watch(Admin admin, String topic) {
    String last = "";
    while (running) {
      try {
        TopicPartitionInfo p = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().get(0);
        String state = "\"leader\":" + (p.leader() == null ? -1 : p.leader().id()) + ",\"isr\":" + ids(p.isr()) + ",\"elr\":" + ids(p.elr());
        if (!state.equals(last)) emit("partition", "state", state);
        last = state;
        Thread.sleep(50);
      } catch (Exception e) {
        // Brokers are being killed: the next poll asks another one.
      }
    }
  }

  static void read(String bootstrap, String topic) {
    Properties p = new Properties();
    p.put("bootstrap.servers", bootstrap);
    TopicPartition tp = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, String> c = new KafkaConsumer<>(p, new StringDeserializer(), new StringDeserializer())) {
      c.assign(List.of(tp));
      c.seekToBeginning(List.of(tp));
      long moved = System.currentTimeMillis();
      while (running) {
        long before = position;
        for (ConsumerRecord<String, String> r : c.poll(Duration.ofMillis(50))) position = r.offset() + 1;
        long now = System.currentTimeMillis();
        if (position == before) continue;
        if (now - moved > 2000) emit("reader", "stood", "\"at\":" + before + ",\"for\":" + (now - moved) + ",\"waiting\":" + (logEnd - before));
        moved = now;
      }
    }
  }

  public static void main(String[] args) throws Exception {
    String bootstrap = args[0], topic = args[1];
    List<Integer> replicas = new ArrayList<>();
    for (int i = 2; i < args.length; i++) replicas.add(Integer.parseInt(args[i]));
    Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    Admin impatient = Admin.create(Map.of("bootstrap.servers", bootstrap, "request.timeout.ms", "3000", "default.api.timeout.ms", "9000"));
    admin.createTopics(List.of(new NewTopic(topic, Map.of(0, replicas)).configs(Map.of("min.insync.replicas", "2")))).all().get();
    Thread watcher = new Thread(() -> watch(impatient, topic));
    watcher.setDaemon(true);
    watcher.start();
    Thread reader = new Thread(() -> read(bootstrap, topic));
    reader.setDaemon(true);
    reader.start();
    produce(bootstrap, topic, "acks=all", Map.of("acks", "all"));
    produce(bootstrap, topic, "acks=all without retries", Map.of("acks", "all", "enable.idempotence", "false", "retries", "0", "delivery.timeout.ms", "35000"));
    produce(bootstrap, topic, "acks=1", Map.of("acks", "1"));
    produce(bootstrap, topic, "acks=0", Map.of("acks", "0"));
    Thread.sleep(3000);
    emit("producers", "steady", "");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = in.readLine()) != null && !line.equals("stop"); )
      if (line.equals("probe")) probe(bootstrap, topic);
      else report(line);
    running = false;
    System.exit(0);
  }

  /** What every producer was answered since the phase before, and which part of the log nobody may read yet. */
  static void report(String phase) {
    for (var e : TOTALS.entrySet()) {
      Map<String, Integer> answers = new TreeMap<>(e.getValue());
      e.getValue().clear();
      emit(e.getKey(), "totals", "\"phase\":\"" + phase + "\",\"answers\":{" + answers.entrySet().stream().map(x -> "\"" + x.getKey() + "\":" + x.getValue()).collect(Collectors.joining(",")) + "}");
    }
    emit("reader", "hidden", "\"phase\":\"" + phase + "\",\"records\":" + (logEnd - position));
  }

  /** What a producer is answered that has no request on its way: a fresh one, with a single record. */
  static void probe(String bootstrap, String topic) {
    Thread t = new Thread(() -> {
      long from = System.currentTimeMillis();
      String answer = "ok";
      Properties p = new Properties();
      p.putAll(Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", "false", "retries", "0", "delivery.timeout.ms", "35000"));
      try (KafkaProducer<String, String> producer = new KafkaProducer<>(p, new StringSerializer(), new StringSerializer())) {
        producer.partitionsFor(topic);
        from = System.currentTimeMillis();
        producer.send(new ProducerRecord<>(topic, 0, null, "probe")).get();
      } catch (Exception e) {
        answer = (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName();
      }
      emit("fresh acks=all", "probe", "\"answer\":\"" + answer + "\",\"after\":" + (System.currentTimeMillis() - from));
    });
    t.setDaemon(true);
    t.start();
  }
}
