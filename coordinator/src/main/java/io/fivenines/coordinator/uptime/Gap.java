package io.fivenines.coordinator.uptime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A time in which nothing was acknowledged on a line that a location holds, or a part of it: a gap that lasts is told
 * in parts, each from where the one before of that line ended, so that no moment is in two of them.
 *
 * @param line which of the location's lines to the subject: those of trackers from 0, those of programs from
 *     {@link #LINES_MAX}; left out of JSON if it is the first
 * @param beganMs the last acknowledgement before, or the end of the part before
 * @param endedMs the first acknowledgement after; of an open one, as far as is known
 * @param verdict FAILED, or VOID if it was the prober's own: it had no network, or did not run
 * @param open whether it lasts, and another part will follow
 * @param words what was wrong
 */
public record Gap(
        String location,
        long sequence,
        Subject subject,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int line,
        long beganMs,
        long endedMs,
        Verdict verdict,
        boolean open,
        String words)
        implements Evidence {
    /** A location holds no more lines of trackers to a subject, and no more of programs. */
    public static final int LINES_MAX = 32;

    static final String KIND = "gap";
    /** Parts are told at least so often; one that says it is longer does not come from a prober of ours. */
    private static final long FAILED_MAX_MS = 7_200_000;

    private static final int WORDS_MAX = 300;

    public Gap {
        Subject.check("location", location);
        if (line < 0 || line >= 2 * LINES_MAX) {
            throw new IllegalArgumentException(
                    "line " + line + " of " + location + ", expected 0 to " + (2 * LINES_MAX - 1));
        }
        if (subject == null || verdict == null || verdict == Verdict.CLEAN || open && verdict == Verdict.VOID) {
            throw new IllegalArgumentException("a gap of " + location + " of " + subject + " is " + verdict
                    + (open ? " and open" : "") + ", expected a subject, and FAILED, or VOID and not open");
        }
        boolean isTooLong = verdict == Verdict.FAILED && endedMs - beganMs > FAILED_MAX_MS;
        if (sequence < 1 || beganMs < 0 || endedMs < beganMs || isTooLong) {
            throw new IllegalArgumentException("gap " + sequence + " of " + location + " from " + beganMs + " to "
                    + endedMs + ", expected at least number 1, and 0 to " + FAILED_MAX_MS + " ms");
        }
        words = words == null ? "" : words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) : words;
    }

    /** What a customer could not have done in it. */
    @JsonIgnore
    public Step step() {
        return line < LINES_MAX ? Step.TRACKER : Step.COMMAND;
    }

    /** What tells it from a round in JSON. */
    @JsonProperty(value = "kind", access = JsonProperty.Access.READ_ONLY)
    public String kind() {
        return KIND;
    }
}
