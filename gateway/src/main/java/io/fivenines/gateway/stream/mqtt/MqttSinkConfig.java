package io.fivenines.gateway.stream.mqtt;

import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;
import io.fivenines.gateway.stream.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An MQTT broker.
 *
 * @param topic a {@link Template}
 * @param sessionExpiry for how long the broker keeps the session of a lost connection; with version 3.1.1 for ever
 */
public record MqttSinkConfig(
        Version version,
        String host,
        int port,
        String clientId,
        Login login,
        Tls tls,
        Template topic,
        Duration sessionExpiry)
        implements SinkConfig {
    /** Of the protocol. */
    public enum Version {
        V5,
        V3
    }

    /** Whether the connection is encrypted, and by whom its other end is vouched for; a null file for the system's. */
    public record Tls(boolean on, Path authorities) {}

    /** User and password, both empty for none. */
    public record Login(String user, String password) {
        public Login {
            if (user.isEmpty() && !password.isEmpty()) {
                throw new IllegalArgumentException("password is there without user, expected both");
            }
        }

        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    private static final int PORT_MAX = 65_535;
    private static final int CLIENT_ID_MAX = 128;
    private static final int TOPIC_MAX = 512;
    private static final Duration EXPIRY_MAX = Duration.ofDays(30);

    public MqttSinkConfig {
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            throw new IllegalArgumentException("host '" + host + "', expected a host name or an address");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("port " + port + ", expected 1 to " + PORT_MAX);
        }
        if (clientId.isEmpty()
                || clientId.length() > CLIENT_ID_MAX
                || clientId.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "clientId '" + clientId + "', expected 1 to " + CLIENT_ID_MAX + " characters");
        }
        String fixed = topic.fixed();
        if (fixed.chars().anyMatch(c -> c == '+' || c == '#' || c < ' ')
                || fixed.startsWith("$")
                || topic.toString().getBytes(StandardCharsets.UTF_8).length > TOPIC_MAX) {
            throw new IllegalArgumentException("topic '" + topic + "', expected at most " + TOPIC_MAX
                    + " bytes without + and #, not beginning with $");
        }
        if (sessionExpiry.compareTo(EXPIRY_MAX) > 0) {
            throw new IllegalArgumentException("sessionExpiry " + sessionExpiry + ", expected at most 30d");
        }
    }

    /** An ident may have any printable character: those with a meaning in topics become their code. */
    public static Template topic(String text) {
        return new Template(text, c -> c > ' ' && c <= '~' && "/+#$%{}".indexOf(c) < 0, '%');
    }

    @Override
    public String kind() {
        return "mqtt";
    }

    @Override
    public String target() {
        return host + ":" + port + " topic " + topic;
    }

    @Override
    public Sink open(Surroundings surroundings) {
        return new MqttSink(this, surroundings);
    }
}
