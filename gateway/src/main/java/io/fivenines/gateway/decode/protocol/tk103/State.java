package io.fivenines.gateway.decode.protocol.tk103;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The state of the vehicle, eight characters.
 *
 * <pre>
 * 0 main power: 0 is on | 1 ignition | 2 hex: input 2, SOS, output 2, engine blocked, from the lowest bit on |
 * 3 hex: high-level inputs, door in the highest bit | 4 hex: low-level inputs | 5-7 hex: fuel
 * </pre>
 */
final class State {
    static final int LENGTH = 8;

    private static final Param POWER = Param.named("external.powersource.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param INPUT = Param.named("din.#");
    private static final Param SOS = Param.named("sos.status");
    private static final Param OUTPUT = Param.named("dout.#");
    private static final Param BLOCKED = Param.named("engine.blocked.status");
    private static final Param DOOR = Param.named("door.status");
    private static final Param HIGH = Param.named("tk103.inputs.high");
    private static final Param LOW = Param.named("tk103.inputs.low");
    private static final Param FUEL = Param.named("fuel.raw.#");

    private State() {}

    /** Puts the state that ends at an offset, if there is one. */
    static void put(Frame frame, int end, Sink out) {
        int from = end - LENGTH;
        for (int i = 0; i < LENGTH; i++) {
            if (digit(frame, from + i) < 0) {
                return;
            }
        }
        out.put(POWER, frame.at(from) == '0').put(IGNITION, frame.at(from + 1) == '1');
        int first = digit(frame, from + 2);
        out.put(INPUT, 2, (first & 1) != 0).put(SOS, (first & 2) != 0);
        out.put(OUTPUT, 2, (first & 4) != 0).put(BLOCKED, (first & 8) != 0);
        int high = digit(frame, from + 3);
        out.put(HIGH, high & 7).put(DOOR, (high & 8) != 0).put(LOW, digit(frame, from + 4));
        out.put(FUEL, 1, frame.seek(from + 5).hexDigits(3));
    }

    private static int digit(Frame frame, int at) {
        return Character.digit(frame.at(at), 16);
    }
}
