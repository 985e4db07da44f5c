package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The eight hexadecimal digits of a new report, bit 1 the highest.
 *
 * <pre>
 * bit 1 SOS, 2 ignition, 3 overspeed, 4 external power, 5 left and 6 entered an area, 7 antenna cut, 8 GNSS fault,
 *     9 to 11 outputs 1 to 3
 *        12    13    14     15    16     17         18       19        20        21        22
 * AT07   IN2   IN4   shock  idle  low    strange    fix      charging  jamming   -         -
 *                                 cell   driver
 * AT05,  OUT4  IN2   IN3    IN4   shock  idle       low      strange   fix       charging  jamming
 * AT09                                              cell     driver
 * </pre>
 *
 * <p>A report does not name its model, but an AT07 has no second thermometer and the others have.
 */
final class State {
    private static final int OUTPUTS = 3;
    private static final int MODEL_PART = 12;

    private static final Param STATUS = Param.named("device.status");
    private static final Param VALID = Param.named("position.valid");
    private static final Param OUTPUT = Param.named("dout.#");
    private static final Param INPUT = Param.named("din.#");
    private static final Param SOS = Param.named("alarm.sos");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param OVERSPEED = Param.named("alarm.overspeed");
    private static final Param POWER = Param.named("external.powersource.status");
    private static final Param LEFT = Param.named("alarm.geofence.exit");
    private static final Param ENTERED = Param.named("alarm.geofence.enter");
    private static final Param ANTENNA = Param.named("alarm.gps.antenna.cut");
    private static final Param FAULT = Param.named("alarm.fault");
    private static final Param SHOCK = Param.named("alarm.vibration");
    private static final Param IDLE = Param.named("alarm.idle");
    private static final Param BATTERY = Param.named("alarm.battery.low");
    private static final Param DRIVER = Param.named("totem.alarm.driver");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param JAMMING = Param.named("alarm.jamming");

    private State() {}

    static void put(long state, boolean small, Sink out) {
        out.put(STATUS, state);
        putAlarm(state, 1, SOS, out);
        out.put(IGNITION, has(state, 2));
        putAlarm(state, 3, OVERSPEED, out);
        out.put(POWER, has(state, 4));
        putAlarm(state, 5, LEFT, out);
        putAlarm(state, 6, ENTERED, out);
        putAlarm(state, 7, ANTENNA, out);
        putAlarm(state, 8, FAULT, out);
        for (int i = 1; i <= OUTPUTS; i++) {
            out.put(OUTPUT, i, has(state, 8 + i));
        }
        if (small) {
            out.put(INPUT, 2, has(state, MODEL_PART)).put(INPUT, 4, has(state, MODEL_PART + 1));
            putMore(state, MODEL_PART + 2, out);
        } else {
            out.put(OUTPUT, 4, has(state, MODEL_PART));
            for (int i = 2; i <= 4; i++) {
                out.put(INPUT, i, has(state, MODEL_PART - 1 + i));
            }
            putMore(state, MODEL_PART + 4, out);
        }
    }

    /** What is the same for all models, from their own bit on. */
    private static void putMore(long state, int bit, Sink out) {
        putAlarm(state, bit, SHOCK, out);
        putAlarm(state, bit + 1, IDLE, out);
        putAlarm(state, bit + 2, BATTERY, out);
        putAlarm(state, bit + 3, DRIVER, out);
        out.put(VALID, has(state, bit + 4)).put(CHARGING, has(state, bit + 5));
        putAlarm(state, bit + 6, JAMMING, out);
    }

    private static void putAlarm(long state, int bit, Param alarm, Sink out) {
        if (has(state, bit)) {
            out.put(alarm, true);
        }
    }

    private static boolean has(long state, int bit) {
        return (state >> 32 - bit & 1) != 0;
    }
}
