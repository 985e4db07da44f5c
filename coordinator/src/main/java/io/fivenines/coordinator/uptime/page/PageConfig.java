package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.figures.Credits;
import io.fivenines.coordinator.uptime.figures.Objective;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A status page.
 *
 * @param host where it is served to anybody
 * @param port 0 for any free one
 * @param url where the public finds it, for the feed; "" if nobody says
 * @param refreshMs so often it is made anew
 * @param exportFolder where it is also written as files, if anywhere
 */
public record PageConfig(
        String host,
        int port,
        String title,
        String url,
        long refreshMs,
        Objective objective,
        Credits credits,
        Optional<Path> exportFolder) {
    private static final long REFRESH_MS_MIN = 1_000;
    private static final long REFRESH_MS_MAX = 3_600_000;

    public PageConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 0 to 65535");
        }
        if (title.isBlank() || title.length() > 100) {
            throw new IllegalArgumentException("title '" + title + "', expected 1 to 100 characters");
        }
        if (!url.isEmpty() && !url.matches("https?://[!-~]{1,200}")) {
            throw new IllegalArgumentException("url '" + url + "', expected one like https://status.example.com/");
        }
        if (refreshMs < REFRESH_MS_MIN || refreshMs > REFRESH_MS_MAX) {
            throw new IllegalArgumentException("refresh " + refreshMs + " ms, expected 1s to 1h");
        }
    }
}
