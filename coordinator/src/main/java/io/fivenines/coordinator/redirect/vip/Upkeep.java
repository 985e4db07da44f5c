package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done again and again for the addresses a host has: neighbours are told, the kernel's limit is put off. */
final class Upkeep {
    /** After these times the neighbours are told once more: a switch may have dropped the first word. */
    private static final long[] TOLD_AGAIN_MS = {1000, 3000};

    private final Hands hands;
    private final long renewMs;
    private final Map<VirtualAddress, Long> takenMs = new HashMap<>();
    private final Map<VirtualAddress, Integer> told = new HashMap<>();
    private long renewedMs;

    Upkeep(Hands hands) {
        this.hands = hands;
        Duration lifetime = hands.lifetime();
        renewMs = lifetime.isZero() ? Long.MAX_VALUE : lifetime.toMillis() / 3;
        renewedMs = Long.MIN_VALUE / 2;
    }

    void taken(Collection<VirtualAddress> addresses, long nowMs) {
        for (VirtualAddress address : addresses) {
            takenMs.put(address, nowMs);
            told.put(address, 0);
        }
    }

    /** To be told often what the host has. */
    void keep(Set<VirtualAddress> found, long nowMs) throws IOException {
        takenMs.keySet().retainAll(found);
        List<VirtualAddress> due = new ArrayList<>();
        takenMs.forEach((address, sinceMs) -> {
            int times = told.get(address);
            if (times < TOLD_AGAIN_MS.length && nowMs - sinceMs >= TOLD_AGAIN_MS[times]) {
                told.put(address, times + 1);
                due.add(address);
            }
        });
        hands.announce(due);
        if (nowMs - renewedMs >= renewMs) {
            renewedMs = nowMs;
            hands.renew(found);
        }
    }
}
