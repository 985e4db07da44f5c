package io.fivenines.gateway.decode.protocol.jt600;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A place in binary coded decimals.
 *
 * <pre>
 * ddmmyy hhmmss | ddmm.mmmm, 8 digits | dddmm.mmmm, 9 digits, and a half byte: 1 valid, 2 north, 4 east
 * | knots, 2 digits | course / 2 u8
 * </pre>
 */
final class Place {
    static final int LENGTH = 17;
    private static final double KMH_IN_KNOT = 1.852;
    private static final int DEGREES = 1_000_000;
    private static final double MINUTES = 10_000.0;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");

    private Place() {}

    /** Starts a message with the place at the cursor. */
    static void store(Frame frame, Sink out) {
        long date = frame.bcd(3);
        out.message(Utc.ddmmyy(date, frame.bcd(3)));
        double latitude = degrees(frame.bcd(4));
        long tens = frame.bcd(4);
        int last = frame.u8();
        double longitude = degrees(tens * 10 + (last >> 4));
        out.put(LATITUDE, (last & 2) != 0 ? latitude : -latitude);
        out.put(LONGITUDE, (last & 4) != 0 ? longitude : -longitude);
        out.put(VALID, (last & 1) != 0);
        // Half bytes above nine do occur here, unlike in the other numbers.
        int speed = frame.u8();
        out.put(SPEED, ((speed >> 4) * 10 + (speed & 15)) * KMH_IN_KNOT).put(DIRECTION, frame.u8() * 2L);
    }

    private static double degrees(long digits) {
        long whole = digits / DEGREES;
        return whole + digits % DEGREES / MINUTES / 60;
    }
}
