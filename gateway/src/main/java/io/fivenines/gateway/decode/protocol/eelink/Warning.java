package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Warnings, and the data some of them bring. */
final class Warning {
    private static final Param EVENT = Param.named("event.enum");
    private static final Param VALUE = Param.named("event.value");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param[] AXES = {
        Param.named("x.acceleration"), Param.named("y.acceleration"), Param.named("z.acceleration")
    };

    private static final Param POWER_CUT = Param.named("alarm.power.cut");
    private static final Param SOS = Param.named("alarm.sos");
    private static final Param BATTERY_LOW = Param.named("alarm.battery.low");
    private static final Param VIBRATION = Param.named("alarm.vibration");
    private static final Param MOVEMENT = Param.named("alarm.movement");
    private static final Param ANTENNA = Param.named("alarm.gps.antenna.cut");
    private static final Param TEMPERATURE = Param.named("alarm.temperature");
    private static final Param REMOVING = Param.named("alarm.removing");
    private static final Param LOW_SPEED = Param.named("alarm.lowspeed");
    private static final Param OVERSPEED = Param.named("alarm.overspeed");
    private static final Param ENTER = Param.named("alarm.geofence.enter");
    private static final Param EXIT = Param.named("alarm.geofence.exit");
    private static final Param CRASH = Param.named("alarm.crash");
    private static final Param FALL = Param.named("alarm.fall");
    private static final Param GENERAL = Param.named("alarm.general");

    private Warning() {}

    static void put(int kind, Sink out) {
        out.put(EVENT, (long) kind).put(alarm(kind), true);
    }

    private static Param alarm(int kind) {
        return switch (kind) {
            case 0x01 -> POWER_CUT;
            case 0x02 -> SOS;
            case 0x03 -> BATTERY_LOW;
            case 0x04 -> VIBRATION;
            case 0x05 -> MOVEMENT;
            case 0x08, 0x09 -> ANTENNA;
            case 0x20, 0x24 -> TEMPERATURE;
            // Light falls on it: of the trackers that are hidden this says that they were found.
            case 0x25 -> REMOVING;
            case 0x81 -> LOW_SPEED;
            case 0x82 -> OVERSPEED;
            case 0x83 -> ENTER;
            case 0x84 -> EXIT;
            case 0x85 -> CRASH;
            case 0x86 -> FALL;
            default -> GENERAL;
        };
    }

    /** What stands behind the status of a warning. */
    static void data(Frame frame, int kind, Sink out) {
        if (kind <= 0x03 && frame.remaining() >= 4) {
            out.put(SUPPLY, frame.u16() / 1000.0).put(BATTERY, frame.u16() / 1000.0);
        } else if (kind >= 0x85 && kind <= 0x87 && frame.remaining() >= 6) {
            for (Param axis : AXES) {
                out.put(axis, frame.i16() / 256.0);
            }
        } else if (kind >= 0x20 && kind <= 0x24 && frame.remaining() >= 12) {
            out.put(VALUE, (long) frame.i32());
        }
    }
}
