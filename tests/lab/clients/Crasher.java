import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * A consumer that works on records one by one and ends at a chosen point, as `kill -9` would end it.
 *
 * <p>Crasher BOOTSTRAP GROUP TOPIC WORK_MS HOW AT [setting=value ...]. HOW says how it ends:
 *
 * <ul>
 *   <li>halt: after AT records;
 *   <li>swallow: record AT fails and is caught, and it halts after the batch that follows;
 *   <li>throw: record AT fails, the exception leaves the loop, and try-with-resources closes the consumer;
 *   <li>pool: a pool of one thread does the work, and it halts after AT records;
 *   <li>ahead: it halts in a batch when the coordinator has a commit beyond what is done; after AT polls at the latest.
 * </ul>
 *
 * <p>With enable.auto.commit=false it commits each batch by hand. It says each record that is done, and for "ahead" each poll in which the commit was beyond.
 */
public class Crasher {
  private static final AtomicInteger DONE = new AtomicInteger();
  private static boolean automatic;
  private static String how;
  private static int at;
  private static long work;

  public static void main(String[] args) throws Exception {
    how = args[4];
    at = Integer.parseInt(args[5]);
    work = Long.parseLong(args[3]);
    Properties settings = new Properties();
    settings.put("bootstrap.servers", args[0]);
    settings.put("group.id", args[1]);
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", "10");
    for (int i = 6; i < args.length; i++) {
      settings.put(args[i].substring(0, args[i].indexOf('=')), args[i].substring(args[i].indexOf('=') + 1));
    }
    automatic = !"false".equals(settings.get("enable.auto.commit"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]));
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(List.of(args[2]));
      loop(consumer, admin, args[1]);
    } catch (IllegalStateException error) {
      say("thrown", 0);
    }
  }

  private static void loop(KafkaConsumer<String, String> consumer, Admin admin, String group) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    for (int polls = 0; ; ) {
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
      polls += records.isEmpty() ? 0 : 1;
      for (ConsumerRecord<String, String> record : records) {
        if (how.equals("pool")) {
          pool.submit(() -> workOn(record));
        } else if (!how.equals("swallow")) {
          workOn(record);
        } else {
          try {
            workOn(record);
          } catch (IllegalStateException error) {
            say("swallowed", record.offset());
          }
        }
        if (how.equals("ahead") && record.offset() % 10 == 4) {
          checkCommit(admin, group, record.offset() + 1, polls);
        }
      }
      if (!automatic && !records.isEmpty()) {
        consumer.commitSync();
      }
      if (how.equals("swallow") && DONE.get() >= at + 10) {
        halt();
      }
    }
  }

  private static void workOn(ConsumerRecord<String, String> record) {
    try {
      Thread.sleep(work);
    } catch (InterruptedException error) {
      throw new AssertionError(error);
    }
    if (record.offset() + 1 == at && (how.equals("throw") || how.equals("swallow"))) {
      throw new IllegalStateException("the record cannot be worked on");
    }
    say("done", record.offset());
    if (DONE.incrementAndGet() == at && (how.equals("halt") || how.equals("pool"))) {
      halt();
    }
  }

  private static void checkCommit(Admin admin, String group, long next, int polls) throws Exception {
    for (OffsetAndMetadata committed :
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values()) {
      if (committed != null && committed.offset() > next) {
        say("ahead", committed.offset());
        halt();
      }
    }
    if (polls >= at) {
      say("behind", next);
      halt();
    }
  }

  private static void halt() {
    System.out.flush();
    Runtime.getRuntime().halt(137);
  }

  private static synchronized void say(String what, long offset) {
    System.out.printf(
        "{\"t\":%d,\"who\":\"crasher\",\"what\":\"%s\",\"offset\":%d}%n", System.currentTimeMillis(), what, offset);
  }
}
