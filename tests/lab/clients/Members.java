import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Members of consumer groups in one process, each with a thread and a consumer of its own.
 *
 * <p>Members BOOTSTRAP. Each line of standard input is a JSON object: "do" is "join", with "who", "group", "topic",
 * "work" (milliseconds for the records of each poll) and "settings", or "close" with "who". Members say when they
 * subscribe, what they are given and what is taken from them, which partitions each poll brought, and when that work is
 * done.
 */
public class Members {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Boolean> WANTED = new ConcurrentHashMap<>();

  public static void main(String[] args) throws Exception {
    say("process", "ready", Map.of("pid", ProcessHandle.current().pid()));
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode asked = JSON.readTree(line);
      String who = asked.get("who").asText();
      if (asked.get("do").asText().equals("close")) {
        WANTED.put(who, false);
      } else {
        WANTED.put(who, true);
        new Thread(() -> live(args[0], who, asked), who).start();
      }
    }
  }

  private static void live(String bootstrap, String who, JsonNode asked) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("group.id", asked.get("group").asText());
    settings.put("client.id", who);
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    asked.get("settings").properties().forEach(one -> settings.put(one.getKey(), one.getValue().asText()));
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(List.of(asked.get("topic").asText()), new Listener(who));
      say(who, "subscribed", Map.of());
      while (WANTED.get(who)) {
        workOn(who, consumer.poll(Duration.ofMillis(1000)), asked.get("work").asLong());
      }
      say(who, "closing", Map.of());
      consumer.close(
          asked.has("leave")
              ? CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
              : CloseOptions.timeout(Duration.ofSeconds(30)));
      say(who, "closed", Map.of());
    } catch (Exception error) {
      say(who, "error", Map.of("error", error.getClass().getSimpleName()));
    }
  }

  private static void workOn(String who, ConsumerRecords<String, String> records, long work) throws Exception {
    if (records.isEmpty()) {
      return;
    }
    TreeSet<Integer> partitions = new TreeSet<>();
    for (ConsumerRecord<String, String> record : records) {
      partitions.add(record.partition());
    }
    say(who, "polled", Map.of("partitions", partitions, "records", records.count()));
    Thread.sleep(work);
    say(who, "worked", Map.of("partitions", partitions));
  }

  private static synchronized void say(String who, String what, Map<String, Object> more) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("t", System.currentTimeMillis());
    said.put("who", who);
    said.put("what", what);
    said.putAll(more);
    System.out.println(JSON.valueToTree(said));
  }

  private record Listener(String who) implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      say(who, "assigned", Map.of("partitions", numbers(partitions)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      say(who, "revoked", Map.of("partitions", numbers(partitions)));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      say(who, "lost", Map.of("partitions", numbers(partitions)));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }
  }
}
