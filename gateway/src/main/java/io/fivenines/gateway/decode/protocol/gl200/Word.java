package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Fields that say more than one thing. */
final class Word {
    private static final Param STATE = Param.named("gl200.motion.state");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param MOVEMENT = Param.named("movement.status");
    private static final Param TOW = Param.named("alarm.tow");
    private static final Param INPUT = Param.named("din.#");
    private static final Param OUTPUT = Param.named("dout.#");
    private static final Param ANALOGUE = Param.named("ain.#");
    private static final Param FUEL = Param.named("fuel.level.#");
    private static final int LINES = 3;

    private Word() {}

    static void put(Form form, int number, Report report, int i, Sink out) {
        Fields fields = report.fields();
        switch (form) {
            case REPORT -> {
                report.id((int) fields.hex(i) >> 4, out);
                report.type((int) fields.hex(i) & 15, out);
            }
            case INPUT -> {
                int input = (int) fields.hex(i);
                report.id(input >> 4, out);
                report.type(input & 15, out);
                out.put(INPUT, input >> 4, (input & 15) == 1);
            }
            case ID -> report.id((int) fields.hex(i), out);
            case TYPE -> report.type((int) fields.hex(i), out);
            case MASK -> report.mask(fields.hex(i));
            case KIND -> report.kind((int) fields.hex(i));
            case STATE -> putState((int) fields.hex(i), out);
            case STATUS -> putStatus(fields.hex(i), out);
            case ANALOGUE -> putAnalogue(fields, i, number, out);
            case UNKNOWN -> report.keep(i, out);
            default -> {
                // Nothing worth keeping.
            }
        }
    }

    /**
     * 11 and 12: ignition off, at rest and in motion; 16 and 1A: towed, perhaps towed; 21 and 22: ignition on, at rest
     * and in motion; 41 and 42: no ignition line, at rest and in motion.
     */
    static void putState(int state, Sink out) {
        out.put(STATE, (long) state);
        int ignition = state >> 4;
        if (ignition == 1 || ignition == 2) {
            out.put(IGNITION, ignition == 2);
        }
        if (ignition == 1 || ignition == 2 || ignition == 4) {
            out.put(MOVEMENT, (state & 15) != 1);
        }
        if (state == 0x16) {
            out.put(TOW, true);
        }
    }

    /** State, inputs and outputs, a byte each, after bytes that differ from model to model. Input 0 is the ignition. */
    private static void putStatus(long status, Sink out) {
        putState((int) (status >> 16) & 0xFF, out);
        for (int line = 1; line <= LINES; line++) {
            out.put(INPUT, line, (status >> 8 + line & 1) != 0);
            out.put(OUTPUT, line, (status >> line - 1 & 1) != 0);
        }
    }

    private static void putAnalogue(Fields fields, int i, int number, Sink out) {
        if (fields.charAt(i, 0) == 'F') {
            out.put(FUEL, number, fields.real(i, 1, fields.length(i) - 1));
        } else {
            out.put(ANALOGUE, number, fields.real(i) / 1000);
        }
    }
}
