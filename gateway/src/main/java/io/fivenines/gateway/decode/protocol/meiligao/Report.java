package io.fivenines.gateway.decode.protocol.meiligao;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A place: an NMEA sentence without head, and what the tracker adds behind bars.
 *
 * <pre>
 * hhmmss.sss,A,lat,N,lon,E,knots,course,ddmmyy,...*36|hdop|altitude|state|readings|...
 *   ...  cell|signal|metres|satellites|card        hexadecimal, cell of 16 or 20 digits
 *   ...  metres|card                               metres decimal
 * </pre>
 *
 * <p>State is hexadecimal, inputs in the high byte, outputs in the low one; readings are up to eight hexadecimal
 * numbers.
 */
final class Report {
    private static final double KMH_IN_KNOT = 1.852;
    private static final int CELL_MIN = 16;
    private static final int CELL_MAX = 20;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param READING = Param.named("meiligao.adc.#");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param CARD = Param.named("rfid.code");
    private static final Param DRIVER = Param.named("driver.id");
    private static final Param OTHER = Param.named("meiligao.field.#");

    private Report() {}

    /** Stores the report that stands between two offsets; false if there is no place in it. */
    static boolean store(Frame frame, int from, int to, Sink out) {
        int bar = frame.find('|', from);
        int end = bar < 0 || bar > to ? to : bar;
        Fields fields = frame.seek(from).split(end - from, ',');
        if (!fields.isReal(2) || !fields.isReal(4)) {
            return false;
        }
        out.message(moment(fields));
        out.put(LATITUDE, fields.degreesMinutes(2, 3)).put(LONGITUDE, fields.degreesMinutes(4, 5));
        out.put(VALID, fields.is(1, "A"));
        fields.put(6, SPEED, KMH_IN_KNOT, out);
        fields.put(7, DIRECTION, 1, out);
        if (end < to) {
            putAdded(frame, end + 1, to, out);
        }
        return true;
    }

    /** Some trackers write on behind the date without a comma. */
    private static long moment(Fields fields) {
        boolean dated = fields.isReal(8, 0, 6) && fields.isReal(0);
        return dated ? Utc.ddmmyy(fields.digits(8, 0, 6), (long) fields.real(0)) : Sink.NO_TIME;
    }

    private static void putAdded(Frame frame, int from, int to, Sink out) {
        Fields fields = frame.seek(from).split(to - from, '|');
        fields.put(0, HDOP, 1, out);
        fields.put(1, ALTITUDE, 1, out);
        if (fields.length(2) == 4 && fields.isHex(2)) {
            long state = fields.hex(2);
            out.put(INPUTS, state >> 8).put(OUTPUTS, state & 0xFF);
        }
        putReadings(fields, out);
        int length = fields.length(4);
        if (length >= CELL_MIN && length <= CELL_MAX && hex(fields, 4, 0, 4) >= 0) {
            putCell(fields, out);
        } else {
            putMileage(fields, out);
        }
    }

    private static void putReadings(Fields fields, Sink out) {
        for (int k = 0; k + 4 <= fields.length(3); k += 5) {
            long reading = hex(fields, 3, k, 4);
            if (reading >= 0) {
                out.put(READING, k / 5 + 1, reading);
            }
        }
    }

    private static void putCell(Fields fields, Sink out) {
        out.put(MCC, hex(fields, 4, 0, 4)).put(MNC, hex(fields, 4, 4, 4));
        out.put(LAC, hex(fields, 4, 8, 4)).put(CELL, hex(fields, 4, 12, fields.length(4) - 12));
        if (fields.isHex(5)) {
            out.put(SIGNAL, fields.hex(5));
        }
        if (fields.isHex(6)) {
            out.put(MILEAGE, fields.hex(6) / 1000.0);
        }
        if (fields.isHex(7)) {
            out.put(SATELLITES, fields.hex(7));
        }
        fields.putText(8, DRIVER, out);
        putOthers(fields, 9, out);
    }

    private static void putMileage(Fields fields, Sink out) {
        if (fields.isReal(4)) {
            out.put(MILEAGE, fields.real(4) / 1000);
        } else if (fields.has(4)) {
            out.put(OTHER, 4, fields.text(4));
        }
        fields.putText(5, CARD, out);
        putOthers(fields, 6, out);
    }

    private static void putOthers(Fields fields, int from, Sink out) {
        for (int i = from; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(OTHER, i, fields.text(i));
            }
        }
    }

    private static long hex(Fields fields, int i, int offset, int length) {
        long value = 0;
        for (int k = offset; k < offset + length; k++) {
            int digit = Character.digit(fields.charAt(i, k), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Stores reports sent again: {@code count u8, (alarm u8, report, backslash) ...}. */
    static Verdict storeAll(Frame frame, int from, int end, Sink out) {
        int count = frame.at(from);
        int at = from + 1;
        for (int i = 0; i < count && at < end; i++) {
            int backslash = frame.find('\\', at);
            int to = backslash < 0 || backslash > end ? end : backslash;
            if (!store(frame, at + 1, to, out)) {
                return Verdict.TRUNCATED;
            }
            Alarm.put(frame.at(at), out);
            at = to + 1;
        }
        return Verdict.ACCEPTED;
    }
}
