package io.fivenines.gateway.decode.protocol.jt600;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What the bits of a record's state mean. */
final class State {
    private static final Param STATUS = Param.named("device.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param DOOR = Param.named("door.status");
    private static final Param POWER = Param.named("external.powersource.status");
    private static final Param BLOCKED = Param.named("engine.blocked.status");
    private static final Param LOCKED = Param.named("lock.status");
    private static final Param ROPE = Param.named("jt600.rope.status");
    private static final Param SOS = Param.named("alarm.sos");
    private static final Param ANTENNA = Param.named("alarm.gps.antenna.cut");
    private static final Param OVERSPEED = Param.named("alarm.overspeed");
    private static final Param FATIGUE = Param.named("alarm.fatigue");
    private static final Param TOW = Param.named("alarm.tow");

    /** By the bit of a lock's state; null where it is no alarm. */
    private static final Param[] LOCK_ALARMS = {
        null,
        Param.named("alarm.geofence.enter"),
        Param.named("alarm.geofence.exit"),
        Param.named("alarm.tamper"),
        Param.named("alarm.vibration"),
        null,
        null,
        null,
        Param.named("jt600.alarm.unlocked.long"),
        Param.named("jt600.alarm.password"),
        Param.named("jt600.alarm.card"),
        Param.named("alarm.battery.low"),
        Param.named("jt600.alarm.back.cover"),
        null,
        Param.named("alarm.fault"),
    };

    private State() {}

    static void putLock(int state, Sink out) {
        out.put(STATUS, state).put(ROPE, (state & 0x40) != 0).put(LOCKED, (state & 0x80) != 0);
        for (int bit = 0; bit < LOCK_ALARMS.length; bit++) {
            if (LOCK_ALARMS[bit] != null && (state >> bit & 1) != 0) {
                out.put(LOCK_ALARMS[bit], true);
            }
        }
    }

    static void putVehicle(int first, int second, int third, int fourth, Sink out) {
        out.put(STATUS, (long) first << 24 | second << 16 | third << 8 | fourth);
        out.put(IGNITION, (first & 1) != 0).put(DOOR, (first & 0x40) != 0);
        out.put(POWER, (second & 1) != 0).put(BLOCKED, (second & 2) != 0);
        putAlarm(second & 4, SOS, out);
        putAlarm(second & 0x18, ANTENNA, out);
        putAlarm(second & 0x10, OVERSPEED, out);
        putAlarm(third & 4, FATIGUE, out);
        putAlarm(third & 8, TOW, out);
    }

    private static void putAlarm(int bit, Param alarm, Sink out) {
        if (bit != 0) {
            out.put(alarm, true);
        }
    }
}
