import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/**
 * Sends numbered records with several producers at once, one topic each, and compares what was acknowledged with what is
 * stored in the end.
 *
 * <p>Arguments: bootstrap, number of the run, node that is to lead ("not-controller" or "controller" pick one), records a
 * second, level of the feature eligible.leader.replicas.version, then lanes: name,acks,idempotence,floor,unclean. "read" on
 * standard input ends sending, waits for what is in flight, reads every topic and ends.
 */
public class DeadLeader {
  static final byte[] PADDING = new byte[100];

  static synchronized void emit(String who, String what, String json) {
    System.out.println(
        "{\"t\":" + System.currentTimeMillis() + ",\"who\":\"" + who + "\",\"what\":\"" + what + "\""
            + (json.isEmpty() ? "" : "," + json) + "}");
  }

  static class Lane {
    final String name, acks, topic;
    final boolean idempotent, unclean;
    final int floor;
    final KafkaProducer<Long, byte[]> producer;
    final Map<Long, Long> acknowledged = new HashMap<>();
    final Map<Long, String> failed = new HashMap<>();
    final List<Long> sentAt = new ArrayList<>();
    long sent, lastAck, stallFrom, stall;

    Lane(String spec, String bootstrap, String run) {
      String[] part = spec.split(",");
      name = part[0];
      acks = part[1];
      idempotent = Boolean.parseBoolean(part[2]);
      floor = Integer.parseInt(part[3]);
      unclean = Boolean.parseBoolean(part[4]);
      topic = name + "-" + run;
      Properties p = new Properties();
      p.put("bootstrap.servers", bootstrap);
      p.put("acks", acks);
      p.put("enable.idempotence", String.valueOf(idempotent));
      p.put("client.id", name);
      producer = new KafkaProducer<>(p, new LongSerializer(), new ByteArraySerializer());
    }

    void send() {
      long id;
      synchronized (this) {
        id = sent++;
        sentAt.add(System.currentTimeMillis());
      }
      producer.send(
          new ProducerRecord<>(topic, 0, id, PADDING),
          (m, e) -> {
            long now = System.currentTimeMillis();
            synchronized (this) {
              if (e != null) {
                failed.put(id, e.getClass().getSimpleName());
                return;
              }
              acknowledged.put(id, m.offset());
              if (lastAck > 0 && now - lastAck > stall) {
                stall = now - lastAck;
                stallFrom = lastAck;
              }
              lastAck = now;
            }
          });
    }

    void report(String bootstrap) {
      Map<Long, Integer> stored = new HashMap<>();
      long late = 0, highest = -1, records = 0;
      Properties p = new Properties();
      p.put("bootstrap.servers", bootstrap);
      TopicPartition tp = new TopicPartition(topic, 0);
      try (KafkaConsumer<Long, byte[]> c = new KafkaConsumer<>(p, new LongDeserializer(), new ByteArrayDeserializer())) {
        c.assign(List.of(tp));
        c.seekToBeginning(List.of(tp));
        long end = c.endOffsets(List.of(tp)).get(tp);
        while (c.position(tp) < end)
          for (ConsumerRecord<Long, byte[]> r : c.poll(Duration.ofMillis(500))) {
            if (r.key() < 0) continue;
            records++;
            stored.merge(r.key(), 1, Integer::sum);
            if (r.key() < highest && stored.get(r.key()) == 1) late++;
            highest = Math.max(highest, r.key());
          }
      }
      List<Long> lostAt = acknowledged.keySet().stream().filter(id -> !stored.containsKey(id)).map(id -> sentAt.get(id.intValue())).sorted().toList();
      long lost = lostAt.size();
      long kept = failed.keySet().stream().filter(stored::containsKey).count();
      Map<String, Long> errors = failed.values().stream().collect(Collectors.groupingBy(x -> x, TreeMap::new, Collectors.counting()));
      emit(
          name,
          "result",
          "\"sent\":" + sent + ",\"acknowledged\":" + acknowledged.size() + ",\"failed\":" + failed.size()
              + ",\"lost\":" + lost + ",\"repeated\":" + (records - stored.size()) + ",\"late\":" + late
              + ",\"stored\":" + stored.size() + ",\"failedButStored\":" + kept + ",\"stall\":" + stall
              + ",\"stallFrom\":" + stallFrom + ",\"lostFrom\":" + (lost > 0 ? lostAt.get(0) : 0) + ",\"lostTo\":" + (lost > 0 ? lostAt.get((int) lost - 1) : 0)
              + ",\"errors\":{" + errors.entrySet().stream().map(e -> "\"" + e.getKey() + "\":" + e.getValue()).collect(Collectors.joining(",")) + "}");
    }
  }

  static String ids(List<Node> nodes) {
    return nodes == null ? "[]" : nodes.stream().map(n -> String.valueOf(n.id())).sorted().collect(Collectors.joining(",", "[", "]"));
  }

