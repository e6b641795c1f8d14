import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;

/**
 * Members of share groups in one process, each with a thread and a consumer of its own.
 *
 * <p>ShareMembers BOOTSTRAP. Each line of standard input is a JSON object: "do" is "join", with "who", "group", "topic",
 * "work" (milliseconds for a record), "acknowledge" (accept, release, or nothing for the implicit mode) and "settings",
 * or "close" with "who". Members say what each poll brought, each record that is done with its delivery count, and
 * whether the broker took their acknowledgments.
 */
public class ShareMembers {
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
    String acknowledge = asked.get("acknowledge").asText();
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("group.id", asked.get("group").asText());
    settings.put("client.id", who);
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("share.acknowledgement.mode", acknowledge.isEmpty() ? "implicit" : "explicit");
    asked.get("settings").properties().forEach(one -> settings.put(one.getKey(), one.getValue().asText()));
    try (KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(settings)) {
      consumer.setAcknowledgementCommitCallback((offsets, error) ->
          offsets.forEach((partition, set) -> say(
              who,
              error == null ? "acknowledged" : "refused",
              Map.of("records", set.size(), "error", error == null ? "" : error.getClass().getSimpleName()))));
      consumer.subscribe(List.of(asked.get("topic").asText()));
      say(who, "subscribed", Map.of());
      while (WANTED.get(who)) {
        workOn(who, consumer, acknowledge, asked.get("work").asLong());
      }
    } catch (Exception error) {
      say(who, "error", Map.of("error", error.getClass().getSimpleName()));
    }
    say(who, "closed", Map.of());
  }

  private static void workOn(String who, KafkaShareConsumer<String, String> consumer, String acknowledge, long work)
      throws InterruptedException {
    ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
    if (!records.isEmpty()) {
      say(who, "polled", Map.of("records", records.count()));
    }
    for (ConsumerRecord<String, String> record : records) {
      Thread.sleep(work);
      say(
          who,
          "record",
          Map.of("offset", record.offset(), "delivery", (int) record.deliveryCount().orElse((short) 0)));
      if (!acknowledge.isEmpty()) {
        consumer.acknowledge(record, AcknowledgeType.valueOf(acknowledge.toUpperCase()));
      }
    }
  }

  private static synchronized void say(String who, String what, Map<String, Object> more) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("t", System.currentTimeMillis());
    said.put("who", who);
    said.put("what", what);
    said.putAll(more);
    System.out.println(JSON.valueToTree(said));
  }
}
