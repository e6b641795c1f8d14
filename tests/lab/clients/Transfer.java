import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes so many bytes to one partition, or reads as many from its start for each line of standard input.
 *
 * <p>Transfer write|read BOOTSTRAP TOPIC BYTES RECORD_BYTES [setting=value ...]
 */
public class Transfer {
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", args[1]);
    for (String bytes : List.of("key.serializer", "value.serializer")) {
      settings.put(bytes, "org.apache.kafka.common.serialization.ByteArraySerializer");
    }
    for (String bytes : List.of("key.deserializer", "value.deserializer")) {
      settings.put(bytes, "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    }
    for (int i = 5; i < args.length; i++) {
      settings.put(args[i].substring(0, args[i].indexOf('=')), args[i].substring(args[i].indexOf('=') + 1));
    }
    TopicPartition partition = new TopicPartition(args[2], 0);
    long bytes = Long.parseLong(args[3]);
    if (args[0].equals("write")) {
      write(settings, partition, bytes, Integer.parseInt(args[4]));
    } else {
      read(settings, partition, bytes);
    }
  }

  private static void write(Properties settings, TopicPartition partition, long bytes, int size) {
    byte[] value = new byte[size];
    new Random(1).nextBytes(value);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      for (long written = 0; written < bytes; written += size) {
        producer.send(new ProducerRecord<>(partition.topic(), 0, null, value));
      }
    }
    say("written", bytes, 0);
  }

  private static void read(Properties settings, TopicPartition partition, long bytes) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(List.of(partition));
      while (lines.readLine() != null) {
        consumer.seekToBeginning(List.of(partition));
        long started = System.nanoTime();
        long read = 0;
        while (read < bytes) {
          for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofSeconds(1))) {
            read += one.serializedValueSize();
          }
        }
        say("read", read, (System.nanoTime() - started) / 1_000_000);
      }
    }
  }

  private static void say(String what, long bytes, long took) {
    System.out.printf(
        "{\"t\":%d,\"who\":\"transfer\",\"what\":\"%s\",\"bytes\":%d,\"took\":%d}%n",
        System.currentTimeMillis(), what, bytes, took);
  }
}
