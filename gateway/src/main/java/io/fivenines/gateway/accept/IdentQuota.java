package io.fivenines.gateway.accept;

import com.dynatrace.hash4j.hashing.Hashing;
import io.fivenines.gateway.connection.Guests;
import io.fivenines.gateway.telemetry.Ident;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How many trackers one address has been in the present hour. Idents are remembered as 64 bits, of which two may be the
 * same once in a very long while: then one more is let in. Past a bound on the idents of all addresses together, or on
 * the addresses, the hour begins anew, so that memory stays below 128 MiB whatever comes: an ident takes up to 32
 * bytes, an address some 280, the first four of its idents included.
 */
final class IdentQuota {
    private static final long WINDOW_MS = 3_600_000;
    private static final int TOTAL_MAX = 2_000_000;
    static final int ADDRESSES_MAX = 200_000;

    private final int max;
    private final InstantSource clock;
    private final Map<InetAddress, Hashes> byAddress = new HashMap<>();
    private long sinceMs;
    private int total;

    /** @param max idents an address and hour, 0 for no limit */
    IdentQuota(int max, InstantSource clock) {
        this.max = max;
        this.clock = clock;
        sinceMs = clock.millis();
    }

    /** Counts it, unless it is one too many. */
    boolean admits(Ident ident, InetAddress address) {
        if (max == 0 || address == null) {
            return true;
        }
        long hash = Hashing.xxh3_64().hashBytesToLong(ident.ascii());
        synchronized (this) {
            turn();
            Hashes known = byAddress.computeIfAbsent(Guests.household(address), unused -> new Hashes());
            if (known.contain(hash)) {
                return true;
            }
            if (known.size() >= max) {
                return false;
            }
            known.add(hash);
            total++;
            return true;
        }
    }

    private void turn() {
        long nowMs = clock.millis();
        if (nowMs - sinceMs >= WINDOW_MS || nowMs < sinceMs || isFull()) {
            byAddress.clear();
            total = 0;
            sinceMs = nowMs;
        }
    }

    private boolean isFull() {
        return total >= TOTAL_MAX || byAddress.size() >= ADDRESSES_MAX;
    }

    /** A set of numbers, with 1 for 0, which marks a free slot; open addressing, half full at most. */
    private static final class Hashes {
        private long[] slots = new long[8];
        private int size;

        private int size() {
            return size;
        }

        private static long stored(long hash) {
            return hash == 0 ? 1 : hash;
        }

        private static int slot(long[] of, long hash) {
            int at = (int) hash & of.length - 1;
            while (of[at] != 0 && of[at] != hash) {
                at = at + 1 & of.length - 1;
            }
            return at;
        }

        private boolean contain(long hash) {
            return slots[slot(slots, stored(hash))] != 0;
        }

        private void add(long hash) {
            if (2 * (size + 1) > slots.length) {
                long[] wider = new long[2 * slots.length];
                for (long one : slots) {
                    if (one != 0) {
                        wider[slot(wider, one)] = one;
                    }
                }
                slots = wider;
            }
            slots[slot(slots, stored(hash))] = stored(hash);
            size++;
        }
    }
}
