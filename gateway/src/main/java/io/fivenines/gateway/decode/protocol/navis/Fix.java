package io.fivenines.gateway.decode.protocol.navis;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** A position as Navtelecom writes it. */
final class Fix {
    private static final Param VALID = Param.named("position.valid");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param MILEAGE = Param.named("vehicle.mileage");

    private Fix() {}

    /** Bit 0 the receiver is on, 1 the coordinates are valid, 2 and up satellites. */
    static void state(int octet, Sink out) {
        out.put(VALID, (octet & 2) != 0).put(SATELLITES, (long) (octet >> 2));
    }

    static void latitude(int minutes, Sink out) {
        out.put(LATITUDE, minutes / 600_000.0);
    }

    static void longitude(int minutes, Sink out) {
        out.put(LONGITUDE, minutes / 600_000.0);
    }

    /** Latitude and longitude in ten-thousandths of a minute, altitude in tenths of a metre. */
    static void coordinates(Frame frame, Sink out) {
        latitude(frame.i32le(), out);
        longitude(frame.i32le(), out);
        out.put(ALTITUDE, frame.i32le() / 10.0);
    }

    /** Latitude and longitude in radians. */
    static void radians(Frame frame, Sink out) {
        out.put(LATITUDE, Math.toDegrees(frame.f32le())).put(LONGITUDE, Math.toDegrees(frame.f32le()));
    }

    /** Speed, course and total mileage. */
    static void motion(Frame frame, Sink out) {
        out.put(SPEED, (double) frame.f32le()).put(DIRECTION, (long) frame.u16le());
        out.put(MILEAGE, (double) frame.f32le());
    }
}
