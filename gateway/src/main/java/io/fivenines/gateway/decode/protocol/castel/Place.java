package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A place.
 *
 * <pre>
 * day u8 | month u8 | year - 2000 u8 | hour u8 | minute u8 | second u8 | latitude u32 | longitude u32, 1/3600 s
 * | cm/s u16 | 0.1 degrees u16 | flags u8: 1 east, 2 north, 4 to 8 kind of fix, then satellites
 * </pre>
 */
final class Place {
    static final int LENGTH = 19;
    private static final double UNITS_IN_DEGREE = 3_600_000.0;
    private static final double KMH_IN_CMS = 0.036;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SATELLITES = Param.named("position.satellites");

    private Place() {}

    /** Starts a message with the place at the cursor; {@code otherwiseMs} is its time where it has no date. */
    static void store(Frame frame, long otherwiseMs, Sink out) {
        int day = frame.u8();
        int month = frame.u8();
        int year = 2000 + frame.u8();
        int hour = frame.u8();
        long ms = Utc.ms(year, month, day, hour, frame.u8(), frame.u8());
        out.message(day == 0 || month == 0 ? otherwiseMs : ms);
        double latitude = frame.u32le() / UNITS_IN_DEGREE;
        double longitude = frame.u32le() / UNITS_IN_DEGREE;
        out.put(SPEED, frame.u16le() * KMH_IN_CMS).put(DIRECTION, frame.u16le() / 10.0);
        int flags = frame.u8();
        out.put(LATITUDE, (flags & 2) != 0 ? latitude : -latitude);
        out.put(LONGITUDE, (flags & 1) != 0 ? longitude : -longitude);
        out.put(VALID, (flags & 0x0C) != 0).put(SATELLITES, flags >> 4);
    }
}
