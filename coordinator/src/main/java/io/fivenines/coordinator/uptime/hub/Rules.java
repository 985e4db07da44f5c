package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a hub counts and what it keeps.
 *
 * @param folder of its own
 * @param quorum how many locations must see a moment as down
 * @param validity how long after its end a round still vouches
 * @param limits of the rounds kept
 */
public record Rules(Path folder, int quorum, Duration validity, RoundLog.Limits limits) {
    public Rules {
        if (quorum < 1 || quorum > 100) {
            throw new IllegalArgumentException("quorum " + quorum + ", expected 1 to 100");
        }
        if (validity.compareTo(Duration.ofSeconds(1)) < 0 || validity.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("validity " + validity.toMillis() + " ms, expected 1s to 1h");
        }
    }
}
