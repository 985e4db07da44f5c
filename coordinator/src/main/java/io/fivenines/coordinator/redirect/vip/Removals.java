package io.fivenines.coordinator.redirect.vip;

import java.util.HashMap;
import java.util.Map;

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

    /** What is to be done about one that is on the host and may not be. */
    Deed next(VirtualAddress address, String reason, boolean toAnother, long nowMs) {
        long since = sinceMs.computeIfAbsent(address, unseen -> nowMs);
        if (nowMs - since < stopAfterMs) {
            return toAnother ? new Deed.HandOver(address, reason) : new Deed.GiveUp(address, reason);
        }
        sinceMs.remove(address);
        return new Deed.Stop(address, reason);
    }
}
