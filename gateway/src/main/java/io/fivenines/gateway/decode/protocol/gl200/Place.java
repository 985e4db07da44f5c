package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The place in a text report. Reports differ in what stands before and after it, and it is known by its looks: two
 * coordinates and a moment.
 *
 * <pre>
 *     +0      +1      +2        +3        +4       +5     +6
 * accuracy, speed, azimuth, altitude, longitude, latitude, time [, stations, (MAC, signal, , , )...]
 *     , MCC, MNC, LAC, cell, mileage | mask with a value for each bit | 00
 * </pre>
 */
final class Place {
    private static final int LENGTH = 7;
    private static final int CELL_LENGTH = 4;
    private static final int HEAD_MAX = 8;
    /** Fewer decimals have speeds, altitudes and mileages; coordinates have six. */
    private static final int DECIMALS = 4;

    private static final Param HDOP = Param.named("position.hdop");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param SATELLITES = Param.named("position.satellites");

    private final Layouts layouts;

    Place(Layouts layouts) {
        this.layouts = layouts;
    }

    /** Index of the next place with coordinates, or -1. */
    static int next(Report report, int from) {
        Fields fields = report.fields();
        for (int i = from; i + LENGTH <= report.end() + 1; i++) {
            boolean timed = fields.isDigits(i + 6, 14) || !fields.has(i + 6);
            if (timed && isCoordinate(fields, i + 4) && isCoordinate(fields, i + 5)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isCoordinate(Fields fields, int i) {
        int length = fields.length(i);
        for (int k = Math.max(1, length - 8); k < length - DECIMALS; k++) {
            if (fields.charAt(i, k) == '.') {
                return fields.isReal(i);
            }
        }
        return false;
    }

    /** Index of a place without coordinates, or -1: known by the cell behind it, or by what may stand before it. */
    int blank(Report report, Family family, int from) {
        Fields fields = report.fields();
        for (int i = from; i + LENGTH + CELL_LENGTH <= report.end(); i++) {
            if (isBlank(fields, i) && isCell(fields, i + LENGTH) && fields.has(i + LENGTH)) {
                return i;
            }
        }
        int own = blankAfter(report, family, from);
        return own < 0 ? blankAfter(report, layouts.common(), from) : own;
    }

    private static int blankAfter(Report report, Family family, int from) {
        for (int i = from; i < from + HEAD_MAX && i + LENGTH + CELL_LENGTH <= report.end(); i++) {
            if (isBlank(report.fields(), i) && family.fitting(Layout.Part.HEAD, report, from, i) != null) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlank(Fields fields, int i) {
        return !fields.has(i + 3) && !fields.has(i + 4) && !fields.has(i + 5) && !fields.has(i + 6);
    }

    private static boolean isCell(Fields fields, int i) {
        return fields.length(i) <= 4
                && fields.length(i + 1) <= 4
                && fields.length(i + 2) <= 8
                && fields.length(i + 3) <= 8
                && (!fields.has(i) || fields.isReal(i))
                && (!fields.has(i + 1) || fields.isReal(i + 1))
                && (!fields.has(i + 2) || fields.isHex(i + 2))
                && (!fields.has(i + 3) || fields.isHex(i + 3));
    }

    /** What the fields between two indices mean that stand before a place, or null. */
    Layout head(Report report, Family family, int from, int to) {
        Layout own = family.fitting(Layout.Part.HEAD, report, from, to);
        return own == null ? layouts.common().fitting(Layout.Part.HEAD, report, from, to) : own;
    }

    /** What the fields between two indices mean that stand after the last place, or null. */
    Layout tail(Report report, Family family, int from, int to) {
        Layout own = family.fitting(Layout.Part.TAIL, report, from, to);
        return own == null ? layouts.common().fitting(Layout.Part.TAIL, report, from, to) : own;
    }

    /**
     * Puts a place and what always belongs to it.
     *
     * @return the index after it
     */
    int put(Report report, int at, boolean vouched, Sink out) {
        Fields fields = report.fields();
        if (fields.has(at + 4)) {
            out.put(LATITUDE, fields.real(at + 5));
            out.put(LONGITUDE, fields.real(at + 4));
            out.put(VALID, vouched || fields.isReal(at) && fields.real(at) > 0);
            fields.put(at, HDOP, 1, out);
            fields.put(at + 1, SPEED, 1, out);
            fields.put(at + 2, DIRECTION, 1, out);
            fields.put(at + 3, ALTITUDE, 1, out);
        }
        int end = report.end();
        int i = Math.min(at + LENGTH, end);
        if (fields.length(i + 1) == 12 && fields.isHex(i + 1) && i + 1 < end) {
            i = layouts.wifi().put(report, i, end, out);
        }
        if (i + CELL_LENGTH > end || !isCell(fields, i)) {
            return i;
        }
        putCell(fields, i, out);
        return putAppendix(report, i + CELL_LENGTH, end, out);
    }

    private static void putCell(Fields fields, int i, Sink out) {
        if (fields.has(i) && fields.has(i + 1)) {
            out.put(MCC, (long) fields.real(i)).put(MNC, (long) fields.real(i + 1));
        }
        if (fields.has(i + 2) && fields.has(i + 3)) {
            out.put(LAC, fields.hex(i + 2)).put(CELL, fields.hex(i + 3));
        }
    }

    /** The field after the cell: reserved at first, later the mileage, today a mask of values that follow it. */
    private int putAppendix(Report report, int at, int end, Sink out) {
        Fields fields = report.fields();
        Layout own = layouts.common().fitting(Layout.Part.PLACE, report, at, Math.min(at + 2, end));
        if (own != null) {
            return own.put(report, at, end, out);
        }
        if (at >= end) {
            return end;
        }
        if (fields.length(at) != 2 || !fields.isHex(at)) {
            if (Form.POINT.fits(fields, at, "")) {
                out.put(MILEAGE, fields.real(at));
            } else {
                report.keep(at, out);
            }
            return at + 1;
        }
        int mask = (int) fields.hex(at);
        int i = Math.min(end, at + 1 + Integer.bitCount(mask));
        boolean counted = (mask & 1) != 0 && fields.isReal(at + 1) && at + 1 < end;
        if (counted) {
            out.put(SATELLITES, (long) fields.real(at + 1));
        }
        report.keep(at + (counted ? 2 : 1), i, out);
        return i;
    }
}
