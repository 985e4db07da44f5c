package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Digits;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Verdict;

/**
 * What stands before a message's body. Within the delimiters 7E is sent as 7D 02, 7D as 7D 01; the XOR is over all
 * bytes before it, unescaped.
 *
 * <pre>
 * +----+------+------------+-----------+-----------+--------+-------------------+------+-----+----+
 * | 7E | kind | attributes | [version] | id BCD    | serial | [packets, packet] | body | XOR | 7E |
 * |    | u16  | u16        | u8        | 6 or 10   | u16    | u16, u16          |      | u8  |    |
 * +----+------+------------+-----------+-----------+--------+-------------------+------+-----+----+
 * </pre>
 *
 * Attributes: bits 0-9 length of the body, 10-12 encryption, 13 one of several packets, 14 the version is there and the
 * id has ten bytes (2019). The locks' reports 55 01 and 55 02 have a serial number of one byte and bits of their own.
 */
final class Header {
    static final int DELIMITER = 0x7E;
    /** Of a variant that sends E7 as E6 02, E6 as E6 01, 3E as 3E 01 and 3D as 3E 02, and has an id of seven bytes. */
    static final int DELIMITER_2 = 0xE7;

    private static final String ESCAPES = "}\u0001}}\u0002~";
    private static final String ESCAPES_2 = "\u00E6\u0001\u00E6\u00E6\u0002\u00E7>\u0001>>\u0002=";
    private static final int BODY_LENGTH = 0x3FF;
    private static final int ENCRYPTED = 0x1C00;
    private static final int SPLIT = 0x2000;
    private static final int VERSIONED = 0x4000;

    private final Digits digits = new Digits();
    private Frame plain;
    private int delimiter;
    private int attributes;
    private int version;
    private int idAt;
    private int idLength;
    private final Addressee addressee = new Addressee();

    int kind;
    int serial;
    int packets;
    int packet;

    /** Reads it; the plain frame then stands at the body and ends with it. */
    Verdict read(Frame frame) {
        delimiter = frame.at(0);
        boolean second = delimiter == DELIMITER_2;
        plain = frame.unescaped(1, frame.length() - 2, second ? ESCAPES_2 : ESCAPES);
        kind = plain.u16();
        attributes = plain.u16();
        version = (attributes & VERSIONED) != 0 && !isLock() ? plain.u8() : -1;
        idAt = plain.offset();
        idLength = version >= 0 ? 10 : second ? 7 : 6;
        plain.skip(idLength);
        serial = isLock() ? plain.u8() : plain.u16();
        if (plain.truncated() || plain.remaining() < 1) {
            return Verdict.TRUNCATED;
        }
        if (Crc.xor(plain, 0, plain.length()) != 0) {
            return Verdict.BAD_CHECKSUM;
        }
        plain.narrow(plain.remaining() - 1);
        packets = 1;
        packet = 1;
        // Some trackers set the bit and send no numbers: then what is left is as long as announced.
        if ((attributes & SPLIT) != 0 && !isLock() && plain.remaining() >= (attributes & BODY_LENGTH) + 4) {
            packets = plain.u16();
            packet = plain.u16();
        }
        return Verdict.ACCEPTED;
    }

    boolean isLock() {
        return kind == Jt808.LOCK_REPORT || kind == Jt808.LOCK_REPORT_BLIND;
    }

    boolean isEncrypted() {
        return (attributes & ENCRYPTED) != 0 && !isLock();
    }

    /** Whether a lock wants an answer. */
    boolean wantsAnswer() {
        return attributes >= 0x8000;
    }

    Frame body() {
        return plain;
    }

    int delimiter() {
        return delimiter;
    }

    /** The version of the protocol, -1 before 2019. */
    int version() {
        return version;
    }

    int idLength() {
        return idLength;
    }

    int idByte(int i) {
        return plain.at(idAt + i);
    }

    /** Tells the session who sent it: the number without leading zeros, or the IMEI it stands for. */
    boolean identify(Session session) {
        int body = plain.offset();
        int zeros = 0;
        while (zeros < 2 * idLength - 1 && digit(zeros) == 0) {
            zeros++;
        }
        CharSequence id = isImei() ? imei() : plain.seek(idAt).hexText(idLength, zeros, 2 * idLength);
        boolean known = session.identify(id);
        plain.seek(body);
        if (known) {
            addressee.is(this);
        }
        return known;
    }

    /** Who sent the last message of a known sender. */
    Addressee addressee() {
        return addressee;
    }

    /** What a registered tracker is to say from now on: its id with all its digits. */
    CharSequence code() {
        return isImei() ? imei() : plain.seek(idAt).hexText(idLength);
    }

    /** Six bytes that are no decimal digits are an IMEI without its check digit, in binary. */
    private boolean isImei() {
        boolean decimal = true;
        for (int i = 0; i < 2 * idLength; i++) {
            decimal &= digit(i) < 10;
        }
        return !decimal && idLength == 6;
    }

    private int digit(int i) {
        return plain.at(idAt + i / 2) >> (i % 2 == 0 ? 4 : 0) & 15;
    }

    private CharSequence imei() {
        long number = plain.seek(idAt).unsigned(6);
        int sum = 0;
        boolean twice = true;
        for (long rest = number; rest > 0; rest /= 10) {
            int digit = (int) (rest % 10) * (twice ? 2 : 1);
            sum += digit / 10 + digit % 10;
            twice = !twice;
        }
        return digits.of(number * 10 + (10 - sum % 10) % 10);
    }
}
