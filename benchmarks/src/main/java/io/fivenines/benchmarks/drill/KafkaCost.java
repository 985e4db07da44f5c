package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.KafkaCluster;
import io.fivenines.benchmarks.process.OpenFiles;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "kafka-cost",
        description = {
            "CPU a record and acknowledgement of a gateway with its journal on Kafka, beside one on local files and",
            "beside a bare producer: a Netty server that hands the same records to a plain Kafka producer of the same",
            "settings and answers once the broker has them. In turns, same packets, same client, same broker.",
            "Passes if each carries the load offered, what was acknowledged is in the topics, and the gateway on Kafka",
            "takes at most --limit times the CPU of the bare producer. The broker's own CPU counts for nobody."
        })
public final class KafkaCost implements Callable<Integer> {
    /** Of the load offered, to count as carried: a window of seconds cuts a packet here and there. */
    private static final double CARRIED = 0.97;

    @Mixin
    private DrillOptions options;

    @Option(names = "--rounds", defaultValue = "6", description = "of each server (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds for each server (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "10", description = "of a round (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--limit", defaultValue = "1.5", description = "the ratio to pass (${DEFAULT-VALUE})")
    private double limit;

    @Option(
            names = "--producer",
            description = "a setting of both, in place of linger.ms=2, batch.size=262144, compression.type=lz4")
    private Map<String, String> producer = new TreeMap<>();

    @Option(names = "--profile", description = "one more round of gateway and bare producer, with their methods")
    private boolean profile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.standard(1_000, 5);
        OpenFiles.require(options.connections());
        // The gateway's own defaults, said to both, so that neither can drift.
        producer.putIfAbsent("linger.ms", "2");
        producer.putIfAbsent("batch.size", "262144");
        producer.putIfAbsent("compression.type", "lz4");
        Jvm jvm = options.gatewayJvm();
        try (GatewayHome localHome = GatewayHome.create(options.protocol());
                GatewayHome kafkaHome = GatewayHome.create(options.protocol());
                KafkaCluster cluster = KafkaCluster.start(kafkaHome.folder(), 1);
                Contender local = Contender.gateway(localHome, jvm);
                Contender kafka = Contender.kafka(kafkaHome, jvm, cluster, producer)) {
            Race onLocal = new Race(local, options, options.connections());
            Race onKafka = new Race(kafka, options, options.connections());
            onLocal.run(warmUpSeconds);
            onKafka.run(warmUpSeconds);
            // Only now: it makes its records of one that the gateway wrote.
            try (Contender bare = Contender.producer(kafkaHome, jvm, cluster, producer)) {
                Race onBare = new Race(bare, options, options.connections());
                onBare.run(warmUpSeconds);
                List<Race> races = List.of(onLocal, onKafka, onBare);
                races.forEach(Race::forget);
                for (int round = 0; round < rounds; round++) {
                    run(races, round);
                }
                boolean pass = conclude(cluster, races);
                if (profile) {
                    profile(kafka, onKafka);
                    profile(bare, onBare);
                }
                return pass ? 0 : 1;
            }
        }
    }

    /** Each once; who begins alternates, so that a drift of the machine favours nobody. */
    private void run(List<Race> races, int round) throws InterruptedException {
        for (int i = 0; i < races.size(); i++) {
            races.get((round + i) % races.size()).run(seconds);
        }
    }

    private boolean conclude(KafkaCluster cluster, List<Race> races) throws IOException, InterruptedException {
        Race onLocal = races.get(0);
        Race onKafka = races.get(1);
        Race onBare = races.get(2);
        double offered = options.offeredPerSecond();
        double slowest =
                Collections.min(races.stream().map(Race::recordsPerSecond).toList());
        boolean carried = slowest >= CARRIED * offered;
        boolean kept = cluster.records(KafkaCluster.TOPIC) >= onKafka.acked()
                && cluster.records(Contender.BARE_TOPIC) >= onBare.acked();
        double ratio = onKafka.cpuMicrosPerRecord() / onBare.cpuMicrosPerRecord();
        boolean pass = ratio <= limit && carried && kept;
        Report report = new Report()
                .put("drill", "kafka-cost")
                .put("java", Runtime.version().toString())
                .put("protocol", options.protocol())
                .put("connections", options.connections())
                .put("rounds", rounds)
                .put("offered_per_s", offered)
                .put("producer", producer.toString());
        onLocal.describe(report.nest("local"));
        onKafka.describe(report.nest("kafka"));
        onBare.describe(report.nest("bare_producer"));
        System.out.println(report.put("cpu_ratio", ratio)
                .put("cpu_ratio_to_local", onKafka.cpuMicrosPerRecord() / onLocal.cpuMicrosPerRecord())
                .put("acked", onKafka.acked())
                .put("in_topic", cluster.records(KafkaCluster.TOPIC))
                .put("bare_acked", onBare.acked())
                .put("bare_in_topic", cluster.records(Contender.BARE_TOPIC))
                .put("carried", carried)
                .put("kept", kept)
                .put("limit", limit)
                .put("pass", pass));
        return pass;
    }

    private void profile(Contender contender, Race race) throws IOException, InterruptedException {
        Stage.say("%s:", contender.name());
        new Profile(contender.child()).of(() -> race.run(seconds)).lines().forEach(System.err::println);
    }
}
