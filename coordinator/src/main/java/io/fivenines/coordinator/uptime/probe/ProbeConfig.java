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
 * @param number the location's
 * @param intervalMs between rounds while all is well
 * @param retryMs between rounds, and between what is told of a gap that lasts, while it is not
 * @param line how trackers' lines to each target are held
 * @param program how programs' are
 * @param folder where rounds are kept
 */
public record ProbeConfig(
        String location,
        int number,
        int intervalMs,
        int retryMs,
        LineConfig line,
        LineConfig program,
        Path folder,
        RoundLog.Limits limits,
        List<Target> targets,
        List<HubAddress> hubs) {
    private static final int TARGETS_MAX = 100;
    private static final int HOUR_MS = 3_600_000;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

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

    /**
     * When a target's rounds begin, within an interval of the time of day. A location goes by its number times the
     * golden ratio, which keeps any number of them well apart, so that what one of them does not see at once another
     * does; its targets are spread over an interval.
     *
     * @param place of the target in the list, from 0
     */
    public long phaseMs(int place) {
        double turn = number * GOLDEN + (double) place / targets.size();
        return (long) ((turn - Math.floor(turn)) * intervalMs);
    }
}
