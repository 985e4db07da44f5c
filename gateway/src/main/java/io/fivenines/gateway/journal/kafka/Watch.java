package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks again and again whether the topic is there and keeps what is promised. */
final class Watch implements AutoCloseable {
    private static final long ANSWER_MS = 5_000;
    private static final Place NOWHERE = Place.of(0);

    private final KafkaConfig config;
    private final Map<String, Object> settings;
    private Admin admin;
    private volatile Topic topic;
    private volatile String topicId = "";
    private volatile String obstacle = "not looked at yet";
    private volatile boolean refused;
    private volatile String remark = "";
    private volatile String retention = "";
    private volatile JournalStatus.Promise promise =
            new JournalStatus.Promise("unknown as long as Kafka does not answer", true);
    private volatile Place first = NOWHERE;
    private volatile Place end = NOWHERE;

    /** Not connected yet: that a name cannot be resolved is an obstacle like others. */
    Watch(KafkaConfig config, Map<String, Object> settings) {
        this.config = config;
        this.settings = settings;
    }

    /** Connects where it is not; throws a {@link KafkaException} if a setting is wrong or no name can be resolved. */
    synchronized Admin connect() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    /** The topic, null as long as nothing is known of it. */
    Topic topic() {
        return topic;
    }

    /** Unlike any other topic's, also than one's of the same name before or after; empty as long as it is not known. */
    String topicId() {
        return topicId;
    }

    /** Why nothing can be promised, empty if it can. */
    String obstacle() {
        return obstacle;
    }

    /** Whether the obstacle is the topic as it is set up, which only the operator changes. */
    boolean refused() {
        return refused;
    }

    /** What is not as it should be although it works, empty if all is. */
    String remark() {
        return remark;
    }

    JournalStatus.Promise promise() {
        return promise;
    }

    String retention() {
        return retention;
    }

    /** As it was when it was last looked at. */
    Place lastFirst() {
        return first;
    }

    /** As it was when it was last looked at. */
    Place lastEnd() {
        return end;
    }

    /**
     * Looks once; afterwards {@link #obstacle()} tells.
     *
     * @return whether Kafka answered
     */
    boolean look() {
        try {
            TopicDescription description = await(connect()
                    .describeTopics(List.of(config.topic()))
                    .topicNameValues()
                    .get(config.topic()));
            TopicCheck check = check(description);
            topic = topic == null ? new Topic(config.topic(), check.partitions()) : topic;
            topicId = description.topicId().toString();
            promise = check.promise(config.minInsyncReplicas());
            retention = check.retention();
            remark = check.partitions() == topic.partitions()
                    ? ""
                    : "topic " + config.topic() + " has partitions " + check.partitions() + ", " + topic.partitions()
                            + " when this node started; a tracker's order holds again once every node is restarted";
            obstacle = obstacle(description, check);
            first = first();
            end = end();
            return true;
        } catch (IOException | UncheckedIOException e) {
            obstacle = e.getMessage();
            return false;
        } catch (KafkaException e) {
            obstacle = "Kafka at " + config.bootstrapServers() + " cannot be asked: " + words(e);
            return false;
        }
    }

    /** What went wrong, with its causes: that a client cannot be made says nothing, the file that is missing does. */
    static String words(Throwable failure) {
        StringBuilder words = new StringBuilder().append(failure.getMessage());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            words.append(": ").append(cause.getMessage());
        }
        return words.toString();
    }

    private TopicCheck check(TopicDescription description) throws IOException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, config.topic());
        Config settings =
                await(connect().describeConfigs(List.of(resource)).values().get(resource));
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : settings.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        List<TopicPartitionInfo> partitions = description.partitions();
        int replicas = partitions.stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new TopicCheck(config.topic(), partitions.size(), replicas, values);
    }

    private String obstacle(TopicDescription description, TopicCheck check) {
        List<String> refusals = refusals(check);
        refused = !refusals.isEmpty();
        if (refused) {
            return String.join("; ", refusals);
        }
        for (TopicPartitionInfo partition : description.partitions()) {
            if (partition.leader() == null || partition.leader().isEmpty()) {
                return "partition " + partition.partition() + " of topic " + config.topic() + " has no leader";
            }
            if (partition.isr().size() < check.insync()) {
                return "partition " + partition.partition() + " of topic " + config.topic() + " is in sync on "
                        + partition.isr().size() + " brokers, expected min.insync.replicas " + check.insync();
            }
        }
        return "";
    }

    private List<String> refusals(TopicCheck check) {
        List<String> defects = check.defects();
        return defects.isEmpty() && !config.allowWeak() ? check.weaknesses(config.minInsyncReplicas()) : defects;
    }

    /** The first and the oldest entry left, as they are now. */
    Place first() {
        return offsets(OffsetSpec.earliest());
    }

    /** Behind the last durable entry, as it is now. */
    Place end() {
        return offsets(OffsetSpec.latest());
    }

    private Place offsets(OffsetSpec which) {
        Topic known = known();
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        known.all().forEach(partition -> asked.put(partition, which));
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    await(connect().listOffsets(asked).all());
            found.forEach((partition, info) -> offsets.put(partition, info.offset()));
            return known.place(offsets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topic, for those who cannot do without. */
    Topic known() {
        Topic known = topic;
        if (known == null) {
            throw new UncheckedIOException(new IOException(obstacle));
        }
        return known;
    }

    private <T> T await(KafkaFuture<T> answer) throws IOException {
        try {
            return answer.get(ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            refused = e.getCause() instanceof UnknownTopicOrPartitionException;
            if (refused) {
                throw new IOException(
                        "topic " + config.topic() + " does not exist at " + config.bootstrapServers()
                                + ", expected it to be made beforehand, with replicas and retention",
                        e);
            }
            throw new IOException(
                    "Kafka at " + config.bootstrapServers() + " cannot say: "
                            + e.getCause().getMessage(),
                    e);
        } catch (TimeoutException | KafkaException e) {
            throw new IOException("Kafka at " + config.bootstrapServers() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
