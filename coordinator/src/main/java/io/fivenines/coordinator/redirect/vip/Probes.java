package io.fivenines.coordinator.redirect.vip;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which addresses another host may have, and when the network is asked about it. */
final class Probes {
    private static final String LAPSED = "the lease had run out";
    private static final String NEW = "the plan was not read since the agent began";
    private static final String ANSWERED = "it answered";

    private final long everyMs;
    private final Map<VirtualAddress, String> doubts = new HashMap<>();
    private final Map<VirtualAddress, Long> askedMs = new HashMap<>();
    /** How many answers are still to come: a probe that nobody answers ends after the next one has begun. */
    private final Map<VirtualAddress, Integer> open = new HashMap<>();

    Probes(long everyMs) {
        this.everyMs = everyMs;
    }

    /** The host did not have it when the process began. */
    void doubt(VirtualAddress address) {
        doubts.put(address, NEW);
    }

    /** An answer to what was asked before says nothing any more. */
    void doubtAll(Collection<VirtualAddress> addresses) {
        addresses.forEach(address -> doubts.putIfAbsent(address, LAPSED));
        open.clear();
    }

    void trustAll() {
        doubts.clear();
        open.clear();
    }

    boolean isDoubtful(VirtualAddress address) {
        return doubts.containsKey(address);
    }

    String cause(VirtualAddress address) {
        return doubts.get(address);
    }

    void onProbed(VirtualAddress address, boolean answered) {
        if (open.computeIfPresent(address, (asked, count) -> count - 1) == null) {
            return;
        }
        open.remove(address, 0);
        if (answered) {
            doubts.put(address, ANSWERED);
        } else {
            doubts.remove(address);
        }
    }

    /** Whether it is to be asked about now; it then counts as asked. */
    boolean isDue(VirtualAddress address, boolean sure, long nowMs) {
        Long last = askedMs.get(address);
        boolean due = (!sure || isDoubtful(address)) && (last == null || nowMs - last >= everyMs);
        if (due) {
            askedMs.put(address, nowMs);
            open.merge(address, 1, Integer::sum);
        }
        return due;
    }
}
