package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/** A text cut at its commas: maker, ident, kind, and what the kind has. One serves a connection. */
final class Sentence {
    static final int IDENT = 1;
    static final int KIND = 2;
    static final int FIRST = 3;

    private static final Param TYPE = Param.named("message.type");
    private static final int MAKER_MAX = 4;
    private static final long DAY_MS = 86_400_000L;

    private final MacText mac = new MacText();
    private Frame frame;
    private Fields fields;

    Sentence over(Frame frame) {
        this.frame = frame;
        fields = frame.seek(1).split(frame.length() - 2, ',');
        return this;
    }

    Fields fields() {
        return fields;
    }

    int count() {
        return fields.count();
    }

    /** Keeps the maker's letters. */
    void maker(StringBuilder to) {
        if (fields.length(0) > 0 && fields.length(0) <= MAKER_MAX) {
            to.setLength(0);
            to.append(fields.text(0));
        }
    }

    /** All from a field on is the answer to a command. */
    void answer(Sink out, int from) {
        int start = offset(from);
        int length = Math.max(0, offset(count()) - 1 - start);
        out.answer(Sink.UNNUMBERED, length == 0 ? "" : frame.seek(start).text(length));
    }

    boolean is(String kind) {
        return fields.is(KIND, kind);
    }

    Sink message(Sink out, long timeMs) {
        return out.message(timeMs).put(TYPE, fields.text(KIND));
    }

    /** Where a field begins in the frame. */
    private int offset(int i) {
        int offset = 1;
        for (int k = 0; k < i; k++) {
            offset += fields.length(k) + 1;
        }
        return offset;
    }

    /** Fields {@code [from, to)} with the commas between them; the fields are as they were. */
    void put(Sink out, Param param, int from, int to) {
        int start = offset(from);
        int length = offset(to) - 1 - start;
        if (length > 0) {
            out.put(param, frame.seek(start).text(length));
        }
    }

    /** A field that is nothing but so many decimal digits. */
    boolean digits(int i, int count) {
        return fields.isDigits(i, count);
    }

    /** A number with an optional sign and fraction, blanks before it. */
    boolean decimal(int i) {
        int k = blanks(i);
        return decimal(i, k + (fields.charAt(i, k) == '-' ? 1 : 0));
    }

    /** A number without sign from an offset to the end of a field. */
    boolean decimal(int i, int start) {
        int k = start;
        int points = 0;
        for (; k < end(i); k++) {
            char c = fields.charAt(i, k);
            points += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return k - points > start && points < 2 && k - start < 18;
    }

    /** Where a value ends: positions kept back are joined by semicolons within a field. */
    private int end(int i) {
        int k = 0;
        while (k < fields.length(i) && fields.charAt(i, k) != ';') {
            k++;
        }
        return k;
    }

    private int blanks(int i) {
        int k = 0;
        while (fields.charAt(i, k) == ' ') {
            k++;
        }
        return k;
    }

    /** Decimal digits within a field; -1 where there is something else. */
    long digits(int i, int from, int to) {
        long value = to > from && to - from <= 9 ? 0 : -1;
        for (int k = from; k < to && value >= 0; k++) {
            int digit = Character.digit(fields.charAt(i, k), 10);
            value = digit < 0 ? -1 : value * 10 + digit;
        }
        return value;
    }

    /** The number of a field that is one; else 0. */
    double number(int i) {
        return decimal(i) ? fields.real(i, blanks(i), end(i) - blanks(i)) : 0;
    }

    long whole(int i) {
        return (long) number(i);
    }

    /** A hardware address of twelve digits, with colons. */
    CharSequence mac(int i) {
        return mac.over(fields.text(i));
    }

    /** Hexadecimal digits after blanks, at most eight; -1 where the field is something else. */
    long hex(int i) {
        int from = blanks(i);
        int to = end(i);
        long value = 0;
        for (int k = from; k < to; k++) {
            int digit = Character.digit(fields.charAt(i, k), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return to > from && to - from <= 8 ? value : -1;
    }

    /** A date ddmmyy and a time hhmmss, as far as the fields have them. */
    long time(int date, int time, long nowMs) {
        if (digits(date, 6)) {
            return Utc.ddmmyy(fields.integer(date), digits(time, 6) ? fields.integer(time) : 0);
        }
        return digits(time, 6) ? nearest(Utc.ddmmyy(10100, fields.integer(time)), nowMs) : Sink.NO_TIME;
    }

    /** The time of day on the day that brings it nearest to now. */
    private static long nearest(long time, long nowMs) {
        long today = Math.floorDiv(nowMs, DAY_MS) * DAY_MS + Math.floorMod(time, DAY_MS);
        if (today - nowMs > DAY_MS / 2) {
            return today - DAY_MS;
        }
        return nowMs - today > DAY_MS / 2 ? today + DAY_MS : today;
    }

    /** Maker, ident and kind sent back. */
    void echo(Reply reply) {
        reply.bytes(frame, 0, offset(FIRST) - 1).u8('#');
    }

    /** Maker and ident sent back, and a comma. */
    Reply addressed(Reply reply) {
        return reply.bytes(frame, 0, offset(KIND));
    }
}
