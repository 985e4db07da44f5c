package io.fivenines.coordinator.redirect.vip;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Addresses that are to go and are still there. */
final class Removals {
    private final long stopAfterMs;
    private final Map<VirtualAddress, Long> sinceMs = new HashMap<>();

    Removals(long stopAfterMs) {
        this.stopAfterMs = stopAfterMs;
    }

    void forget(VirtualAddress address) {
        sinceMs.remove(address);
    }

    /** What is to be done about one that may not be on the host. */
    Optional<Deed> next(VirtualAddress address, boolean here, String reason, long nowMs) {
        if (!here) {
            forget(address);
            return Optional.empty();
        }
        long since = sinceMs.computeIfAbsent(address, unseen -> nowMs);
        if (nowMs - since < stopAfterMs) {
            return Optional.of(new Deed.GiveUp(address, reason));
        }
        sinceMs.remove(address);
        return Optional.of(new Deed.Stop(address, reason));
    }
}
