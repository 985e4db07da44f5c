package io.fivenines.coordinator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.coordinator.config.Quantity;
import picocli.CommandLine.Option;

/** For how long an operator wants something, and why. */
final class Terms {
    private static final long MS_PER_SECOND = 1000;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "It ends by itself after so long, 10s to 7d (default: ${DEFAULT-VALUE}).")
    private String length;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why: it is shown to the others and kept with every step it leads to.")
    private String reason;

    long lengthMs() {
        long lengthMs = Quantity.DURATION.parse(length);
        if (lengthMs < 0 || lengthMs % MS_PER_SECOND != 0) {
            throw new IllegalArgumentException(
                    "--for is '" + length + "', expected " + Quantity.DURATION.expected() + " in whole seconds");
        }
        return lengthMs;
    }

    void fill(ObjectNode wish) {
        wish.put("reason", reason).put("seconds", lengthMs() / MS_PER_SECOND);
    }
}
