package io.fivenines.gateway.decode.protocol.egts;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A position (EGTS_SR_POS_DATA):
 *
 * <pre>
 * +-----------+-----------+-----------+-------+------------------+-----------+---------+--------+--------+----------+
 * | time u32  | latitude  | longitude | flags | speed, 14 bits   | direction | mileage | inputs | source | altitude |
 * | since 2010| u32 of 90 | u32 of 180| u8    | of 0.1 km/h u16  | u8        | u24     | u8     | u8     | u24, if  |
 * |           |           |           |       | 14 below sea     |           | 0.1 km  |        |        | flag 7   |
 * |           |           |           |       | 15 direction+256 |           |         |        |        |          |
 * +-----------+-----------+-----------+-------+------------------+-----------+---------+--------+--------+----------+
 * </pre>
 *
 * Flags: 0 valid, 1 in space, 3 from the archive, 4 moves, 5 south, 6 west. What follows belongs to the source.
 */
final class Position {
    private static final double FULL = 0xFFFF_FFFFL;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param MODE = Param.named("position.fix.mode");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param INPUTS = Param.named("din");
    private static final Param SOURCE = Param.named("event.enum");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SOURCE_DATA = Param.named("event.value");

    private Position() {}

    static boolean put(Frame frame, int length, Sink out) {
        int end = frame.offset() + length;
        double latitude = frame.skip(4).u32le() * 90 / FULL;
        double longitude = frame.u32le() * 180 / FULL;
        int flags = frame.u8();
        out.put(LATITUDE, (flags & 32) != 0 ? -latitude : latitude);
        out.put(LONGITUDE, (flags & 64) != 0 ? -longitude : longitude);
        out.put(VALID, (flags & 1) != 0).put(MODE, (flags & 2) != 0 ? 3L : 2L);
        out.put(BUFFERED, (flags & 8) != 0).put(MOVEMENT, (flags & 16) != 0);
        int speed = frame.u16le();
        out.put(SPEED, (speed & 0x3FFF) / 10.0).put(DIRECTION, (long) (frame.u8() | speed >> 15 << 8));
        out.put(MILEAGE, frame.u24le() / 10.0).put(INPUTS, (long) frame.u8()).put(SOURCE, (long) frame.u8());
        if ((flags & 128) != 0 && end - frame.offset() >= 3) {
            long metres = frame.u24le();
            out.put(ALTITUDE, (speed & 1 << 14) != 0 ? -metres : metres);
        }
        if (end - frame.offset() >= 2) {
            out.put(SOURCE_DATA, (long) frame.i16le());
        }
        return true;
    }
}
