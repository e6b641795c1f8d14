import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a record to every partition at once, again after each pause, until its standard input ends or it has written
 * as many rounds as it was to. The value of a record is the number of its round.
 *
 * <p>Feeder BOOTSTRAP TOPIC PARTITIONS PAUSE_MS ROUNDS [setting=value ...]; 0 rounds mean no end.
 */
public class Feeder {
  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", args[0]);
    settings.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    settings.put("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    for (int i = 5; i < args.length; i++) {
      settings.put(args[i].substring(0, args[i].indexOf('=')), args[i].substring(args[i].indexOf('=') + 1));
    }
    int partitions = Integer.parseInt(args[2]);
    long rounds = Long.parseLong(args[4]);
    AtomicBoolean wanted = new AtomicBoolean(true);
    Thread listener = new Thread(() -> {
      try {
        while (System.in.read() >= 0) {
          continue;
        }
      } catch (java.io.IOException error) {
        say("error", "\"error\":\"" + error + "\"");
      }
      wanted.set(false);
    });
    listener.setDaemon(true);
    listener.start();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
      for (long round = 0; wanted.get() && (rounds == 0 || round < rounds); round++) {
        for (int partition = 0; partition < partitions; partition++) {
          producer.send(new ProducerRecord<>(args[1], partition, null, String.valueOf(round)));
        }
        if (round == 0) {
          producer.flush();
          say("started", "\"partitions\":" + partitions);
        }
        Thread.sleep(Long.parseLong(args[3]));
      }
      producer.flush();
    }
    say("ended", "\"partitions\":" + partitions);
  }

  private static void say(String what, String more) {
    System.out.printf(
        "{\"t\":%d,\"who\":\"feeder\",\"what\":\"%s\",%s}%n", System.currentTimeMillis(), what, more);
  }
}
