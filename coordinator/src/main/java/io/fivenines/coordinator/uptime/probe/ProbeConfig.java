package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a prober probes, how often, and to whom it tells what it found.
 *
 * @param location what its rounds are called after
 * @param intervalMs between rounds while all is well
 * @param retryMs between rounds while it is not
 * @param folder where rounds are kept
 */
public record ProbeConfig(
        String location,
        int intervalMs,
        int retryMs,
        Path folder,
        RoundLog.Limits limits,
        List<Target> targets,
        List<HubAddress> hubs) {
    private static final int TARGETS_MAX = 100;
    private static final int HOUR_MS = 3_600_000;

    public ProbeConfig {
        if (!location.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "location '" + location + "', expected 1 to 64 letters, digits, dots, dashes or underscores");
        }
        if (retryMs < 100 || intervalMs < retryMs || intervalMs > HOUR_MS) {
            throw new IllegalArgumentException("interval " + intervalMs + " ms and retry " + retryMs
                    + " ms, expected a retry of at least 100ms, and an interval from that to 1h");
        }
        targets = List.copyOf(targets);
        hubs = List.copyOf(hubs);
        if (targets.isEmpty() || targets.size() > TARGETS_MAX) {
            throw new IllegalArgumentException("targets has " + targets.size() + ", expected 1 to " + TARGETS_MAX);
        }
        Set<Object> seen = new HashSet<>();
        for (Target target : targets) {
            if (!seen.add(target.subject()) || !seen.add(target.number())) {
                throw new IllegalArgumentException("targets has " + target.subject() + ", number " + target.number()
                        + ", expected each endpoint of a datacenter once, with a number of its own");
            }
        }
    }
}
