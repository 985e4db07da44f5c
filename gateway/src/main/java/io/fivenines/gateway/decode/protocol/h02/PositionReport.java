package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A position wherever it stands in a text: {@code time,validity,latitude,N,longitude,E,speed,course,date,status} are
 * the same in all kinds, and found by the two hemispheres. What stands before is the answer to a command (V4) or the
 * number of an alarm (ALRM).
 */
final class PositionReport {
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param VALID = Param.named("position.valid");
    private static final Param RESULT = Param.named("command.result");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param SOS = Param.named("alarm.sos");
    private static final Param BATTERY_LOW = Param.named("alarm.battery.low");
    private static final Param GENERAL = Param.named("alarm.general");
    private static final Param PHONE = Param.named("device.phone");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final double KNOT_KMH = 1.852;

    /** From the validity to latitude, longitude, speed, course and date. */
    private static final int LATITUDE_AT = 1;

    private static final int LONGITUDE_AT = 3;
    private static final int SPEED_AT = 5;
    private static final int DATE_AT = 7;

    private PositionReport() {}

    /** False where there is no position. */
    static boolean read(Sentence text, Sink out, long nowMs) {
        int valid = find(text);
        if (valid < 0) {
            return alone(text, out, nowMs);
        }
        boolean timed = valid > Sentence.FIRST;
        int battery = valid + DATE_AT;
        // Some put the battery's step before the date.
        int date = text.fields().length(battery) <= 3 && text.digits(battery + 1, 6) ? battery + 1 : battery;
        text.message(out, text.time(date, timed ? valid - 1 : -1, nowMs));
        before(text, out, valid);
        put(text, out, valid);
        if (date > battery) {
            VehicleStatus.battery(out, text.whole(battery));
        }
        int status = date + 1;
        if (text.is("V19")) {
            numbers(text, out, date + 2);
            status = date + 4;
        }
        int tail = TextKind.status(text, out, status) ? status + 1 : status;
        if (tail > status && date == battery) {
            PositionTail.read(text, out, tail);
        } else if (!text.is("V19")) {
            PositionTail.keep(text, out, tail, 0, text.count() - tail);
        }
        return true;
    }

    /** {@code ALRM,type,time}: an alarm without a position. */
    private static boolean alone(Sentence text, Sink out, long nowMs) {
        boolean alarm = text.is("ALRM") && text.decimal(Sentence.FIRST) && text.count() == Sentence.FIRST + 2;
        if (alarm) {
            text.message(out, text.time(-1, Sentence.FIRST + 1, nowMs));
            alarm(text, out);
        }
        return alarm;
    }

    private static int find(Sentence text) {
        Fields fields = text.fields();
        for (int i = Sentence.FIRST; i + SPEED_AT <= text.count(); i++) {
            if (side(fields, i + 2, 'N', 'S') && side(fields, i + 4, 'E', 'W') && fields.length(i) <= 1) {
                return sound(text, i + LATITUDE_AT) && sound(text, i + LONGITUDE_AT) ? i : -1;
            }
        }
        return -1;
    }

    private static boolean sound(Sentence text, int i) {
        return !text.fields().has(i) || !Double.isNaN(degrees(text, i));
    }

    private static boolean side(Fields fields, int i, char a, char b) {
        return fields.length(i) == 1 && (fields.charAt(i, 0) == a || fields.charAt(i, 0) == b);
    }

    private static void before(Sentence text, Sink out, int valid) {
        if (text.is("V4")) {
            text.put(out, RESULT, Sentence.FIRST, valid - 1);
        } else if (text.is("ALRM") && text.decimal(Sentence.FIRST)) {
            alarm(text, out);
        }
    }

    private static void alarm(Sentence text, Sink out) {
        long type = text.whole(Sentence.FIRST);
        out.put(EVENT, type).put(type == 1 ? SOS : type == 2 ? BATTERY_LOW : GENERAL, true);
    }

    /** Validity is A or B (BeiDou), V, or with an address request a number; VP1 alone vouches for B. */
    private static boolean valid(Sentence text, int i) {
        char validity = text.fields().charAt(i, text.fields().length(i) - 1);
        return validity == 'A' || validity >= '0' && validity <= '9' || validity == 'B' && text.is("VP1");
    }

    /** Position and motion; where the tracker has no coordinates it leaves them empty. */
    static void put(Sentence text, Sink out, int i) {
        double latitude = degrees(text, i + LATITUDE_AT);
        double longitude = degrees(text, i + LONGITUDE_AT);
        if (!Double.isNaN(latitude) && !Double.isNaN(longitude)) {
            boolean south = text.fields().charAt(i + LATITUDE_AT + 1, 0) == 'S';
            boolean west = text.fields().charAt(i + LONGITUDE_AT + 1, 0) == 'W';
            out.put(LATITUDE, south ? -latitude : latitude).put(LONGITUDE, west ? -longitude : longitude);
            out.put(VALID, valid(text, i));
        }
        out.put(SPEED, text.number(i + SPEED_AT) * KNOT_KMH);
        out.put(DIRECTION, text.number(i + SPEED_AT + 1));
    }

    /** {@code ddmm.mmmm}, without its point, or {@code -dd-mm.mmmm}; the hemisphere is the sign. */
    private static double degrees(Sentence text, int i) {
        Fields fields = text.fields();
        int length = fields.length(i);
        if (fields.charAt(i, 0) == '-') {
            int dash = 1;
            while (dash < length && fields.charAt(i, dash) != '-') {
                dash++;
            }
            long whole = text.digits(i, 1, dash);
            boolean sound = whole >= 0 && text.decimal(i, dash + 1);
            return sound ? whole + fields.real(i, dash + 1, length - dash - 1) / 60 : Double.NaN;
        }
        if (!text.decimal(i)) {
            return Double.NaN;
        }
        double value = text.number(i);
        if (text.digits(i, length) && length > 6) {
            value /= 10_000;
        }
        double degrees = Math.floor(value / 100);
        return degrees + (value - degrees * 100) / 60;
    }

    /** V19: telephone number and SIM card. */
    private static void numbers(Sentence text, Sink out, int i) {
        text.fields().putText(i, PHONE, out);
        text.fields().putText(i + 1, ICCID, out);
    }
}
