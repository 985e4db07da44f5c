package io.fivenines.gateway.decode.protocol.tk103;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A place, as the two forms write it; some trackers put commas into the first one too.
 *
 * <pre>
 * kind data yymmdd A ddmm.mmmm N dddmm.mmmm E sss.s hhmmss ccc.cc state L mileage extra
 * kind,data,ddmmyy,A,ddmm.mmmmN,dddmm.mmmmE,sss.s,hhmmss,ccc.cc,...
 * </pre>
 *
 * The data is the IMEI of a login or the digit of an alarm; with commas an alarm is {@code ALARM,digit,number}. The
 * course may be two digits. Speed is in km/h, mileage in metres, hexadecimal.
 */
final class Place {
    private static final int DATE = 6;
    private static final int TIME = 6;
    private static final int SPEED_LENGTH = 5;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param OTHER = Param.named("tk103.io.#");

    private Place() {}

    /** Stores the place of a frame whose kind stands at an offset; where its date begins, or -1 if there is none. */
    static int store(Frame frame, int kind, int end, boolean dayFirst, Sink out) {
        int valid = valid(frame, kind + 4);
        int north = either(frame, 'N', 'S', valid);
        int east = either(frame, 'E', 'W', north);
        int speed = pastComma(frame, east + 1);
        boolean tight = !dayFirst && isDigits(frame, speed + SPEED_LENGTH, TIME);
        int time = tight ? speed + SPEED_LENGTH : frame.find(',', speed) + 1;
        if (valid < 0 || north < 0 || east < 0 || time == 0 || !isDigits(frame, time, TIME)) {
            return -1;
        }
        int date = frame.at(valid - 1) == ',' ? valid - 1 - DATE : valid - DATE;
        long day = frame.seek(date).digits(DATE);
        long second = frame.seek(time).digits(TIME);
        out.message(dayFirst ? Utc.ddmmyy(day, second) : Utc.yymmdd(day, second));
        Kind.put(frame, kind, date, out);
        putPlace(frame, valid, north, east, out);
        put(frame, speed, time - (frame.at(time - 1) == ',' ? 1 : 0), SPEED, out);
        putRest(frame, pastComma(frame, time + TIME), end, out);
        return date;
    }

    private static void putPlace(Frame frame, int valid, int north, int east, Sink out) {
        double latitude = degrees(frame, pastComma(frame, valid + 1), north);
        double longitude = degrees(frame, pastComma(frame, north + 1), east);
        out.put(LATITUDE, frame.at(north) == 'S' ? -latitude : latitude);
        out.put(LONGITUDE, frame.at(east) == 'W' ? -longitude : longitude);
        out.put(VALID, frame.at(valid) == 'A');
    }

    /** Where the fix flag stands: after six digits and perhaps a comma. */
    private static int valid(Frame frame, int from) {
        for (int i = from + DATE; i < frame.length(); i++) {
            if (frame.at(i) == 'A' || frame.at(i) == 'V') {
                int digits = i - DATE - (frame.at(i - 1) == ',' ? 1 : 0);
                if (digits >= from && isDigits(frame, digits, DATE)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int either(Frame frame, char a, char b, int from) {
        for (int i = from + 1; from >= 0 && i < frame.length(); i++) {
            if (frame.at(i) == a || frame.at(i) == b) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isDigits(Frame frame, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (frame.at(i) < '0' || frame.at(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int pastComma(Frame frame, int at) {
        return frame.at(at) == ',' ? at + 1 : at;
    }

    private static double degrees(Frame frame, int from, int to) {
        Fields number = number(frame, from, to);
        return number.isReal(0) ? number.degreesMinutes(0, 1) : 0;
    }

    private static void put(Frame frame, int from, int to, Param param, Sink out) {
        number(frame, from, to).put(0, param, 1, out);
    }

    /** What stands between two offsets, without the spaces some trackers pad it with. */
    private static Fields number(Frame frame, int from, int to) {
        int start = from;
        while (start < to && frame.at(start) == ' ') {
            start++;
        }
        return frame.seek(start).split(Math.max(0, to - start), ',');
    }

    private static void putRest(Frame frame, int from, int end, Sink out) {
        int mileage = frame.find('L', from);
        if (mileage < 0 || mileage > end) {
            put(frame, from, end, DIRECTION, out);
            putOthers(frame, from, end, out);
            return;
        }
        int stateEnd = frame.at(mileage - 1) == ',' ? mileage - 1 : mileage;
        int state = Math.max(from, stateEnd - State.LENGTH);
        put(frame, from, frame.at(state - 1) == ',' ? state - 1 : state, DIRECTION, out);
        State.put(frame, stateEnd, out);
        int digits = mileage + 1;
        while (digits < end && digits <= mileage + 8 && Character.digit(frame.at(digits), 16) >= 0) {
            digits++;
        }
        if (digits > mileage + 1) {
            out.put(MILEAGE, frame.seek(mileage + 1).hexDigits(digits - mileage - 1) / 1000.0);
        }
        putExtra(frame, digits, end, out);
    }

    private static void putExtra(Frame frame, int from, int end, Sink out) {
        Fields extra = frame.seek(from).split(end - from, '\n');
        if (extra.isReal(0) && (frame.at(from) == '+' || frame.at(from) == '-')) {
            out.put(TEMPERATURE, 1, extra.real(0));
        } else if (extra.has(0)) {
            out.put(OTHER, 1, extra.text(0));
        }
    }

    private static void putOthers(Frame frame, int from, int end, Sink out) {
        Fields fields = frame.seek(from).split(Math.max(0, end - from), ',');
        for (int i = 1; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(OTHER, i, fields.text(i));
            }
        }
    }
}
