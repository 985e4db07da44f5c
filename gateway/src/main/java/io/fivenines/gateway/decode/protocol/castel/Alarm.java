package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Alarms: as a list, and as the bits of the state while they last.
 *
 * <pre>
 * count u8, then each: 1 began, 0 ended u8 | number u8 | what was measured u16 | limit u16
 * </pre>
 */
final class Alarm {
    private static final int LENGTH = 6;

    private static final Param NUMBER = Param.named("castel.alarm.#");
    private static final Param VALUE = Param.named("castel.alarm.value.#");
    private static final Param LIMIT = Param.named("castel.alarm.limit.#");

    private static final Param OVERSPEED = Param.named("alarm.overspeed");
    private static final Param LOW_VOLTAGE = Param.named("alarm.external.power.low");
    private static final Param COOLANT = Param.named("alarm.temperature");
    private static final Param ACCELERATION = Param.named("alarm.harsh.acceleration");
    private static final Param BRAKING = Param.named("alarm.harsh.braking");
    private static final Param IDLE = Param.named("alarm.idle");
    private static final Param TOW = Param.named("alarm.tow");
    private static final Param ENGINE_SPEED = Param.named("castel.alarm.rpm");
    private static final Param POWER_ON = Param.named("alarm.power.on");
    private static final Param EMISSION = Param.named("castel.alarm.emission");
    private static final Param LANE = Param.named("alarm.lane.change");
    private static final Param CORNERING = Param.named("alarm.harsh.cornering");
    private static final Param FATIGUE = Param.named("alarm.fatigue");
    private static final Param POWER_OFF = Param.named("alarm.power.off");
    private static final Param SOS = Param.named("alarm.sos");
    private static final Param CRASH = Param.named("alarm.crash");
    private static final Param TAMPER = Param.named("alarm.tamper");
    private static final Param ENTRY = Param.named("castel.alarm.entry");
    private static final Param IGNITION = Param.named("alarm.ignition");
    private static final Param BUS = Param.named("castel.alarm.bus");
    private static final Param LAMP = Param.named("can.mil.status");
    private static final Param UNLOCK = Param.named("alarm.unlock");
    private static final Param NO_CARD = Param.named("castel.alarm.no.card");
    private static final Param DANGEROUS = Param.named("castel.alarm.dangerous");
    private static final Param VIBRATION = Param.named("alarm.vibration");
    private static final Param PRIVATE = Param.named("private.mode.status");
    private static final Param NO_GNSS = Param.named("castel.no.gnss");

    /** By number; 15 is an area, 22 and 23 the ignition, which the state has as well. */
    private static final Param[] LISTED = {
        null,
        OVERSPEED,
        LOW_VOLTAGE,
        COOLANT,
        ACCELERATION,
        BRAKING,
        IDLE,
        TOW,
        ENGINE_SPEED,
        POWER_ON,
        EMISSION,
        LANE,
        CORNERING,
        FATIGUE,
        POWER_OFF,
        null,
        SOS,
        CRASH,
        TAMPER,
        ENTRY,
        IGNITION,
        BUS,
        null,
        null,
        LAMP,
        UNLOCK,
        NO_CARD,
        DANGEROUS,
        VIBRATION,
    };

    /** By the state's bit; bit 18 is the ignition. */
    private static final Param[] STATE = {
        LOW_VOLTAGE, TOW, OVERSPEED, COOLANT, ACCELERATION, BRAKING, IDLE, EMISSION,
        ENGINE_SPEED, POWER_ON, LANE, CORNERING, FATIGUE, SOS, CRASH, TAMPER,
        ENTRY, IGNITION, null, PRIVATE, NO_GNSS, POWER_OFF, BUS, LAMP,
        NO_CARD, UNLOCK, VIBRATION, DANGEROUS,
    };

    private Alarm() {}

    static void putState(long state, Sink out) {
        for (int bit = 0; bit < STATE.length; bit++) {
            if ((state >> bit & 1) != 0 && STATE[bit] != null) {
                out.put(STATE[bit], true);
            }
        }
    }

    static void putList(Frame frame, Sink out) {
        long seen = 0;
        for (int left = frame.u8(); left > 0 && frame.remaining() >= LENGTH; left--) {
            boolean began = frame.u8() != 0;
            int number = frame.u8();
            int value = frame.u16le();
            int limit = frame.u16le();
            if (number < Long.SIZE) {
                if ((seen >> number & 1) != 0) {
                    continue;
                }
                seen |= 1L << number;
            }
            out.put(NUMBER, number, began ? 1 : 0).put(VALUE, number, value).put(LIMIT, number, limit);
            if (number < LISTED.length && LISTED[number] != null) {
                out.put(LISTED[number], began);
            }
        }
    }
}
