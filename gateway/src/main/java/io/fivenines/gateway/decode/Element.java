package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Param;

/**
 * What a maker's numbered element means: a parameter, and how the raw number becomes its value,
 * {@code raw * multiplier / divisor + offset}.
 *
 * @param number the member of a numbered family, -1 where the parameter is not one
 * @param voids raw numbers that are no values
 * @param piece which piece of a text that is sent in several elements, from 0
 */
public record Element(
        Param param, int number, Kind kind, double multiplier, double divisor, double offset, Voids voids, int piece) {
    /** How the raw bits are read. */
    public enum Kind {
        UNSIGNED,
        SIGNED,
        /** True where the value is not 0. */
        BOOLEAN,
        /** Two numbers of half the length: members 1 and 2 of the family. */
        PAIR,
        /** Characters. */
        TEXT,
        /** An identity, shown as hexadecimal digits. */
        HEX,
        /** An identity, shown as decimal digits. */
        DIGITS;

        /** Whether the value is a text, though it be sent as a number. */
        public boolean isText() {
            return this == TEXT || this == HEX || this == DIGITS;
        }
    }

    /**
     * Puts the element's value.
     *
     * @param raw the bits as an unsigned number
     * @param octets how many bytes the tracker sent, 1 to 8
     * @return false if there is none: the raw number stands for something else, or belongs to a text
     */
    public boolean put(Sink out, long raw, int octets) {
        if (kind == Kind.PAIR) {
            int bits = 4 * octets;
            boolean first = half(out, 1, raw >>> bits);
            return half(out, 2, raw & (1L << bits) - 1) || first;
        }
        if (voids.holds(raw) || kind.isText()) {
            return false;
        }
        long whole = kind == Kind.SIGNED ? raw << 64 - 8 * octets >> 64 - 8 * octets : raw;
        if (kind == Kind.BOOLEAN) {
            put(out, scaled(raw) != 0);
        } else if (multiplier == 1 && divisor == 1 && offset == 0) {
            put(out, number, whole);
        } else {
            put(out, number, scaled(whole));
        }
        return true;
    }

    private boolean half(Sink out, int member, long raw) {
        boolean there = !voids.holds(raw);
        if (there) {
            put(out, member, scaled(raw));
        }
        return there;
    }

    private double scaled(long whole) {
        return whole * multiplier / divisor + offset;
    }

    private void put(Sink out, boolean value) {
        if (number < 0) {
            out.put(param, value);
        } else {
            out.put(param, number, value);
        }
    }

    private void put(Sink out, int member, long value) {
        if (member < 0) {
            out.put(param, value);
        } else {
            out.put(param, member, value);
        }
    }

    private void put(Sink out, int member, double value) {
        if (member < 0) {
            out.put(param, value);
        } else {
            out.put(param, member, value);
        }
    }

    /** Puts a text. */
    public void put(Sink out, CharSequence value) {
        if (number < 0) {
            out.put(param, value);
        } else {
            out.put(param, number, value);
        }
    }
}
