package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Verdict;
import java.util.List;

/** What a round found, before it has a place and a number. */
public record Outcome(Verdict verdict, List<Finding> findings) {
    public Outcome {
        findings = List.copyOf(findings);
    }
}
