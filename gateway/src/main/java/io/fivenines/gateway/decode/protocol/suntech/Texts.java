package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/** What the reports in text have in common. */
final class Texts {
    private static final int NONE = -1;

    private Texts() {}

    /** Where a field begins, counted from the first field. */
    static int offset(Fields fields, int i) {
        int offset = 0;
        for (int k = 0; k < i; k++) {
            offset += fields.length(k) + 1;
        }
        return offset;
    }

    /** The first field from {@code from} on that is a date, yyyymmdd, followed by a time, hh:mm:ss; -1 if none is. */
    static int date(Fields fields, int from) {
        for (int i = from; i < fields.count(); i++) {
            if (isMoment(fields, i)) {
                return i;
            }
        }
        return NONE;
    }

    static boolean isMoment(Fields fields, int i) {
        return fields.isDigits(i, 8) && fields.length(i + 1) == 8 && fields.charAt(i + 1, 2) == ':';
    }

    static long time(Fields fields, int date) {
        long day = fields.digits(date, 0, 8);
        int time = date + 1;
        return Utc.ms(
                day / 10_000,
                day / 100 % 100,
                day % 100,
                fields.digits(time, 0, 2),
                fields.digits(time, 3, 2),
                fields.digits(time, 6, 2));
    }

    /** The first field from {@code from} on that is a coordinate: a number with sign and point; -1 if none is. */
    static int coordinate(Fields fields, int from) {
        for (int i = from; i < fields.count(); i++) {
            char sign = fields.charAt(i, 0);
            if ((sign == '+' || sign == '-') && fields.isReal(i) && hasPoint(fields, i)) {
                return i;
            }
        }
        return NONE;
    }

    static boolean hasPoint(Fields fields, int i) {
        for (int k = 0; k < fields.length(i); k++) {
            if (fields.charAt(i, k) == '.') {
                return true;
            }
        }
        return false;
    }

    /** Puts the remaining fields by their number. */
    static void putRest(Fields fields, int from, Param family, Sink out) {
        for (int i = from; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(family, i, fields.text(i));
            }
        }
    }

    /** A field of zeros and ones as bits, the last character the lowest; -1 if it is none. */
    static long bits(Fields fields, int i) {
        long bits = fields.has(i) ? 0 : NONE;
        for (int k = 0; k < fields.length(i) && bits >= 0; k++) {
            char c = fields.charAt(i, k);
            bits = c == '0' || c == '1' ? bits << 1 | c - '0' : NONE;
        }
        return bits;
    }

    static boolean isZero(Fields fields, int i) {
        for (int k = 0; k < fields.length(i); k++) {
            if (fields.charAt(i, k) != '0') {
                return false;
            }
        }
        return true;
    }

    /** Puts a field of metres as kilometres. */
    static void putKilometres(Fields fields, int i, Param param, Sink out) {
        if (fields.isReal(i)) {
            out.put(param, fields.real(i) / 1000);
        }
    }
}
