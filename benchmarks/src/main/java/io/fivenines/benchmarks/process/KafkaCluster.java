package io.fivenines.benchmarks.process;

import io.fivenines.benchmarks.load.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Real Kafka brokers as child processes, with a topic for a gateway's journal; any of them can be killed. */
public final class KafkaCluster implements AutoCloseable {
    /** Made with the cluster. */
    public static final String TOPIC = "fivenines.messages";

    private static final int PARTITIONS = 6;
    private static final String CLUSTER_ID = "5L6g3nShT-eMCtK--X86sw";
    private static final int SECONDS_MAX = 120;
    private static final List<String> OPTIONS =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlog4j2.level=ERROR");

    private final Path folder;
    private final Path disks;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> controllers = new ArrayList<>();
    private final List<Child> brokers = new ArrayList<>();
    private Admin admin;

    private KafkaCluster(Path folder, Path disks, int size) throws IOException {
        this.folder = Files.createDirectory(folder.resolve("kafka"));
        this.disks = disks;
        for (int i = 0; i < size; i++) {
            ports.add(GatewayHome.freePort());
            controllers.add(GatewayHome.freePort());
        }
    }

    /** In a folder inside that one; returns when the topic is there, with a replica on every broker. */
    public static KafkaCluster start(Path folder, int size) throws IOException, InterruptedException {
        return start(folder, folder.resolve("kafka"), size);
    }

    /** The same with what the brokers store elsewhere, on a disk that is there. */
    public static KafkaCluster start(Path folder, Path disks, int size) throws IOException, InterruptedException {
        KafkaCluster cluster = new KafkaCluster(folder, disks, size);
        try {
            cluster.build();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** With empty disks, at the same addresses. */
    private void build() throws IOException, InterruptedException {
        for (int i = 0; i < ports.size(); i++) {
            Files.writeString(properties(i), text(i));
            Child.run(command("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", "" + properties(i)));
        }
        for (int i = 0; i < ports.size(); i++) {
            brokers.add(launch(i));
        }
        admin = Admin.create(Map.of("bootstrap.servers", addresses()));
        if (!Pause.until(() -> serving() == ports.size(), SECONDS_MAX)) {
            throw new IOException("the brokers did not come up; their logs: " + folder);
        }
        makeTopic(TOPIC);
    }

    /** Kills every broker and empties its disks. */
    public void destroy() throws IOException, InterruptedException {
        for (Child broker : brokers) {
            broker.kill();
        }
        close();
        brokers.clear();
        for (int i = 0; i < ports.size(); i++) {
            delete(data(i));
        }
        delete(folder);
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What was destroyed, from nothing; returns when the topic is there. */
    public void rebuild() throws IOException, InterruptedException {
        Files.createDirectory(folder);
        build();
    }

    /** Stops every broker where it is, as a cut link would look from outside, or lets them go on. */
    public void freeze(boolean frozen) throws IOException, InterruptedException {
        for (Child broker : brokers) {
            Child.run("kill", frozen ? "-STOP" : "-CONT", Long.toString(broker.pid()));
        }
    }

    private Path data(int broker) {
        return disks.resolve("data-" + broker);
    }

    private Path properties(int broker) {
        return folder.resolve("broker-" + broker + ".properties");
    }

    private String text(int broker) {
        StringBuilder voters = new StringBuilder();
        for (int i = 0; i < controllers.size(); i++) {
            voters.append(i == 0 ? "" : ",").append(i + 1).append('@').append(address(controllers.get(i)));
        }
        int copies = ports.size();
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=" + (broker + 1),
                "controller.quorum.voters=" + voters,
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://" + address(ports.get(broker)) + ",CONTROLLER://"
                        + address(controllers.get(broker)),
                "log.dirs=" + data(broker),
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=" + copies,
                "offsets.topic.num.partitions=4",
                "group.initial.rebalance.delay.ms=0",
                "");
    }

    private static String address(int port) {
        return GatewayHome.HOST + ":" + port;
    }

    private String[] command(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Jvm.tool("java"));
        command.addAll(OPTIONS);
        command.add("-cp");
        command.add(jars() + "/*");
        command.add(main);
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    /** Where the build put what a broker runs of: beside what it made of this. */
    private static Path jars() throws IOException {
        Path own = Path.of(KafkaCluster.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path jars = own.toAbsolutePath()
                .getParent()
                .resolveSibling("broker/target/lib")
                .normalize();
        if (!Files.isDirectory(jars)) {
            throw new IOException(
                    jars + " is not there, expected the broker's jars; mvn -pl benchmarks/broker package");
        }
        return jars;
    }

    private Child launch(int broker) throws IOException {
        return Child.start(
                List.of(command("kafka.Kafka", properties(broker).toString())),
                folder.resolve("broker-" + broker + ".log"));
    }

    /** One more, of the same kind. */
    public void makeTopic(String name) throws IOException, InterruptedException {
        int copies = ports.size();
        NewTopic topic = new NewTopic(name, Optional.of(PARTITIONS), Optional.of((short) copies))
                .configs(Map.of("min.insync.replicas", Integer.toString(insync())));
        try {
            admin.createTopics(List.of(topic)).all().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the topic cannot be made: " + e, e);
        }
    }

    /** A majority of the brokers, so that one of three may be missing. */
    private int insync() {
        return ports.size() / 2 + 1;
    }

    private int serving() {
        try {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** As a client is told of them. */
    public String addresses() {
        return ports.stream().map(KafkaCluster::address).collect(Collectors.joining(","));
    }

    /** What a gateway's configuration has under {@code journal} to use it, and more keys of {@code journal.kafka}. */
    public String[] configuration(String... more) {
        String further = more.length == 0 ? "" : ", " + String.join(", ", more);
        return new String[] {
            "  engine: kafka",
            "  kafka: {bootstrapServers: '" + addresses() + "', topic: " + TOPIC + ", minInsyncReplicas: " + insync()
                    + ", stallTimeout: 2s" + further + "}"
        };
    }

    /** SIGKILL. */
    public void kill(int broker) throws InterruptedException {
        brokers.get(broker).kill();
    }

    public boolean isAlive(int broker) {
        return brokers.get(broker).isAlive();
    }

    /** How many records were ever stored in a topic. */
    public long records(String topic) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        try {
            return admin.listOffsets(ends).all().get(SECONDS_MAX, TimeUnit.SECONDS).values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the ends of " + topic + " cannot be asked for: " + e, e);
        }
    }

    public void restart(int broker) throws IOException {
        brokers.set(broker, launch(broker));
    }

    /** The broker that leads most partitions, by its place here. */
    public int leader() throws IOException, InterruptedException {
        int[] led = new int[ports.size()];
        partitions().stream()
                .filter(partition ->
                        partition.leader() != null && !partition.leader().isEmpty())
                .forEach(partition -> led[partition.leader().id() - 1]++);
        int most = 0;
        for (int i = 1; i < led.length; i++) {
            most = led[i] > led[most] ? i : most;
        }
        return most;
    }

    /** Whether every partition is in sync on every broker again. */
    public boolean isWhole() {
        try {
            return partitions().stream().allMatch(partition -> partition.isr().size() == ports.size());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<TopicPartitionInfo> partitions() throws IOException, InterruptedException {
        try {
            return admin.describeTopics(List.of(TOPIC))
                    .topicNameValues()
                    .get(TOPIC)
                    .get(10, TimeUnit.SECONDS)
                    .partitions();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the topic cannot be looked at: " + e, e);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        brokers.forEach(Child::close);
    }
}
