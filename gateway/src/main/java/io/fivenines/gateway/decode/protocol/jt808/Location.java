package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A location, and what stands behind it.
 *
 * <pre>
 * +-------+--------+----------+-----------+----------+----------+-----------+------+-------+
 * | alarm | status | latitude | longitude | altitude | speed    | direction | time | items |
 * | u32   | u32    | u32 1e-6 | u32 1e-6  | i16 m    | u16 0.1  | u16       | BCD6 |       |
 * +-------+--------+----------+-----------+----------+----------+-----------+------+-------+
 * </pre>
 *
 * Status: bit 0 ignition, 1 fix, 2 south, 3 west, 10 fuel or circuit cut off, 12 doors locked, 13 a door is open,
 * 22 moves (2019).
 */
final class Location {
    static final int LENGTH = 28;

    private static final int TIME_AT = 22;
    /** Battery and mileage left, mileage u32 km, supply u16 0.1 V, area u32, signal u8, three reserved. */
    private static final int OLD_TAIL = 18;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param VALID = Param.named("position.valid");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param BLOCKED = Param.named("engine.blocked.status");
    private static final Param STATUS = Param.named("device.status");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param AREA = Param.named("geofence.id");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param ANSWERED = Param.named("jt808.answer.serial");

    private final Header header;
    private final Alarms alarms = new Alarms();
    private final Items items = new Items(alarms);

    Location(Header header) {
        this.header = header;
    }

    /** Puts the location that fills what is left of the frame. */
    void put(Frame frame, Sink out) {
        put(frame, -1, false, out);
    }

    /** The same, sent because it was asked for. */
    void answer(Frame frame, Sink out) {
        int serial = frame.u16();
        put(frame, serial, false, out);
        if (serial > 0) {
            out.answer(serial, "");
        }
    }

    private void put(Frame frame, int answered, boolean buffered, Sink out) {
        if (frame.remaining() < LENGTH) {
            Blob.put(header, frame, out);
            return;
        }
        int start = frame.offset();
        out.message(Clock.ms(frame.skip(TIME_AT)));
        if (answered >= 0) {
            out.put(ANSWERED, (long) answered);
        }
        if (buffered) {
            out.put(BUFFERED, true);
        }
        frame.seek(start);
        alarms.begin(frame.u32(), out);
        fix(frame, out);
        frame.seek(start + LENGTH);
        if (frame.remaining() == OLD_TAIL && !Items.fill(frame)) {
            oldTail(frame, out);
        } else {
            items.put(frame, out);
        }
        alarms.end(out);
    }

    /** Status, coordinates, altitude, speed and direction. */
    static void fix(Frame frame, Sink out) {
        int status = frame.i32();
        out.put(STATUS, status & 0xFFFF_FFFFL).put(IGNITION, (status & 1) != 0);
        out.put(BLOCKED, (status & 1 << 10) != 0).put(VALID, (status & 2) != 0);
        out.put(LATITUDE, degrees(frame.u32(), (status & 4) != 0));
        out.put(LONGITUDE, degrees(frame.u32(), (status & 8) != 0));
        motion(frame, out);
    }

    static double degrees(long millionths, boolean negative) {
        return (negative ? -millionths : millionths) / 1e6;
    }

    static void motion(Frame frame, Sink out) {
        out.put(ALTITUDE, (long) frame.i16()).put(SPEED, frame.u16() / 10.0).put(DIRECTION, (long) frame.u16());
    }

    private static void oldTail(Frame frame, Sink out) {
        out.put(MILEAGE, frame.skip(4).u32()).put(SUPPLY, frame.u16() / 10.0);
        out.put(AREA, frame.u32()).put(SIGNAL, (long) frame.u8());
    }

    /** Locations, each with its length before it; what is cut in a packet that others follow is left. */
    void batch(Frame frame, int octets, boolean buffered, Sink out) {
        while (frame.remaining() > octets) {
            int start = frame.offset();
            int length = (int) frame.unsigned(octets);
            if (length > frame.remaining() && header.packet < header.packets) {
                frame.seek(start);
                return;
            }
            int whole = frame.narrow(Math.min(length, frame.remaining()));
            put(frame, -1, buffered, out);
            frame.widen(whole);
        }
        if (header.packet >= header.packets) {
            frame.skip(frame.remaining());
        }
    }
}
