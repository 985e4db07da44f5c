package io.fivenines.benchmarks.load;

import java.net.InetAddress;
import java.util.Optional;

/** Where a name points, as one tracker remembers it: for the answer's time to live and no longer. */
final class NameCache {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private InetAddress address;
    private long untilNanos;

    Optional<InetAddress> at(long nowNanos) {
        return address == null || untilNanos - nowNanos <= 0 ? Optional.empty() : Optional.of(address);
    }

    void put(NameAnswer answer, long nowNanos) {
        address = answer.address();
        untilNanos = nowNanos + answer.ttlSeconds() * NANOS_PER_SECOND;
    }
}
