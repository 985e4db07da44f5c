package io.fivenines.gateway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/** A real Kafka broker, the only one of its cluster, as a process that can be killed and started again. */
public final class KafkaBroker implements AutoCloseable {
    private static final Path LIB = Path.of("../benchmarks/broker/target/lib");
    private static final String CLUSTER = "5L6g3nShT-eMCtK--X86sw";
    private static final int WAIT_S = 60;

    private final Path folder;
    private final int port;
    private final Path properties;
    private Process process;

    private KafkaBroker(Path folder, int port, int controller) throws IOException {
        this.folder = folder;
        this.port = port;
        this.properties = Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                        "log.dirs=" + folder.resolve("data"),
                        "auto.create.topics.enable=false",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=4",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        "log.retention.check.interval.ms=500",
                        "log.segment.delete.delay.ms=100",
                        "log.initial.task.delay.ms=500",
                        ""));
    }

    /** Makes one in a folder, and returns when it serves. */
    public static KafkaBroker start(Path folder) throws Exception {
        KafkaBroker broker = new KafkaBroker(folder, freePort(), freePort());
        int code = broker.java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", broker.properties.toString())
                .waitFor();
        if (code != 0) {
            throw new IOException("format ended with " + code + ": " + broker.log());
        }
        return broker.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                LIB.toAbsolutePath().normalize() + "/*"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("broker.log").toFile()))
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("broker.log"));
    }

    /** Starts it on its data and returns when it serves. */
    public KafkaBroker start() throws IOException {
        process = java("kafka.Kafka", properties.toString());
        try (Admin admin = admin()) {
            Awaitility.await().atMost(WAIT_S, TimeUnit.SECONDS).until(() -> {
                if (!process.isAlive()) {
                    throw new IOException("the broker ended: " + log());
                }
                return serves(admin);
            });
        }
        return this;
    }

    private static boolean serves(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address(), "client.id", "test"));
    }

    /** Makes a topic of one replica. */
    public void topic(String name, int partitions, Map<String, String> settings) throws Exception {
        try (Admin admin = admin()) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(settings);
            admin.createTopics(List.of(topic)).all().get(WAIT_S, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
