package io.fivenines.gateway.testing;

import io.fivenines.testing.FreePort;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final String USER = "gw";
    /** Of the only user at the secure address. */
    public static final String PASSWORD = "s3cret";

    private final Path folder;
    private final int port;
    private final int securePort;
    private final Path properties;
    private Process process;

    private KafkaBroker(Path folder, int port, int securePort, int controller) throws IOException {
        this.folder = folder;
        this.port = port;
        this.securePort = securePort;
        this.properties = Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",SECURE://127.0.0.1:" + securePort
                                + ",CONTROLLER://127.0.0.1:" + controller,
                        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "listener.name.secure.sasl.enabled.mechanisms=PLAIN",
                        "listener.name.secure.plain.sasl.jaas.config="
                                + login("broker", "unused").replace(";", " user_" + USER + "=\"" + PASSWORD + "\";"),
                        "listener.name.secure.ssl.keystore.type=PEM",
                        "listener.name.secure.ssl.keystore.location=" + folder.resolve("broker.pem"),
                        "log.dirs=" + folder.resolve("data"),
                        "auto.create.topics.enable=false",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=4",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        // A broker that was killed may come back only once its last session is over.
                        "broker.session.timeout.ms=3000",
                        "broker.heartbeat.interval.ms=300",
                        "log.retention.check.interval.ms=500",
                        "log.segment.delete.delay.ms=100",
                        "log.initial.task.delay.ms=500",
                        ""));
    }

    /** Makes one in a folder, and returns when it serves. */
    public static KafkaBroker start(Path folder) throws Exception {
        KafkaBroker broker = new KafkaBroker(folder, FreePort.take(), FreePort.take(), FreePort.take());
        broker.makeCertificates();
        int code = broker.java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", broker.properties.toString())
                .waitFor();
        if (code != 0) {
            throw new IOException("format ended with " + code + ": " + broker.log());
        }
        return broker.start();
    }

    private void makeCertificates() throws Exception {
        X509Bundle authority = new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle own = new CertificateBuilder()
                .subject("CN=broker")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
        Files.writeString(folder.resolve("broker.pem"), own.getPrivateKeyPEM() + own.getCertificatePathPEM());
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
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

    /** Where it wants TLS and a password. */
    public String secureAddress() {
        return "127.0.0.1:" + securePort;
    }

    /** What a client is to be told for that. */
    public Map<String, String> credentials(String password) {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", login(USER, password),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", folder.resolve("ca.pem").toString());
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address(), "client.id", "test"));
    }

    /** Makes a topic of one replica; whoever asks the broker then finds it, which is some time after it was made. */
    public void topic(String name, int partitions, Map<String, String> settings) throws Exception {
        try (Admin admin = admin()) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(settings);
            admin.createTopics(List.of(topic)).all().get(WAIT_S, TimeUnit.SECONDS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(WAIT_S))
                    .until(() -> admin.listTopics().names().get().contains(name));
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
