package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Element;
import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The four bytes "vehicle_status": a bit of 0 says that it is so. The makers agree on the bits of the table and below;
 * all are kept as a number.
 */
final class VehicleStatus {
    private static final ElementTable ALARMS = ElementTable.load("h02-alarms.tsv", "h02.io.#");

    private static final Param WORD = Param.named("device.status");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param ARMED = Param.named("armed.status");
    private static final Param DOOR = Param.named("door.status");
    private static final Param BLOCKED = Param.named("engine.blocked.status");
    private static final Param SOS = Param.named("sos.status");
    private static final Param BATTERY = Param.named("battery.level");
    private static final int DOOR_OPEN = 8;
    private static final int ARMED_ON = 9;
    private static final int IGNITION_OFF = 10;
    private static final int SOS_PRESSED = 18;
    private static final int FUEL_CUT = 27;
    private static final int[] LEVELS = {0, 0, 10, 20, 60, 80, 100};

    private VehicleStatus() {}

    static void put(Sink out, long word) {
        out.put(WORD, word).put(IGNITION, !so(word, IGNITION_OFF)).put(ARMED, so(word, ARMED_ON));
        out.put(DOOR, so(word, DOOR_OPEN)).put(BLOCKED, so(word, FUEL_CUT)).put(SOS, so(word, SOS_PRESSED));
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            Element alarm = so(word, bit) ? ALARMS.find(bit) : null;
            if (alarm != null) {
                alarm.put(out, 1, 1);
            }
        }
    }

    private static boolean so(long word, int bit) {
        return (word >> bit & 1) == 0;
    }

    /** Six steps, or percent; 0 is not told. */
    static void battery(Sink out, long code) {
        if (code > 0 && code < LEVELS.length) {
            out.put(BATTERY, LEVELS[(int) code]);
        } else if (code >= LEVELS.length && code <= 100) {
            out.put(BATTERY, code);
        }
    }
}
