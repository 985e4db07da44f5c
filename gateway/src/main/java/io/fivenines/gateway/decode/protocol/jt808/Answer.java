package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Reply;

/**
 * A message to the tracker, escaped and summed while it is written. The serial number is that of a command's order; it
 * is 0 of all others, for nobody asks.
 */
final class Answer {
    private static final int GENERAL = 0x8001;
    private static final int GENERAL_LOCK = 0x4401;
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;

    private final Header header;
    private final Addressee addressee;
    private Reply reply;
    private int sum;

    Answer(Header header) {
        this.header = header;
        addressee = header.addressee();
    }

    /** Says that the message is kept. */
    void general(Reply to) {
        begin(to, GENERAL, 5).u16(header.serial).u16(header.kind).u8(SUCCESS).end();
    }

    /** Says that the message is refused. */
    void failure(Reply to) {
        begin(to, GENERAL, 5).u16(header.serial).u16(header.kind).u8(FAILURE).end();
    }

    /** The same in the locks' own way, with a serial number of one byte. */
    void generalLock(Reply to) {
        start(to, GENERAL_LOCK, 3);
        u8(1).u16(header.kind).u8(SUCCESS).end();
    }

    /** Starts an answer with a body of so many bytes. */
    Answer begin(Reply to, int kind, int length) {
        return begin(to, kind, length, 0);
    }

    Answer begin(Reply to, int kind, int length, int serial) {
        start(to, kind, length);
        return u16(serial);
    }

    private void start(Reply to, int kind, int length) {
        reply = to;
        sum = 0;
        reply.u8(addressee.delimiter());
        u16(kind);
        if (addressee.version() >= 0) {
            u16(length | 0x4000).u8(addressee.version());
        } else {
            u16(length);
        }
        for (int i = 0; i < addressee.idLength(); i++) {
            u8(addressee.idByte(i));
        }
    }

    Answer u8(int value) {
        int octet = value & 0xFF;
        sum ^= octet;
        if (addressee.delimiter() == Header.DELIMITER) {
            escape(octet, octet == 0x7E || octet == 0x7D, 0x7D, octet == 0x7E ? 2 : 1);
        } else if (octet == 0xE7 || octet == 0xE6) {
            escape(octet, true, 0xE6, octet == 0xE7 ? 2 : 1);
        } else {
            escape(octet, octet == 0x3D || octet == 0x3E, 0x3E, octet == 0x3D ? 2 : 1);
        }
        return this;
    }

    private void escape(int octet, boolean escaped, int mark, int number) {
        if (escaped) {
            reply.u8(mark).u8(number);
        } else {
            reply.u8(octet);
        }
    }

    Answer u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Answer u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    Answer text(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            u8(text.charAt(i));
        }
        return this;
    }

    /** A number in two decimal digits a byte, {@code count} bytes. */
    Answer bcd(long value, int count) {
        long power = 1;
        for (int i = 1; i < count; i++) {
            power *= 100;
        }
        for (; power > 0; power /= 100) {
            int two = (int) (value / power % 100);
            u8(two / 10 << 4 | two % 10);
        }
        return this;
    }

    void end() {
        u8(sum);
        reply.u8(addressee.delimiter());
    }
}
