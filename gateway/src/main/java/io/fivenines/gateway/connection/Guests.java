package io.fivenines.gateway.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, in all and from each address, and whether there may be one more. Any thread. */
public final class Guests {
    private final int max;
    private final int perAddressMax;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * Nobody yet.
     *
     * @param max connections of the node
     * @param perAddressMax connections from one address, 0 for no limit
     */
    public Guests(int max, int perAddressMax) {
        if (max < 1) {
            throw new IllegalArgumentException("max " + max + " connections, expected at least 1");
        }
        if (perAddressMax < 0) {
            throw new IllegalArgumentException("maxPerAddress " + perAddressMax + ", expected 0 (no limit) or more");
        }
        this.max = max;
        this.perAddressMax = perAddressMax;
    }

    /** What counts as one address: of IPv6 the first half, since whoever has one has 2^64. */
    public static InetAddress household(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(address.getAddress(), 8), 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    /** Lets one in, or says no; who was let in must leave. */
    boolean enter(InetAddress address) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            return false;
        }
        if (perAddressMax > 0 && byAddress.merge(household(address), 1, Integer::sum) > perAddressMax) {
            leave(address);
            return false;
        }
        return true;
    }

    void leave(InetAddress address) {
        count.decrementAndGet();
        if (perAddressMax > 0) {
            byAddress.computeIfPresent(household(address), (a, n) -> n == 1 ? null : n - 1);
        }
    }

    public int count() {
        return count.get();
    }
}
