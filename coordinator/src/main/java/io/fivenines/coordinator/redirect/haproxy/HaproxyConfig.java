package io.fivenines.coordinator.redirect.haproxy;

import java.time.Duration;
import java.util.List;

/**
 * An HAProxy and what is looked after in it.
 *
 * @param socket where its {@code stats socket} with {@code level admin} is: a path, or host:port
 * @param timeout for one command
 */
public record HaproxyConfig(String socket, Duration timeout, List<BackendConfig> backends) {
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    public HaproxyConfig {
        if (!socket.startsWith("/") && !socket.matches("\\S+:\\d{1,5}")) {
            throw new IllegalArgumentException("socket '" + socket + "', expected an absolute path, or host:port");
        }
        if (timeout.toMillis() < 10 || timeout.toMinutes() > 1) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + " ms, expected 10 ms to 1 minute");
        }
        backends = List.copyOf(backends);
        if (backends.isEmpty()) {
            throw new IllegalArgumentException("backends has none, expected at least one");
        }
    }
}
