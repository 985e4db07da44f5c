package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The position, which follows its date and time:
 *
 * <pre>
 * +------------------------+----------+-----------+-------+--------+
 * | length u4, satellites  | latitude | longitude | speed | status |
 * | u4                     | u32      | u32       | u8    | u16    |
 * +------------------------+----------+-----------+-------+--------+
 * status: bit 15 ignition, where bit 14 says that it is told; 13 differential; 12 fixed; 11 west; 10 north; 9-0 course
 * </pre>
 *
 * Degrees are in 1/1,800,000, speed in km/h.
 */
final class Fix {
    /** With date and time. */
    static final int OCTETS = 18;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VALID = Param.named("position.valid");
    private static final double UNITS_PER_DEGREE = 1_800_000;

    private Fix() {}

    static void put(Packet packet, Sink out) {
        put(packet, out, packet.frame().u8() & 15);
    }

    /** Where the satellites stood elsewhere. */
    static void put(Packet packet, Sink out, int satellites) {
        Frame frame = packet.frame();
        out.put(SATELLITES, satellites);
        long latitude = frame.u32();
        long longitude = frame.u32();
        out.put(SPEED, frame.u8());
        place(packet, out, latitude, longitude);
    }

    /** As dashcams send it: all satellites in a byte, the status before a speed of two bytes. */
    static void putWide(Packet packet, Sink out) {
        out.put(SATELLITES, packet.frame().u8() & 15);
        place(packet, out);
        out.put(SPEED, packet.frame().u16());
    }

    /** Latitude, longitude and status alone. */
    static void place(Packet packet, Sink out) {
        long latitude = packet.frame().u32();
        place(packet, out, latitude, packet.frame().u32());
    }

    private static void place(Packet packet, Sink out, long latitude, long longitude) {
        int status = packet.frame().u16();
        boolean north = (status & 0x0400) != 0;
        boolean west = (status & 0x0800) != 0;
        out.put(LATITUDE, (north ? latitude : -latitude) / UNITS_PER_DEGREE);
        out.put(LONGITUDE, (west ? -longitude : longitude) / UNITS_PER_DEGREE);
        out.put(DIRECTION, status & 0x03FF);
        out.put(VALID, (status & 0x1000) != 0);
        if ((status & 0x4000) != 0) {
            packet.ignition(out, (status & 0x8000) != 0);
        }
    }
}
