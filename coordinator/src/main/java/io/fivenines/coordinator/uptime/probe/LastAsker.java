package io.fivenines.coordinator.uptime.probe;

import java.util.List;
import java.util.Set;

/**
 * Where that customer goes who asked for a name last before it pointed somewhere else: to the old addresses for as long
 * as their answer may be kept, from when another one is first heard. No customer's resolver sends its trackers there
 * for longer, so that who goes this way is out no shorter than any of them.
 */
public final class LastAsker {
    private List<String> held = List.of();
    private long ttlMs;
    private List<String> next = List.of();
    private long nextTtlMs;
    private long heardMs;
    /** When the answer held goes; with another one heard it is not put off any more. */
    private long untilMs;

    /**
     * What the name servers say.
     *
     * @param said addresses, at least one
     * @param ttlMs how long they may be kept
     */
    public void hear(List<String> said, long ttlMs, long nowMs) {
        turn(nowMs);
        heardMs = nowMs;
        if (held.isEmpty() || Set.copyOf(held).equals(Set.copyOf(said))) {
            held = List.copyOf(said);
            this.ttlMs = ttlMs;
            untilMs = nowMs + ttlMs;
            next = List.of();
        } else {
            untilMs = next.isEmpty() ? nowMs + this.ttlMs : untilMs;
            next = List.copyOf(said);
            nextTtlMs = ttlMs;
        }
    }

    /** Where to go; nowhere if what was heard is too old. */
    public List<String> addresses(long nowMs) {
        turn(nowMs);
        return held;
    }

    private void turn(long nowMs) {
        if (nowMs >= untilMs) {
            held = next;
            ttlMs = nextTtlMs;
            next = List.of();
            untilMs = heardMs + ttlMs;
            held = nowMs < untilMs ? held : List.of();
        }
    }
}
