import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Consumers of one group that write each record to a database, with as many writes at once as is allowed. A write that
 * fails is tried again until it is done.
 *
 * <p>Herd BOOTSTRAP TOPIC DATABASE CONSUMERS THREADS ITEMS. For each line of standard input, WRITES_AT_ONCE SETTLE_MS
 * MEASURE_MS, it writes so many at once for that time and says what was done.
 */
public class Herd {
  private static final Gate GATE = new Gate();
  private static final AtomicInteger DONE = new AtomicInteger();
  private static final AtomicInteger FAILED = new AtomicInteger();
  private static final ConcurrentLinkedQueue<Long> LATENCIES = new ConcurrentLinkedQueue<>();
  private static final ThreadLocal<Connection> CONNECTION = new ThreadLocal<>();
  private static final int FEWEST = 20;
  private static String database;
  private static int items;

  public static void main(String[] args) throws Exception {
    database = args[2];
    items = Integer.parseInt(args[5]);
    int consumers = Integer.parseInt(args[3]);
    CountDownLatch assigned = new CountDownLatch(consumers);
    for (int number = 0; number < consumers; number++) {
      Thread consumer = new Thread(() -> consume(args[0], args[1], Integer.parseInt(args[4]), assigned));
      consumer.setDaemon(true);
      consumer.start();
    }
    assigned.await();
    System.out.printf("{\"t\":%d,\"who\":\"herd\",\"what\":\"assigned\"}%n", System.currentTimeMillis());
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] asked = line.split(" ");
      measure(Integer.parseInt(asked[0]), Long.parseLong(asked[1]), Long.parseLong(asked[2]));
    }
    System.exit(0);
  }

  private static void measure(int limit, long settle, long time) throws Exception {
    GATE.open(limit);
    Thread.sleep(settle);
    LATENCIES.clear();
    DONE.set(0);
    FAILED.set(0);
    long started = System.nanoTime();
    Thread.sleep(time);
    // On a busy machine it takes longer until there is something to count.
    while (DONE.get() < FEWEST && System.nanoTime() - started < 10 * time * 1_000_000) {
      Thread.sleep(100);
    }
    int done = DONE.get();
    int failed = FAILED.get();
    long took = (System.nanoTime() - started) / 1_000_000;
    long[] latencies = LATENCIES.stream().mapToLong(Long::longValue).sorted().toArray();
    GATE.open(0);
    GATE.drain();
    System.out.printf(
        "{\"t\":%d,\"who\":\"herd\",\"what\":\"measured\",\"done\":%d,\"failed\":%d,\"took\":%d,\"p50\":%d,\"p99\":%d}%n",
        System.currentTimeMillis(), done, failed, took, at(latencies, 50), at(latencies, 99));
  }

  private static long at(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private static void consume(String bootstrap, String topic, int threads, CountDownLatch assigned) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("group.id", "herd");
    settings.put("group.protocol", "consumer");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    settings.put("max.poll.records", "200");
    settings.put("max.poll.interval.ms", "3600000");
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      // Whoever waits for the gate does not poll, and gives nothing up: nobody begins before each has its partition.
      consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
          consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
      });
      boolean counted = false;
      while (true) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
        if (!counted && consumer.assignment().size() == 1) {
          assigned.countDown();
          counted = true;
        }
        if (assigned.getCount() == 0) {
          consumer.resume(consumer.paused());
        }
        CountDownLatch left = new CountDownLatch(records.count());
        for (ConsumerRecord<String, String> one : records) {
          workers.execute(() -> {
            write((int) ((one.partition() * 7919L + one.offset()) % items));
            left.countDown();
          });
        }
        left.await();
        consumer.commitSync();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(int item) {
    boolean done = false;
    while (!done) {
      GATE.enter();
      long started = System.nanoTime();
      try (PreparedStatement statement = connection().prepareStatement("SELECT work(?)")) {
        statement.setInt(1, item);
        statement.execute();
        done = true;
        DONE.incrementAndGet();
      } catch (SQLException error) {
        FAILED.incrementAndGet();
        forget();
      } finally {
        GATE.leave();
      }
      LATENCIES.add((System.nanoTime() - started) / 1000);
    }
  }

  private static Connection connection() throws SQLException {
    Connection connection = CONNECTION.get();
    if (connection == null || connection.isClosed()) {
      connection = DriverManager.getConnection(database);
      CONNECTION.set(connection);
    }
    return connection;
  }

  /** A connection that was closed under a statement is opened anew; one whose statement was stopped is as good as before. */
  private static void forget() {
    try {
      if (!CONNECTION.get().isValid(5)) {
        CONNECTION.get().close();
      }
    } catch (SQLException | NullPointerException broken) {
      CONNECTION.remove();
    }
  }

  /** Lets as many in at once as it is open for. */
  private static final class Gate {
    private int limit;
    private int inside;

    synchronized void open(int newLimit) {
      limit = newLimit;
      notifyAll();
    }

    synchronized void enter() {
      try {
        while (inside >= limit) {
          wait();
        }
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      inside++;
    }

    synchronized void leave() {
      inside--;
      notifyAll();
    }

    synchronized void drain() throws InterruptedException {
      while (inside > 0) {
        wait();
      }
    }
  }
}
