package io.fivenines.gateway;

import io.fivenines.coordinator.config.Section;
import io.fivenines.gateway.stream.BatchConfig;
import io.fivenines.gateway.stream.FilterConfig;
import io.fivenines.gateway.stream.Glob;
import io.fivenines.gateway.stream.RetryConfig;
import io.fivenines.gateway.stream.SinkConfig;
import io.fivenines.gateway.stream.StreamConfig;
import io.fivenines.gateway.stream.StreamConfig.DeadLetterConfig;
import io.fivenines.gateway.stream.file.FileSinkConfig;
import io.fivenines.gateway.stream.file.OutSinkConfig;
import io.fivenines.gateway.stream.http.HttpSinkConfig;
import io.fivenines.gateway.stream.kafka.KafkaSinkConfig;
import io.fivenines.gateway.stream.mqtt.MqttSinkConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Reads the keys of the streams.
 *
 * @param node this node's name: two nodes must not be the same client of a broker
 * @param folder for what is put aside
 * @param protocols what a filter may name
 */
record StreamSettings(String node, Path folder, Set<String> protocols) {
    private static final List<String> KINDS = List.of("kafka", "mqtt", "http", "file", "stdout");
    private static final Duration SESSION_EXPIRY = Duration.ofHours(1);
    private static final int MQTT_PORT = 1883;
    private static final int MQTT_TLS_PORT = 8883;

    List<StreamConfig> all(Section root) {
        return root.list("streams", 0).stream().map(this::stream).toList();
    }

    private StreamConfig stream(Section section) {
        String name = section.text("name", null);
        String kind = section.choice("kind", null, KINDS);
        SinkConfig sink = sink(kind, name, section);
        return section.checked(() -> new StreamConfig(
                name,
                sink,
                filter(section.section("filter")),
                batch(section.section("batch")),
                retry(section.section("retry")),
                deadLetters(section.section("deadLetters"), name)));
    }

    private SinkConfig sink(String kind, String name, Section section) {
        return switch (kind) {
            case "kafka" -> kafka(section.section(kind));
            case "mqtt" -> mqtt(section.section(kind), "fivenines-" + node + "-" + name);
            case "http" -> http(section.section(kind));
            case "file" -> file(section.section(kind));
            default -> new OutSinkConfig();
        };
    }

    private FilterConfig filter(Section section) {
        List<String> named = section.texts("protocols");
        for (String protocol : named) {
            if (!protocols.contains(protocol)) {
                throw section.wrong("protocols", protocol, "some of " + String.join(", ", protocols));
            }
        }
        return section.checked(() -> new FilterConfig(
                named,
                globs(section, "idents"),
                globs(section, "require"),
                globs(section, "keep"),
                section.choice("probes", FilterConfig.DEFAULT.probes())));
    }

    private static List<Glob> globs(Section section, String key) {
        return section.texts(key).stream().map(text -> glob(key, text)).toList();
    }

    private static Glob glob(String key, String text) {
        try {
            return new Glob(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " has the " + e.getMessage(), e);
        }
    }

    private static BatchConfig batch(Section section) {
        BatchConfig standard = BatchConfig.DEFAULT;
        return section.checked(() -> new BatchConfig(
                section.number("messages", standard.messages()),
                section.size("bytes", standard.bytes()),
                section.duration("linger", standard.linger())));
    }

    private static RetryConfig retry(Section section) {
        RetryConfig standard = RetryConfig.DEFAULT;
        return section.checked(() -> new RetryConfig(
                section.duration("min", standard.min()),
                section.duration("max", standard.max()),
                section.duration("timeout", standard.timeout()),
                section.number("poisonTries", standard.poisonTries())));
    }

    private DeadLetterConfig deadLetters(Section section, String name) {
        return section.checked(() -> new DeadLetterConfig(
                section.path("file", folder.resolve(name + "-dead-letters.jsonl")),
                section.size("size", DeadLetterConfig.BYTES_DEFAULT)));
    }

    private static SinkConfig kafka(Section section) {
        return section.checked(() -> new KafkaSinkConfig(
                section.text("servers", null),
                KafkaSinkConfig.topic(section.text("topic", "fivenines")),
                section.choice("compression", KafkaSinkConfig.Compression.NONE),
                optionalPath(section, "properties")));
    }

    private static SinkConfig mqtt(Section section, String clientId) {
        return section.checked(() -> {
            MqttSinkConfig.Tls tls = section.optional("tls")
                    .map(inner -> new MqttSinkConfig.Tls(true, optionalPath(inner, "ca")))
                    .orElse(new MqttSinkConfig.Tls(false, null));
            return new MqttSinkConfig(
                    section.choice("version", MqttSinkConfig.Version.V5),
                    section.text("host", null),
                    section.number("port", tls.on() ? MQTT_TLS_PORT : MQTT_PORT),
                    section.text("clientId", clientId),
                    new MqttSinkConfig.Login(section.text("user", ""), section.optionalSecret("password")),
                    tls,
                    MqttSinkConfig.topic(section.text("topic", "fivenines/{ident}/{protocol}")),
                    section.duration("sessionExpiry", SESSION_EXPIRY));
        });
    }

    private static SinkConfig http(Section section) {
        return section.checked(() -> new HttpSinkConfig(
                HttpSinkConfig.url(section.text("url", null)),
                section.choice("format", HttpSinkConfig.Format.ARRAY),
                section.choice("compression", HttpSinkConfig.Compression.NONE),
                new HttpSinkConfig.Secrets(section.optionalSecret("bearer"), section.optionalSecret("hmac")),
                optionalPath(section, "ca")));
    }

    private static SinkConfig file(Section section) {
        return section.checked(() -> new FileSinkConfig(
                section.path("path", null),
                section.size("rotateSize", FileSinkConfig.ROTATE_SIZE),
                section.number("keep", 0)));
    }

    /** Null if the key is not there. */
    static Path optionalPath(Section section, String key) {
        Path path = section.path(key, Path.of(""));
        return path.toString().isEmpty() ? null : path;
    }
}
