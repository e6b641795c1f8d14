import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** Answers each line of standard input, a JSON object whose "do" names what to do, with one line of JSON. */
public class ClusterAdmin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static String bootstrap;

  public static void main(String[] args) throws Exception {
    bootstrap = args[0];
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("request.timeout.ms", "10000");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Admin admin = Admin.create(settings)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("t", System.currentTimeMillis());
        said.put("who", "admin");
        said.put("what", "answer");
        try {
          said.put("answer", answer(admin, JSON.readTree(line)));
        } catch (Exception error) {
          said.put("error", String.valueOf(error.getCause() == null ? error : error.getCause()));
        }
        System.out.println(JSON.writeValueAsString(said));
      }
    }
  }

  private static Object answer(Admin admin, JsonNode asked) throws Exception {
    switch (asked.get("do").asText()) {
      case "create-topic":
        return createTopic(admin, asked);
      case "delete-topic":
        return admin.deleteTopics(List.of(asked.get("topic").asText())).all().get();
      case "add-partitions":
        return admin
            .createPartitions(
                Map.of(asked.get("topic").asText(), NewPartitions.increaseTo(asked.get("partitions").asInt())))
            .all()
            .get();
      case "set-config":
        return setConfig(admin, asked);
      case "describe-topic":
        return describeTopic(admin, asked.get("topic").asText());
      case "end-offsets":
        return endOffsets(admin, asked.get("topic").asText());
      case "write":
        return write(asked);
      case "read":
        return read(asked);
      case "committed":
        return committed(admin, asked.get("group").asText());
      case "cluster":
        return cluster(admin);
      default:
        throw new IllegalArgumentException("nothing is known of " + asked.get("do"));
    }
  }

  private static Object createTopic(Admin admin, JsonNode asked) throws Exception {
    Map<String, String> config = new HashMap<>();
    asked.path("config").properties().forEach(one -> config.put(one.getKey(), one.getValue().asText()));
    NewTopic topic;
    if (asked.has("assignment")) {
      Map<Integer, List<Integer>> replicas = new HashMap<>();
      asked.get("assignment").properties().forEach(one -> {
        List<Integer> brokers = new ArrayList<>();
        one.getValue().forEach(broker -> brokers.add(broker.asInt()));
        replicas.put(Integer.valueOf(one.getKey()), brokers);
      });
      topic = new NewTopic(asked.get("topic").asText(), replicas);
    } else {
      topic =
          new NewTopic(
              asked.get("topic").asText(),
              Optional.of(asked.get("partitions").asInt()),
              Optional.of((short) asked.get("replicas").asInt()));
    }
    return admin.createTopics(List.of(topic.configs(config))).all().get();
  }

  private static Object setConfig(Admin admin, JsonNode asked) throws Exception {
    ConfigResource.Type type = ConfigResource.Type.valueOf(asked.get("type").asText().toUpperCase());
    ConfigResource resource = new ConfigResource(type, asked.get("name").asText());
    List<AlterConfigOp> changes = new ArrayList<>();
    asked.get("config").properties().forEach(one ->
        changes.add(
            new AlterConfigOp(new ConfigEntry(one.getKey(), one.getValue().asText()), AlterConfigOp.OpType.SET)));
    return admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
  }

  private static Object describeTopic(Admin admin, String topic) throws Exception {
    Map<String, Object> partitions = new LinkedHashMap<>();
    for (TopicPartitionInfo one : admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions()) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("leader", one.leader() == null ? -1 : one.leader().id());
      said.put("replicas", one.replicas().stream().map(Node::id).toList());
      said.put("isr", one.isr().stream().map(Node::id).toList());
      said.put("elr", one.elr() == null ? List.of() : one.elr().stream().map(Node::id).toList());
      partitions.put(String.valueOf(one.partition()), said);
    }
    return partitions;
  }

  private static Object endOffsets(Admin admin, String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions()
        .forEach(one -> asked.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
    Map<String, Object> ends = new TreeMap<>();
    admin.listOffsets(asked).all().get()
        .forEach((partition, end) -> ends.put(String.valueOf(partition.partition()), end.offset()));
    return ends;
  }

  private static Object write(JsonNode asked) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("linger.ms", "0");
    settings.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    settings.put("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    int records = asked.get("records").asInt();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
      for (int i = 0; i < records; i++) {
        for (int partition = 0; partition < asked.get("partitions").asInt(); partition++) {
          producer.send(new ProducerRecord<>(asked.get("topic").asText(), partition, null, String.valueOf(i)));
        }
        Thread.sleep(asked.get("pause").asLong());
      }
    }
    return records;
  }

  /** Reads partition 0 from where the group's commit says, or from its start, to its end: what a successor gets. */
  private static Object read(JsonNode asked) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("group.id", asked.get("group").asText());
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    TopicPartition partition = new TopicPartition(asked.get("topic").asText(), 0);
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(partition));
      long first = consumer.position(partition);
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long records = 0;
      while (consumer.position(partition) < end) {
        records += consumer.poll(Duration.ofMillis(200)).count();
      }
      return Map.of("first", first, "records", records, "end", end);
    }
  }

  private static Object committed(Admin admin, String group) throws Exception {
    Map<String, Object> offsets = new TreeMap<>();
    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get()
        .forEach((partition, offset) -> offsets.put(partition.toString(), offset == null ? -1 : offset.offset()));
    return offsets;
  }

  private static Object cluster(Admin admin) throws Exception {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("brokers", admin.describeCluster().nodes().get().stream().map(Node::id).sorted().toList());
    Map<String, Object> features = new TreeMap<>();
    admin.describeFeatures().featureMetadata().get().finalizedFeatures()
        .forEach((name, levels) -> features.put(name, (int) levels.maxVersionLevel()));
    said.put("features", features);
    return said;
  }
}
