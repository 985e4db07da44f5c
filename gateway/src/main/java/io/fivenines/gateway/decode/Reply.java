package io.fivenines.gateway.decode;

/** Bytes for the tracker, withheld until everything put before them is durable. Numbers are big-endian. */
public interface Reply {
    /** Bytes in this frame's reply so far. */
    int length();

    /** The byte at an index of this frame's reply, 0 to 255. */
    int at(int index);

    /** The low eight bits. */
    Reply u8(int value);

    default Reply u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    default Reply u16le(int value) {
        return u8(value).u8(value >>> 8);
    }

    default Reply u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    default Reply u32le(long value) {
        return u16le((int) value).u16le((int) (value >>> 16));
    }

    /** Characters as ISO 8859-1. */
    default Reply text(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            u8(text.charAt(i));
        }
        return this;
    }

    /** A number of zero or more in decimal digits, padded with zeros to at least {@code digits}. */
    default Reply decimal(long value, int digits) {
        long power = 1;
        int count = 1;
        while (count < digits || value / power > 9) {
            power *= 10;
            count++;
        }
        for (; power > 0; power /= 10) {
            u8('0' + (int) (value / power % 10));
        }
        return this;
    }

    /** The low {@code digits} hexadecimal digits of a value, upper case. */
    default Reply hex(long value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            u8("0123456789ABCDEF".charAt((int) (value >>> 4 * i) & 15));
        }
        return this;
    }

    /** A part of the frame as it came. */
    default Reply bytes(Frame frame, int offset, int length) {
        for (int i = 0; i < length; i++) {
            u8(frame.at(offset + i));
        }
        return this;
    }
}
