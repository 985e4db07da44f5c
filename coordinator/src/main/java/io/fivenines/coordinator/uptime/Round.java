package io.fivenines.coordinator.uptime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * One customer's round, as one location made it.
 *
 * @param location where the prober stands
 * @param beganMs the prober's clock
 * @param findings the steps that were taken; a step that fails ends the round
 */
public record Round(
        String location,
        long sequence,
        Subject subject,
        long beganMs,
        long endedMs,
        Verdict verdict,
        List<Finding> findings)
        implements Evidence {
    /** No round takes longer; one that says so does not come from a prober of ours. */
    private static final long LENGTH_MAX_MS = 60_000;

    public Round {
        Subject.check("location", location);
        if (subject == null || verdict == null) {
            throw new IllegalArgumentException("a round of " + location + " without subject or verdict, expected both");
        }
        if (sequence < 1 || beganMs < 0 || endedMs < beganMs || endedMs - beganMs > LENGTH_MAX_MS) {
            throw new IllegalArgumentException("round " + sequence + " of " + location + " from " + beganMs + " to "
                    + endedMs + ", expected at least number 1, and 0 to " + LENGTH_MAX_MS + " ms");
        }
        findings = findings == null ? List.of() : List.copyOf(findings);
        if (findings.size() > Step.values().length) {
            throw new IllegalArgumentException("round " + sequence + " of " + location + " has " + findings.size()
                    + " steps, expected at most " + Step.values().length);
        }
    }

    /** The step that went wrong, if one did. */
    @JsonIgnore
    public Optional<Finding> failure() {
        return findings.stream().filter(finding -> !finding.well()).findFirst();
    }
}
