package io.fivenines.gateway.decode.protocol.wialon;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A data record, the short one ending after the satellites. A field that is not known is empty or {@code NA}.
 *
 * <pre>
 *    0    1    2  3    4  5     6      7      8    9   10     11      12  13      14     15
 * date;time;lat1;NS;lon1;EW;speed;course;height;sats;hdop;inputs;outputs;adc;ibutton;params
 * </pre>
 *
 * <p>Only a record whose time or place cannot be read is refused. Another field with something odd in it (answers 11 to
 * 15 of the maker's document) is left out, for the record without it is still worth keeping.
 */
final class DataRecord {
    static final String STORED = "1";
    static final int SHORT = 10;
    static final int FULL = 16;
    private static final String BAD_STRUCTURE = "-1";
    private static final String BAD_TIME = "0";
    private static final String BAD_PLACE = "10";
    private static final int SATELLITES_OF_A_FIX = 3;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param ANALOGUE = Param.named("ain.#");
    private static final Param IBUTTON = Param.named("ibutton.code");

    private final Params params = new Params();

    /** Stores the record that stands between two offsets; the code that answers the tracker. */
    String store(Frame frame, int from, int to, boolean buffered, Sink out) {
        Fields fields = frame.seek(from).split(to - from, ';');
        if (fields.count() < SHORT) {
            return BAD_STRUCTURE;
        }
        boolean timed = known(fields, 0) && known(fields, 1);
        if (timed && !isTime(fields)) {
            return BAD_TIME;
        }
        boolean placed = known(fields, 2) && known(fields, 4);
        if (placed && !(fields.isReal(2) && fields.isReal(4))) {
            return BAD_PLACE;
        }
        out.message(timed ? time(fields) : Sink.NO_TIME);
        if (buffered) {
            out.put(BUFFERED, true);
        }
        putPlace(fields, placed, out);
        fields.put(10, HDOP, 1, out);
        fields.putWhole(11, INPUTS, out);
        fields.putWhole(12, OUTPUTS, out);
        putRest(frame, from, to, fields.count(), out);
        return STORED;
    }

    private static boolean known(Fields fields, int i) {
        return fields.has(i) && !fields.is(i, "NA");
    }

    private static boolean isTime(Fields fields) {
        if (!fields.isDigits(0, 6) || !fields.isReal(1) || fields.length(1) < 6 || fields.charAt(1, 5) == '.') {
            return false;
        }
        long day = fields.digits(0, 0, 2);
        long month = fields.digits(0, 2, 2);
        return day > 0 && day < 32 && month > 0 && month < 13 && fields.real(1) < 240_000;
    }

    /** The time may have a fraction of a second. */
    private static long time(Fields fields) {
        long time = (long) fields.real(1);
        long fractionMs = fields.length(1) > 7 ? (long) (fields.real(1, 6, fields.length(1) - 6) * 1000) : 0;
        return Utc.ddmmyy(fields.integer(0), time) + fractionMs;
    }

    /** A movement without a place is a fix that failed: it counts as one at 0,0. */
    private static void putPlace(Fields fields, boolean placed, Sink out) {
        boolean moves = known(fields, 6) || known(fields, 7) || known(fields, 8);
        if (placed || moves) {
            out.put(LATITUDE, placed ? fields.degreesMinutes(2, 3) : 0);
            out.put(LONGITUDE, placed ? fields.degreesMinutes(4, 5) : 0);
            out.put(VALID, placed && fields.isReal(9) && fields.real(9) >= SATELLITES_OF_A_FIX);
        }
        fields.put(6, SPEED, 1, out);
        fields.put(7, DIRECTION, 1, out);
        fields.put(8, ALTITUDE, 1, out);
        fields.putWhole(9, SATELLITES, out);
    }

    /** What follows the outputs. Some firmware forgets the semicolon between ibutton and parameters. */
    private void putRest(Frame frame, int from, int to, int count, Sink out) {
        int analogue = after(frame, from, to, 13);
        int ibutton = after(frame, analogue, to, 1);
        int rest = after(frame, ibutton, to, 1);
        if (analogue < to) {
            putAnalogue(frame, analogue, Math.min(ibutton - 1, to), out);
        }
        if (ibutton < to && count == FULL - 1 && frame.find(':', ibutton) >= 0 && frame.find(':', ibutton) < to) {
            params.put(frame, ibutton + (frame.has(ibutton, "NA") ? 2 : 0), to, out);
        } else if (ibutton < to) {
            Fields field = frame.seek(ibutton).split(Math.min(rest - 1, to) - ibutton, ';');
            if (known(field, 0)) {
                out.put(IBUTTON, field.text(0));
            }
        }
        int end = Math.min(after(frame, rest, to, 1) - 1, to);
        if (rest < end) {
            params.put(frame, rest, end, out);
        }
    }

    /** Where the count-th field after the one at {@code from} begins, beyond {@code to} where there is none. */
    private static int after(Frame frame, int from, int to, int count) {
        int at = from;
        for (int i = 0; i < count && at <= to; i++) {
            int found = frame.find(';', at);
            at = found < 0 || found >= to ? to + 1 : found + 1;
        }
        return at;
    }

    private static void putAnalogue(Frame frame, int from, int to, Sink out) {
        Fields values = frame.seek(from).split(to - from, ',');
        for (int i = 0; i < values.count(); i++) {
            if (values.isReal(i)) {
                out.put(ANALOGUE, i + 1, values.real(i));
            }
        }
    }
}
