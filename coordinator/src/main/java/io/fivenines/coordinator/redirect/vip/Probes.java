package io.fivenines.coordinator.redirect.vip;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which addresses another host may have, and when the network is asked about it. */
final class Probes {
    private static final String LAPSED = "the lease had run out";
    private static final String ANSWERED = "it answered";

    private final long everyMs;
    private final Map<VirtualAddress, String> doubts = new HashMap<>();
    private final Map<VirtualAddress, Long> askedMs = new HashMap<>();
    private final Set<VirtualAddress> open = new HashSet<>();

    Probes(long everyMs) {
        this.everyMs = everyMs;
    }

    /** An answer to what was asked before says nothing any more. */
    void doubtAll(Collection<VirtualAddress> addresses) {
        addresses.forEach(address -> doubts.putIfAbsent(address, LAPSED));
        open.clear();
    }

    void trustAll() {
        doubts.clear();
    }

    boolean isDoubtful(VirtualAddress address) {
        return doubts.containsKey(address);
    }

    String cause(VirtualAddress address) {
        return doubts.get(address);
    }

    void onProbed(VirtualAddress address, boolean answered) {
        if (!open.remove(address)) {
            return;
        }
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
            open.add(address);
        }
        return due;
    }
}
