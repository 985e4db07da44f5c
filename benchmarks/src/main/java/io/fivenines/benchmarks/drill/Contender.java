package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Benchmarks;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.KafkaCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server to be measured: the gateway or the baseline, each a process of its own with the same JVM. */
record Contender(String name, Child child, int port) implements AutoCloseable {
    /** What the baseline's producer writes to. */
    static final String BARE_TOPIC = "bare.messages";

    private static final int LISTEN_SECONDS = 30;

    static Contender gateway(GatewayHome home, Jvm jvm) throws IOException, InterruptedException {
        return new Contender(
                "gateway", GatewayProcess.start(home, jvm, List.of()).child(), home.port());
    }

    /** A gateway with its journal on that cluster, whose producer has these settings. */
    static Contender kafka(GatewayHome home, Jvm jvm, KafkaCluster cluster, Map<String, String> producer)
            throws IOException, InterruptedException {
        List<String> client = new ArrayList<>();
        producer.forEach((key, value) -> client.add(key + ": '" + value + "'"));
        String[] lines = cluster.configuration("client: {" + String.join(", ", client) + "}");
        return new Contender(
                "kafka", GatewayProcess.start(home, jvm, List.of(lines)).child(), home.port());
    }

    static Contender bare(GatewayHome home, Jvm jvm) throws IOException, InterruptedException {
        return bare("bare", home, jvm, List.of());
    }

    /** The baseline that answers what a producer of these settings has got acknowledged, in a topic of its own. */
    static Contender producer(GatewayHome home, Jvm jvm, KafkaCluster cluster, Map<String, String> producer)
            throws IOException, InterruptedException {
        cluster.makeTopic(BARE_TOPIC);
        List<String> more = new ArrayList<>(
                List.of("--kafka", cluster.addresses(), "--topic", BARE_TOPIC, "--like", KafkaCluster.TOPIC));
        producer.forEach((key, value) -> more.addAll(List.of("--producer", key + "=" + value)));
        return bare("producer", home, jvm, more);
    }

    private static Contender bare(String name, GatewayHome home, Jvm jvm, List<String> more)
            throws IOException, InterruptedException {
        int port = GatewayHome.freePort();
        List<String> arguments =
                new ArrayList<>(List.of("bare", "--port", Integer.toString(port), "--protocol", home.protocol()));
        arguments.addAll(more);
        Path log = home.folder().resolve(name + ".log");
        Child child = Child.start(jvm.command(Benchmarks.class, arguments), log);
        if (!Pause.until(() -> listens(port) || !child.isAlive(), LISTEN_SECONDS) || !child.isAlive()) {
            child.close();
            throw new IOException("the baseline does not listen on " + port + " after " + LISTEN_SECONDS
                    + " s; its log: " + Files.readString(log));
        }
        return new Contender(name, child, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
