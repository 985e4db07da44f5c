package io.fivenines.gateway.stream.kafka;

import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;
import io.fivenines.gateway.stream.Template;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Kafka cluster.
 *
 * @param servers to begin with, {@code host:port,host:port}
 * @param topic a {@link Template}
 * @param properties a file of more settings of the client, for its security; null for none
 */
public record KafkaSinkConfig(String servers, Template topic, Compression compression, Path properties)
        implements SinkConfig {
    /** What batches are compressed with. */
    public enum Compression {
        NONE,
        GZIP,
        LZ4,
        SNAPPY,
        ZSTD
    }

    private static final int TOPIC_MAX = 249;
    /** What the promise of a stream stands on, and is not for a file to change. */
    private static final Set<String> OURS = Set.of(
            "bootstrap.servers",
            "acks",
            "enable.idempotence",
            "transactional.id",
            "max.in.flight.requests.per.connection",
            "retries",
            "delivery.timeout.ms",
            "request.timeout.ms",
            "max.block.ms",
            "linger.ms",
            "compression.type",
            "key.serializer",
            "value.serializer",
            "partitioner.class",
            "partitioner.ignore.keys");

    public KafkaSinkConfig {
        if (!servers.matches("[^:,\\s]+:\\d{1,5}(,[^:,\\s]+:\\d{1,5})*")) {
            throw new IllegalArgumentException("servers '" + servers + "', expected host:port,host:port");
        }
        String fixed = topic.fixed();
        if (!fixed.chars().allMatch(KafkaSinkConfig::isPlain)
                || topic.toString().length() > TOPIC_MAX) {
            throw new IllegalArgumentException(
                    "topic '" + topic + "', expected at most 249 of A-Z a-z 0-9 . - _, with {ident} and {protocol}");
        }
    }

    public static Template topic(String text) {
        return new Template(text, KafkaSinkConfig::isPlain, '_');
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    /** What the file says. */
    Map<String, Object> more() {
        Properties read = new Properties();
        if (properties != null) {
            try (Reader in = Files.newBufferedReader(properties, StandardCharsets.UTF_8)) {
                read.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "properties " + properties + " cannot be read: " + e.getMessage(), e);
            }
        }
        Map<String, Object> more = new TreeMap<>();
        for (String key : read.stringPropertyNames()) {
            if (OURS.contains(key)) {
                throw new IllegalArgumentException(
                        "properties " + properties + " sets " + key + ", expected only what this stream does not set");
            }
            more.put(key, read.getProperty(key));
        }
        return more;
    }

    @Override
    public String kind() {
        return "kafka";
    }

    @Override
    public String target() {
        return servers + " topic " + topic;
    }

    @Override
    public Sink open(Surroundings surroundings) {
        return new KafkaSink(this, more(), surroundings);
    }
}
