package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The status word: bit 0 fix, then pairs of which the first says that the tracker can tell: 1 and 2 ignition, 3 and 4
 * guarding (9 moving), 5 and 6 relay, 7 and 8 charging; 10 the receiver is on, 12 to 15 inputs.
 */
final class Status {
    private static final Param WORD = Param.named("device.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param ARMED = Param.named("armed.status");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param BLOCKED = Param.named("engine.blocked.status");
    private static final Param CHARGES = Param.named("battery.charging.status");
    private static final Param INPUTS = Param.named("din");

    private Status() {}

    static boolean isFixed(int word) {
        return (word & 1) != 0;
    }

    static void put(int word, Sink out) {
        out.put(WORD, (long) word).put(INPUTS, (long) (word >> 12));
        pair(word >> 1, IGNITION, out);
        pair(word >> 3, ARMED, out);
        if ((word & 8) != 0) {
            out.put(MOVEMENT, (word & 1 << 9) != 0);
        }
        pair(word >> 5, BLOCKED, out);
        pair(word >> 7, CHARGES, out);
    }

    private static void pair(int bits, Param param, Sink out) {
        if ((bits & 1) != 0) {
            out.put(param, (bits & 2) != 0);
        }
    }
}
