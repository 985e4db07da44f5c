package io.fivenines.gateway.decode.protocol.meiligao;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Why a place was sent. */
final class Alarm {
    private static final int INPUT_ON = 0x00;
    private static final int INPUT_OFF = 0x30;
    private static final int INPUT_FIRST = 2;
    private static final int INPUT_LAST = 5;

    private static final Param NUMBER = Param.named("event.enum");
    private static final Param INPUT = Param.named("din.#");
    private static final Param[] MEANINGS = new Param[256];

    static {
        MEANINGS[0x01] = Param.named("alarm.sos");
        MEANINGS[0x10] = Param.named("alarm.battery.low");
        MEANINGS[0x11] = Param.named("alarm.overspeed");
        MEANINGS[0x12] = Param.named("alarm.movement");
        MEANINGS[0x13] = Param.named("alarm.geofence.enter");
        MEANINGS[0x14] = Param.named("alarm.accident");
        MEANINGS[0x50] = Param.named("alarm.power.cut");
        MEANINGS[0x53] = Param.named("alarm.gps.antenna.cut");
        MEANINGS[0x60] = Param.named("alarm.fatigue");
        MEANINGS[0x72] = Param.named("alarm.harsh.braking");
        MEANINGS[0x73] = Param.named("alarm.harsh.acceleration");
    }

    private Alarm() {}

    static void put(int number, Sink out) {
        out.put(NUMBER, number);
        if (number >= 0 && number < MEANINGS.length && MEANINGS[number] != null) {
            out.put(MEANINGS[number], true);
        }
        putInput(number - INPUT_ON, true, out);
        putInput(number - INPUT_OFF, false, out);
    }

    private static void putInput(int input, boolean on, Sink out) {
        if (input >= INPUT_FIRST && input <= INPUT_LAST) {
            out.put(INPUT, input, on);
        }
    }
}
