package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Element;
import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * What heartbeats and alarms say of the terminal:
 *
 * <pre>
 * +----------+---------------+------------+-------+----------+
 * | terminal | battery level | GSM signal | alarm | language |
 * | u8       | u8            | u8         | u8    | u8       |
 * +----------+---------------+------------+-------+----------+
 * terminal: bit 7 fuel and power cut; 6 fixed; 5-3 alarm; 2 charging; 1 ignition; 0 armed
 * </pre>
 *
 * Level 0 to 6 and signal 0 to 4 with Concox; clones send percent.
 */
final class Status {
    static final int OCTETS = 5;

    private static final ElementTable ALARMS = ElementTable.load("gt06-alarms.tsv", "gt06.io.#");

    private static final Param WORD = Param.named("device.status");
    private static final Param BLOCKED = Param.named("engine.blocked.status");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param ARMED = Param.named("armed.status");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param SIGNAL_LEVEL = Param.named("gsm.signal.level");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param EVENT = Param.named("event.enum");
    private static final int LEVEL_MAX = 6;
    private static final int SIGNAL_MAX = 4;
    private static final int PERCENT_MAX = 100;

    /** Bits 5 to 3 of the terminal byte by their code in the alarm byte; 5 and 6 have none. */
    private static final int[] TERMINAL_ALARMS = {0, 0x03, 0x02, 0x19, 0x01, 0, 0, 0x18};

    private Status() {}

    static void put(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int bits = frame.u8();
        terminal(packet, out, bits);
        int level = frame.u8();
        signal(out, frame.u8());
        alarms(out, bits, alarm(packet));
        if (!Modules.tellLevel(packet)) {
            level(out, level);
        }
    }

    static void terminal(Packet packet, Sink out, int bits) {
        out.put(WORD, bits);
        out.put(BLOCKED, (bits & 0x80) != 0).put(CHARGING, (bits & 0x04) != 0).put(ARMED, (bits & 0x01) != 0);
        packet.ignition(out, (bits & 0x02) != 0);
    }

    static void level(Sink out, int level) {
        if (level <= LEVEL_MAX) {
            out.put(LEVEL, level * 100 / LEVEL_MAX);
        } else if (level <= PERCENT_MAX) {
            out.put(LEVEL, level);
        }
    }

    static void signal(Sink out, int signal) {
        out.put(SIGNAL, signal);
        if (signal <= SIGNAL_MAX) {
            out.put(SIGNAL_LEVEL, signal * 100 / SIGNAL_MAX);
        }
    }

    /** Reads alarm and language, where they are there; with several fences language's high half extends the alarm. */
    static int alarm(Packet packet) {
        Frame frame = packet.frame();
        int code = frame.remaining() > 0 ? frame.u8() : 0;
        int language = frame.remaining() > 0 ? frame.u8() : 0;
        return extended(packet.type()) ? code | language >> 4 << 8 : code;
    }

    private static boolean extended(int type) {
        return switch (type) {
            case Kind.ALARM_FENCES, Kind.ALARM_FENCES_4G, Kind.ALARM_MODULES, Kind.SCAN_ALARM -> true;
            default -> false;
        };
    }

    /** The alarm the terminal's bits tell, and the one told by its code; 0 is none. */
    static void alarms(Sink out, int bits, int code) {
        Element alarm = ALARMS.find(code);
        Element earlier = ALARMS.find(TERMINAL_ALARMS[bits >> 3 & 7]);
        if (code != 0) {
            out.put(EVENT, code);
        }
        if (alarm != null) {
            alarm.put(out, 1, 1);
        }
        if (earlier != null && (alarm == null || earlier.param() != alarm.param())) {
            earlier.put(out, 1, 1);
        }
    }
}
