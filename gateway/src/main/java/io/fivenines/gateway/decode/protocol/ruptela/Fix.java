package io.fivenines.gateway.decode.protocol.ruptela;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Where a record was made. A tracker that has no fix sends the last one it had, without satellites and HDOP: it vouches
 * for it, but as stale. A tracker that never had one sends the smallest numbers there are.
 */
final class Fix {
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param VALID = Param.named("position.valid");
    private static final Param STALE = Param.named("position.stale");
    private static final Param APPROXIMATE = Param.named("position.approximate");

    private static final double DEGREE = 1e7;
    private static final int NO_DEGREES = Integer.MIN_VALUE;
    private static final int NO_ALTITUDE = Short.MIN_VALUE;
    private static final int NO_WORD = 0xFFFF;
    private static final int NO_OCTET = 0xFF;
    /** HDOP of a position that the mobile network gave. */
    private static final int OF_NETWORK = 0xFE;
    /** The lowest altitude in tenths of a metre: what is lower was meant without a sign. */
    private static final int ALTITUDE_MIN = -5000;

    private Fix() {}

    static void read(Frame frame, Sink out) {
        boolean placed = coordinates(frame, out);
        int altitude = frame.i16();
        if (placed && altitude != NO_ALTITUDE) {
            out.put(ALTITUDE, (altitude < ALTITUDE_MIN ? altitude & 0xFFFF : altitude) / 10.0);
        }
        int angle = frame.u16();
        if (placed && angle != NO_WORD) {
            out.put(DIRECTION, angle / 100.0);
        }
        int satellites = frame.u8();
        if (satellites != NO_OCTET) {
            out.put(SATELLITES, satellites);
        }
        int speed = frame.u16();
        if (speed != NO_WORD) {
            out.put(SPEED, speed);
        }
        int hdop = frame.u8();
        if (hdop < OF_NETWORK) {
            out.put(HDOP, hdop / 10.0);
        }
        if (placed && hdop == OF_NETWORK) {
            out.put(APPROXIMATE, true);
        }
        if (placed && satellites == 0 && hdop == 0) {
            out.put(STALE, true);
        }
    }

    /** Puts longitude and latitude; false if the tracker has none. */
    static boolean coordinates(Frame frame, Sink out) {
        int longitude = frame.i32();
        int latitude = frame.i32();
        if (longitude == NO_DEGREES || latitude == NO_DEGREES) {
            return false;
        }
        out.put(LONGITUDE, longitude / DEGREE).put(LATITUDE, latitude / DEGREE).put(VALID, true);
        return true;
    }
}
