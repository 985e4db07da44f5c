package io.fivenines.gateway.decode;

import java.util.List;

/** Raw numbers that stand for no value: a sensor that is missing, an error, not available. */
final class Voids {
    static final Voids NONE = new Voids(List.of());

    private final long[] bounds;

    /**
     * Of ranges as a table writes them.
     *
     * @param ranges each {@code 850} or {@code 2000-2004}, decimal, unsigned
     */
    Voids(List<String> ranges) {
        bounds = new long[2 * ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            String[] ends = ranges.get(i).split("-", 2);
            bounds[2 * i] = Long.parseUnsignedLong(ends[0]);
            bounds[2 * i + 1] = Long.parseUnsignedLong(ends[ends.length - 1]);
        }
    }

    boolean holds(long raw) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (Long.compareUnsigned(raw, bounds[i]) >= 0 && Long.compareUnsigned(raw, bounds[i + 1]) <= 0) {
                return true;
            }
        }
        return false;
    }
}
