package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The data units of a tagged report. */
final class TagUnit {
    private static final int NAME = 2;
    private static final int LEVEL = 10;
    private static final int SPEED = 12;
    private static final int TRIGGERED = 19;
    private static final int WAITING = 22;
    private static final int MOTION = 23;
    private static final int IGNITION = 27;
    private static final int PLACE_MINI = 81;
    private static final int PLACE_FULL = 82;
    private static final int CELL = 85;
    private static final int AREA = 92;
    private static final int BATTERY = 97;
    private static final int PLACE_MINI_LENGTH = 15;
    private static final int PLACE_FULL_LENGTH = 22;
    private static final int CELL_LENGTH = 14;
    private static final int FIX_STATE = 2;
    private static final int SIGNAL_UNKNOWN = 99;

    private static final Param DEVICE_NAME = Param.named("device.name");
    private static final Param BATTERY_LEVEL = Param.named("battery.level");
    private static final Param BATTERY_VOLTAGE = Param.named("battery.voltage");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param TRIGGER_TIME = Param.named("gl200.trigger.timestamp");
    private static final Param COUNT = Param.named("message.count");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param ENGINE = Param.named("engine.ignition.status");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED_KMH = Param.named("position.speed");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param OPERATOR = Param.named("gsm.operator.code");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL_ID = Param.named("gsm.cellid");
    private static final Param MODE = Param.named("gsm.network.mode");
    private static final Param ROAMING = Param.named("gsm.roaming.status");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param GEOFENCE = Param.named("geofence.id");
    private static final Param OTHER = Param.named("gl200.tag.#");

    private TagUnit() {}

    /** The time of the fix in the units ahead, {@link Sink#NO_TIME} if none has one. */
    static long fixMs(Frame frame) {
        while (frame.remaining() > 2) {
            int tag = TagReport.number(frame);
            int size = TagReport.number(frame);
            if (isPlace(tag, size) && frame.remaining() >= size) {
                return frame.skip(9).u32() * 1000;
            }
            if (size > frame.remaining()) {
                return Sink.NO_TIME;
            }
            frame.skip(size);
        }
        return Sink.NO_TIME;
    }

    private static boolean isPlace(int tag, int size) {
        return tag == PLACE_MINI && size >= PLACE_MINI_LENGTH || tag == PLACE_FULL && size >= PLACE_FULL_LENGTH;
    }

    /** Puts the unit to which the frame is narrowed. */
    static void put(Frame frame, int tag, int size, Sink out) {
        if (isPlace(tag, size)) {
            putPlace(frame, tag == PLACE_FULL, out);
        } else if (tag == CELL && size >= CELL_LENGTH) {
            putCell(frame, out);
        } else if (tag == BATTERY && size >= 5) {
            out.put(BATTERY_VOLTAGE, frame.skip(1).u16() / 1000.0).put(BATTERY_LEVEL, (long) frame.u8());
            out.put(CHARGING, (frame.u8() & 1) != 0);
        } else if (tag == NAME && size > 0) {
            out.put(DEVICE_NAME, frame.text(size));
        } else if (tag == LEVEL && size == 1) {
            out.put(BATTERY_LEVEL, (long) frame.u8());
        } else if (tag == SPEED && size == 2) {
            out.put(SPEED_KMH, frame.u16() / 10.0);
        } else if (tag == TRIGGERED && size == 4) {
            out.put(TRIGGER_TIME, frame.u32());
        } else if (tag == WAITING && size == 2) {
            out.put(COUNT, (long) frame.u16());
        } else if ((tag == MOTION || tag == IGNITION) && size == 1) {
            out.put(tag == MOTION ? MOVEMENT : ENGINE, frame.u8() != 0);
        } else if (tag == AREA && size == 2) {
            out.put(GEOFENCE, (long) frame.u8());
            out.put(OTHER, tag, frame.hexText(1));
        } else if (size > 0) {
            out.put(OTHER, tag, frame.hexText(size));
        }
    }

    /**
     * State 1 (signal 4 bits, fix 2 bits: 0 off, 1 none, 2 fix; mode 2 bits) | longitude 4 | latitude 4 | time 4
     * | speed 2, and in the full form HDOP 1 | azimuth 2 | altitude 3 | satellites 1.
     */
    private static void putPlace(Frame frame, boolean full, Sink out) {
        out.put(VALID, (frame.u8() >> 2 & 3) == FIX_STATE);
        out.put(LONGITUDE, frame.i32() / 1e6).put(LATITUDE, frame.i32() / 1e6);
        out.put(SPEED_KMH, frame.skip(4).u16() / 10.0);
        if (full) {
            out.put(HDOP, frame.u8() / 10.0).put(DIRECTION, (long) frame.u16());
            out.put(ALTITUDE, (frame.u24() << 8 >> 8) / 10.0).put(SATELLITES, (long) frame.u8());
        }
    }

    /**
     * Digits of country and network 1 | both as one number 3 | LAC 2 | cell 4 | roaming, technology 1 | band 1
     * | signal 1.
     */
    private static void putCell(Frame frame, Sink out) {
        out.put(OPERATOR, (long) frame.skip(1).u24())
                .put(LAC, (long) frame.u16())
                .put(CELL_ID, frame.u32());
        int access = frame.u8();
        out.put(MODE, (long) access & 0x7F).put(ROAMING, access >= 0x80);
        int signal = frame.skip(1).u8();
        if (signal != SIGNAL_UNKNOWN) {
            out.put(CSQ, (long) signal);
        }
    }
}
