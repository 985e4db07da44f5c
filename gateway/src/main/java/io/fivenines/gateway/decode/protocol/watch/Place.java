package io.fivenines.gateway.decode.protocol.watch;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * Where the watch is and how it is.
 *
 * <pre>
 * kind,ddmmyy,hhmmss,A,lat,N,lon,E,km/h,course,m,satellites,gsm %,battery %,steps,rolls,state,cells and stations
 * PP,hhmmss,ddmmyy,hhmmss,A,...                        beside a friend's watch
 * </pre>
 *
 * <p>The kind is UD, UD2 sent later, AL an alarm, and others, also with the network behind: UD_LTE. The state is
 * hexadecimal, alarms in the high half.
 */
final class Place {
    private static final int DATE_DIGITS = 6;

    private static final Param EVENT = Param.named("event.code");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SIGNAL = Param.named("gsm.signal.level");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param STEPS = Param.named("step.count");
    private static final Param ROLLS = Param.named("watch.rolls");
    private static final Param STATUS = Param.named("device.status");
    private static final Param MOVING = Param.named("movement.status");
    private static final Param REMOVED = Param.named("watch.removed.status");
    private static final Param BATTERY_LOW = Param.named("watch.battery.low.status");
    private static final Param OUTSIDE = Param.named("watch.fence.outside.status");
    private static final Param INSIDE = Param.named("watch.fence.inside.status");
    private static final Param ANY_ALARM = Param.named("alarm.general");

    /** From bit 16 of the state on. */
    private static final Param[] ALARMS = {
        Param.named("alarm.sos"),
        Param.named("alarm.battery.low"),
        Param.named("alarm.geofence.exit"),
        Param.named("alarm.geofence.enter"),
        Param.named("alarm.removing"),
        Param.named("alarm.fall"),
        Param.named("watch.alarm.heart.rate"),
    };

    private Place() {}

    static boolean isAlarm(Fields fields) {
        return fields.charAt(0, 0) == 'A' && fields.charAt(0, 1) == 'L';
    }

    /** Stores a message if these fields are one with a place; false if not. */
    static boolean store(Fields fields, Sink out) {
        int date = isDated(fields, 1) ? 1 : 2;
        if (date == 2 && !isDated(fields, 2)) {
            return false;
        }
        out.message(Utc.ddmmyy(fields.integer(date), fields.integer(date + 1)));
        out.put(EVENT, fields.text(0));
        if (fields.is(0, "UD2")) {
            out.put(BUFFERED, true);
        }
        put(fields, date + 2, LATITUDE, 'S', out);
        put(fields, date + 4, LONGITUDE, 'W', out);
        out.put(VALID, fields.is(date + 2, "A"));
        fields.put(date + 7, SPEED, 1, out);
        fields.put(date + 8, DIRECTION, 1, out);
        fields.put(date + 9, ALTITUDE, 1, out);
        fields.putWhole(date + 10, SATELLITES, out);
        fields.put(date + 11, SIGNAL, 1, out);
        fields.put(date + 12, LEVEL, 1, out);
        fields.putWhole(date + 13, STEPS, out);
        fields.putWhole(date + 14, ROLLS, out);
        putState(fields, date + 15, out);
        Surroundings.put(fields, date + 16, out);
        return true;
    }

    private static boolean isDated(Fields fields, int date) {
        return fields.isDigits(date, DATE_DIGITS)
                && fields.isDigits(date + 1, DATE_DIGITS)
                && (fields.is(date + 2, "A") || fields.is(date + 2, "V"));
    }

    /** Some watches write a blank in front, some a minus besides the letter. */
    private static void put(Fields fields, int before, Param param, char negative, Sink out) {
        int i = before + 1;
        int blanks = 0;
        while (fields.charAt(i, blanks) == ' ') {
            blanks++;
        }
        int length = fields.length(i) - blanks;
        if (fields.isReal(i, blanks, length)) {
            double value = fields.real(i, blanks, length);
            out.put(param, fields.charAt(i + 1, 0) == negative ? -Math.abs(value) : value);
        }
    }

    private static void putState(Fields fields, int i, Sink out) {
        long state = fields.isHex(i) ? fields.hex(i) : 0;
        boolean known = false;
        for (int k = 0; k < ALARMS.length; k++) {
            if ((state >> 16 + k & 1) != 0) {
                out.put(ALARMS[k], true);
                known = true;
            }
        }
        if (isAlarm(fields) && !known) {
            out.put(ANY_ALARM, true);
        }
        if (fields.isHex(i)) {
            out.put(STATUS, state).put(BATTERY_LOW, (state & 1) != 0);
            out.put(OUTSIDE, (state & 2) != 0).put(INSIDE, (state & 4) != 0);
            out.put(REMOVED, (state & 8) != 0);
        }
        // Older watches do not know the bit, so its absence says nothing.
        if ((state & 16) != 0) {
            out.put(MOVING, false);
        }
    }
}
