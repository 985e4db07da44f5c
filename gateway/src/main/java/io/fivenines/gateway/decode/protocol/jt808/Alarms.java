package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The alarms of one message, gathered from its alarm word and its items, each put once. */
final class Alarms {
    static final int SOS = 0;
    static final int OVERSPEED = 1;
    static final int FATIGUE = 2;
    static final int FAULT = 3;
    static final int ANTENNA = 4;
    static final int EXTERNAL_POWER_LOW = 5;
    static final int POWER_CUT = 6;
    static final int PARKING = 7;
    static final int FUEL_THEFT = 8;
    static final int MOVEMENT = 9;
    static final int CRASH = 10;
    static final int ACCIDENT = 11;
    static final int DOOR = 12;
    static final int ACCELERATION = 13;
    static final int BRAKING = 14;
    static final int CORNERING = 15;
    static final int VIBRATION = 16;
    static final int TAMPER = 17;
    static final int REMOVING = 18;
    static final int BATTERY_LOW = 19;
    static final int GEOFENCE_ENTER = 20;
    static final int GEOFENCE_EXIT = 21;
    static final int TOW = 22;
    static final int LANE_CHANGE = 23;
    static final int POWER_OFF = 24;
    static final int GENERAL = 25;
    static final int POWER_RESTORED = 26;
    static final int IDLE = 27;
    static final int NONE = -1;

    private static final Param[] PARAMS = params(
            "sos",
            "overspeed",
            "fatigue",
            "fault",
            "gps.antenna.cut",
            "external.power.low",
            "power.cut",
            "parking",
            "fuel.theft",
            "movement",
            "crash",
            "accident",
            "door",
            "harsh.acceleration",
            "harsh.braking",
            "harsh.cornering",
            "vibration",
            "tamper",
            "removing",
            "battery.low",
            "geofence.enter",
            "geofence.exit",
            "tow",
            "lane.change",
            "power.off",
            "general",
            "power.restored",
            "idle");
    /** By bit of a location's alarm word; bits without a nearer word are in the flags only. */
    private static final int[] BITS = {
        SOS, OVERSPEED, FATIGUE, NONE, FAULT, ANTENNA, ANTENNA, EXTERNAL_POWER_LOW,
        POWER_CUT, FAULT, FAULT, FAULT, FAULT, OVERSPEED, FATIGUE, NONE,
        NONE, NONE, FATIGUE, PARKING, NONE, NONE, NONE, NONE,
        FAULT, FUEL_THEFT, NONE, NONE, MOVEMENT, CRASH, ACCIDENT, DOOR
    };

    private static final Param FLAGS = Param.named("jt808.alarm.flags");

    private long raised;

    private static Param[] params(String... words) {
        Param[] params = new Param[words.length];
        for (int i = 0; i < words.length; i++) {
            params[i] = Param.named("alarm." + words[i]);
        }
        return params;
    }

    /** Starts a message with its alarm word. */
    void begin(long flags, Sink out) {
        out.put(FLAGS, flags);
        raised = 0;
        for (int bit = 0; bit < BITS.length; bit++) {
            raiseIf((flags >> bit & 1) != 0, BITS[bit]);
        }
    }

    /** Starts a message without one. */
    void begin() {
        raised = 0;
    }

    void raise(int alarm) {
        raiseIf(true, alarm);
    }

    void raiseIf(boolean so, int alarm) {
        if (so && alarm != NONE) {
            raised |= 1L << alarm;
        }
    }

    void end(Sink out) {
        for (int alarm = 0; alarm < PARAMS.length; alarm++) {
            if ((raised >> alarm & 1) != 0) {
                out.put(PARAMS[alarm], true);
            }
        }
    }
}
