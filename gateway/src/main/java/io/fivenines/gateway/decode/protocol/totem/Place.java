package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Columns of a place that are the same in several reports. */
final class Place {
    static final double KMH_IN_KNOT = 1.852;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param HDOP = Param.named("position.hdop");

    private Place() {}

    /** Course and speed, three digits each. */
    static void putMotion(Frame frame, double factor, Sink out) {
        out.put(DIRECTION, frame.digits(3)).put(SPEED, frame.digits(3) * factor);
    }

    /** Two digits, a point and one more. */
    static void putHdop(Frame frame, Sink out) {
        out.put(HDOP, tenths(frame));
    }

    static double tenths(Frame frame) {
        long whole = frame.digits(2);
        return whole + frame.skip(1).digits(1) / 10.0;
    }

    /** {@code ddmm.mmmmN} and {@code dddmm.mmmmE}. */
    static void put(Frame frame, Sink out) {
        out.put(LATITUDE, degrees(frame, 2, 'S')).put(LONGITUDE, degrees(frame, 3, 'W'));
    }

    private static double degrees(Frame frame, int digits, char negative) {
        long degrees = frame.digits(digits);
        long minutes = frame.digits(2);
        double value = degrees + (minutes + frame.skip(1).digits(4) / 10_000.0) / 60;
        return frame.u8() == negative ? -value : value;
    }
}