  static volatile boolean sending = true;

  public static void main(String[] args) throws Exception {
    String bootstrap = args[0], run = args[1];
    int rate = Integer.parseInt(args[3]);
    Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    Admin impatient = Admin.create(Map.of("bootstrap.servers", bootstrap, "request.timeout.ms", "3000", "default.api.timeout.ms", "9000"));
    int controller = admin.describeMetadataQuorum().quorumInfo().get().leaderId();
    List<Integer> nodes = admin.describeCluster().nodes().get().stream().map(Node::id).sorted().toList();
    int leader = switch (args[2]) {
      case "controller" -> controller;
      case "not-controller" -> nodes.stream().filter(n -> n != controller).findFirst().get();
      default -> Integer.parseInt(args[2]);
    };
    List<Integer> replicas = new ArrayList<>(List.of(leader));
    nodes.stream().filter(n -> n != leader).forEach(replicas::add);
    setEligibleReplicas(admin, Short.parseShort(args[4]));
    List<Lane> lanes = new ArrayList<>();
    for (int i = 5; i < args.length; i++) {
      Lane lane = new Lane(args[i], bootstrap, run);
      lanes.add(lane);
      admin.createTopics(List.of(new NewTopic(lane.topic, Map.of(0, replicas)).configs(Map.of(
          "min.insync.replicas", String.valueOf(lane.floor),
          "unclean.leader.election.enable", String.valueOf(lane.unclean))))).all().get();
    }
    emit("admin", "topics", "\"leader\":" + leader + ",\"controller\":" + controller + ",\"replicas\":" + replicas);

    Thread watcher = new Thread(() -> watch(impatient, lanes));
    watcher.setDaemon(true);
    watcher.start();
    // Before its leader knows that it leads, acks=0 would lose records to it in silence: that is another experiment.
    for (Lane lane : lanes)
      try (KafkaProducer<Long, byte[]> first = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), new LongSerializer(), new ByteArraySerializer())) {
        first.send(new ProducerRecord<>(lane.topic, 0, -1L, PADDING)).get();
      }
    for (Lane lane : lanes) {
      Thread sender = new Thread(() -> {
        long start = System.nanoTime();
        for (long n = 0; sending; n++) {
          lane.send();
          long due = start + n * 1_000_000_000L / rate;
          long wait = due - System.nanoTime();
          if (wait > 1_000_000) try { Thread.sleep(wait / 1_000_000); } catch (InterruptedException e) { return; }
        }
      });
      sender.setDaemon(true);
      sender.start();
    }
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = in.readLine()) != null && !line.equals("read"); ) emit("driver", line, "");
    sending = false;
    for (Lane lane : lanes) lane.producer.close(Duration.ofSeconds(130));
    for (Lane lane : lanes) lane.report(bootstrap);
    System.exit(0);
  }

  static void setEligibleReplicas(Admin admin, short level) throws Exception {
    String feature = "eligible.leader.replicas.version";
    var found = admin.describeFeatures().featureMetadata().get().finalizedFeatures().get(feature);
    short now = found == null ? 0 : found.maxVersionLevel();
    if (now != level) {
      var type = level < now ? FeatureUpdate.UpgradeType.SAFE_DOWNGRADE : FeatureUpdate.UpgradeType.UPGRADE;
      admin.updateFeatures(Map.of(feature, new FeatureUpdate(level, type)), new UpdateFeaturesOptions()).all().get();
    }
    emit("admin", "feature", "\"before\":" + now + ",\"level\":" + level);
  }

  static void watch(Admin admin, List<Lane> lanes) {
    Map<String, String> last = new HashMap<>();
    List<String> topics = lanes.stream().map(l -> l.topic).toList();
    while (true) {
      try {
        var described = admin.describeTopics(topics).allTopicNames().get();
        for (Lane lane : lanes) {
          TopicPartitionInfo p = described.get(lane.topic).partitions().get(0);
          String state = "\"leader\":" + (p.leader() == null ? -1 : p.leader().id()) + ",\"isr\":" + ids(p.isr())
              + ",\"elr\":" + ids(p.elr()) + ",\"lastKnownElr\":" + ids(p.lastKnownElr());
          if (!state.equals(last.put(lane.name, state))) emit(lane.name, "state", state);
        }
        boolean steady = true;
        for (Lane lane : lanes) synchronized (lane) { steady &= lane.acknowledged.size() > 200; }
        if (steady && !last.containsKey("steady")) {
          last.put("steady", "");
          emit("producers", "steady", "");
        }
      } catch (Exception e) {
        // Brokers are being killed: the next poll asks another one.
      }
      try { Thread.sleep(100); } catch (InterruptedException e) { return; }
    }
  }
}
