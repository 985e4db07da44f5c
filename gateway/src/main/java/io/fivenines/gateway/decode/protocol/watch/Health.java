package io.fivenines.gateway.decode.protocol.watch;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * What the watch measures of its bearer. A reading of 0 is none.
 *
 * <pre>
 * heart,per minute                  also pulse
 * bphrt,high,low,per minute,cm,sex,age,kg       also blood, with the first three
 * btemp2,where,degrees              answered; below 2 an error
 * temp,degrees
 * oxygen,how,%                      answered
 * </pre>
 */
final class Health {
    private static final Param EVENT = Param.named("event.code");
    private static final Param RATE = Param.named("heart.rate");
    private static final Param HIGH = Param.named("blood.pressure.high");
    private static final Param LOW = Param.named("blood.pressure.low");
    private static final Param OXYGEN = Param.named("blood.oxygen");
    private static final Param TEMPERATURE = Param.named("body.temperature");
    private static final Param MODE = Param.named("watch.measuring.mode");
    private static final Param HEIGHT = Param.named("watch.bearer.height");
    private static final Param SEX = Param.named("watch.bearer.sex");
    private static final Param AGE = Param.named("watch.bearer.age");
    private static final Param WEIGHT = Param.named("watch.bearer.weight");
    private static final double TEMPERATURE_MIN = 2;

    private Health() {}

    /** False if these fields are something else. */
    static boolean store(Frame frame, int content, Fields fields, Sink out) {
        if (fields.count() < 2) {
            return false;
        }
        if (is(fields, "HEART") || is(fields, "PULSE")) {
            begin(fields, out);
            put(fields, 1, RATE, 1, out);
        } else if (is(fields, "BPHRT") || is(fields, "BLOOD")) {
            begin(fields, out);
            putPressure(fields, out);
            if (is(fields, "BPHRT")) {
                Watch.answer(frame, content, fields.text(0), out);
            }
        } else if (is(fields, "TEMP")) {
            begin(fields, out);
            put(fields, 1, TEMPERATURE, TEMPERATURE_MIN, out);
        } else if (is(fields, "BTEMP2")) {
            begin(fields, out);
            fields.putWhole(1, MODE, out);
            put(fields, 2, TEMPERATURE, TEMPERATURE_MIN, out);
            Watch.answer(frame, content, fields.text(0), out);
        } else if (is(fields, "OXYGEN")) {
            begin(fields, out);
            fields.putWhole(1, MODE, out);
            put(fields, 2, OXYGEN, 1, out);
            Watch.answer(frame, content, "oxygen,1", out);
        } else {
            return false;
        }
        return true;
    }

    private static void begin(Fields fields, Sink out) {
        out.message(Sink.NO_TIME).put(EVENT, fields.text(0));
    }

    private static void putPressure(Fields fields, Sink out) {
        put(fields, 1, HIGH, 1, out);
        put(fields, 2, LOW, 1, out);
        put(fields, 3, RATE, 1, out);
        put(fields, 4, HEIGHT, 1, out);
        put(fields, 5, SEX, 1, out);
        put(fields, 6, AGE, 1, out);
        put(fields, 7, WEIGHT, 1, out);
    }

    private static void put(Fields fields, int i, Param param, double min, Sink out) {
        if (fields.isReal(i) && fields.real(i) >= min) {
            fields.put(i, param, 1, out);
        }
    }

    private static boolean is(Fields fields, String kind) {
        if (fields.length(0) != kind.length()) {
            return false;
        }
        for (int k = 0; k < kind.length(); k++) {
            if (Character.toUpperCase(fields.charAt(0, k)) != kind.charAt(k)) {
                return false;
            }
        }
        return true;
    }
}
