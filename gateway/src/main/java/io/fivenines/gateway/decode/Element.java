package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Param;

/**
 * What a maker's numbered element means: a parameter, and how the raw number becomes its value,
 * {@code raw * multiplier / divisor + offset}.
 *
 * @param number the member of a numbered family, -1 where the parameter is not one
 */
public record Element(Param param, int number, Kind kind, double multiplier, double divisor, double offset) {
    /** How the raw bits are read. */
    public enum Kind {
        UNSIGNED,
        SIGNED,
        BOOLEAN
    }

    /**
     * Puts the element's value.
     *
     * @param raw the bits as an unsigned number
     * @param octets how many bytes the tracker sent, 1 to 8
     */
    public void put(Sink out, long raw, int octets) {
        if (kind == Kind.BOOLEAN) {
            boolean value = raw != 0;
            if (number < 0) {
                out.put(param, value);
            } else {
                out.put(param, number, value);
            }
            return;
        }
        long whole = kind == Kind.SIGNED ? raw << 64 - 8 * octets >> 64 - 8 * octets : raw;
        if (multiplier == 1 && divisor == 1 && offset == 0) {
            put(out, whole);
        } else {
            put(out, whole * multiplier / divisor + offset);
        }
    }

    private void put(Sink out, long value) {
        if (number < 0) {
            out.put(param, value);
        } else {
            out.put(param, number, value);
        }
    }

    private void put(Sink out, double value) {
        if (number < 0) {
            out.put(param, value);
        } else {
            out.put(param, number, value);
        }
    }
}
