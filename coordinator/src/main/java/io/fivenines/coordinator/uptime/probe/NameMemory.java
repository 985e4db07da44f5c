package io.fivenines.coordinator.uptime.probe;

import java.util.List;
import java.util.Set;

/**
 * Where a customer goes who asked for a name when the prober last did, and has a resolver between: for as long as an
 * answer may be kept, to the addresses in it, although the name servers may say something else by now.
 */
public final class NameMemory {
    private List<String> held = List.of();
    private long untilMs;

    /**
     * What the name servers say.
     *
     * @param said addresses, at least one
     * @param ttlMs how long they may be kept
     * @return where to go
     */
    public List<String> hear(List<String> said, long ttlMs, long nowMs) {
        if (held.isEmpty() || nowMs >= untilMs || Set.copyOf(held).equals(Set.copyOf(said))) {
            held = List.copyOf(said);
            untilMs = nowMs + ttlMs;
        }
        return held;
    }
}
