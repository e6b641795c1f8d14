import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;

/**
 * Writes records at a steady rate to one partition, once for each line of standard input, and says what the producer
 * made of them after a time to warm up.
 *
 * <p>BatchProbe BOOTSTRAP TOPIC. A line is: RECORDS_PER_SECOND WARM_UP_MS MEASURE_MS [setting=value ...]
 */
public class BatchProbe {
  private static final String[] CITIES = {"Lisbon", "Osaka", "Quito", "Tartu", "Accra", "Perth", "Oslo", "Lima"};
  private static final String[] STATES = {"created", "paid", "packed", "shipped", "delivered", "returned"};
  private static final byte[][] VALUES = new byte[20_000][];

  public static void main(String[] args) throws Exception {
    Random random = new Random(7);
    for (int number = 0; number < VALUES.length; number++) {
      VALUES[number] = make(random, number);
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      probe(args[0], args[1], line.split(" "));
    }
  }

  private static void probe(String bootstrap, String topic, String[] asked) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    settings.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    for (int i = 3; i < asked.length; i++) {
      settings.put(asked[i].substring(0, asked[i].indexOf('=')), asked[i].substring(asked[i].indexOf('=') + 1));
    }
    double rate = Double.parseDouble(asked[0]);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      write(producer, topic, rate, Long.parseLong(asked[1]));
      producer.flush();
      double[] before = read(producer);
      Written written = write(producer, topic, rate, Long.parseLong(asked[2]));
      producer.flush();
      double[] after = read(producer);
      int acknowledged = written.acknowledged.get();
      long[] latencies = Arrays.copyOf(written.latencies, acknowledged);
      Arrays.sort(latencies);
      System.out.printf(
          "{\"t\":%d,\"who\":\"probe\",\"what\":\"measured\",\"records\":%d,\"raw\":%d,\"requests\":%.0f,"
              + "\"bytes\":%.0f,\"took\":%d,\"p50\":%d,\"p99\":%d}%n",
          System.currentTimeMillis(), acknowledged, written.bytes, after[0] - before[0], after[1] - before[1],
          written.took, latencies[acknowledged / 2], latencies[acknowledged * 99 / 100]);
    }
  }

  private static Written write(KafkaProducer<byte[], byte[]> producer, String topic, double rate, long milliseconds)
      throws Exception {
    int most = (int) (rate * milliseconds / 1000);
    Written written = new Written(most);
    long started = System.nanoTime();
    for (int number = 0; number < most; number++) {
      long due = started + (long) (number / rate * 1e9);
      while (System.nanoTime() < due) {
        Thread.sleep(1);
      }
      byte[] value = VALUES[number % VALUES.length];
      written.bytes += value.length;
      long sent = System.nanoTime();
      producer.send(
          new ProducerRecord<>(topic, 0, null, value),
          (metadata, error) -> {
            if (error == null) {
              written.latencies[written.acknowledged.getAndIncrement()] = (System.nanoTime() - sent) / 1000;
            }
          });
    }
    written.took = (System.nanoTime() - started) / 1_000_000;
    return written;
  }

  /** Return the requests that were sent to the broker, and the bytes of batches that were in them. */
  private static double[] read(KafkaProducer<byte[], byte[]> producer) {
    double requests = 0;
    double bytes = 0;
    for (Metric one : producer.metrics().values()) {
      String name = one.metricName().name();
      String group = one.metricName().group();
      if (name.equals("request-total") && group.equals("producer-metrics")) {
        requests = (double) one.metricValue();
      } else if (name.equals("byte-total") && group.equals("producer-topic-metrics")) {
        bytes = (double) one.metricValue();
      }
    }
    return new double[] {requests, bytes};
  }

  private static byte[] make(Random random, int number) {
    String order = String.format(
        "{\"order\":\"%016x\",\"customer\":%d,\"state\":\"%s\",\"city\":\"%s\",\"cents\":%d,\"at\":%d,"
            + "\"items\":[{\"sku\":\"A-%05d\",\"count\":%d},{\"sku\":\"B-%05d\",\"count\":%d}],\"note\":\"%s\"}",
        random.nextLong(), random.nextInt(100_000), STATES[random.nextInt(STATES.length)],
        CITIES[random.nextInt(CITIES.length)], random.nextInt(50_000), 1_790_000_000_000L + number,
        random.nextInt(20_000), 1 + random.nextInt(5), random.nextInt(20_000), 1 + random.nextInt(5),
        random.nextInt(4) == 0 ? "leave it with the neighbour" : "");
    return order.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Written {
    private final long[] latencies;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private long bytes;
    private long took;

    private Written(int most) {
      latencies = new long[most];
    }
  }
}
