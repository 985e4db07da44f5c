package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Kinds 32 and 33 with a length of two bytes, of the lock AZ735. Every part comes after its length, which may be 0:
 *
 * <pre>
 * +------+-----+---------+------+--------+---------+-----------------+--------+-----------------+--------+-----+
 * | time | 0/C | fix     | 0-9  | cell   | signal  | n * (u16, u24,  | n * 7  | n * (mac,       | status | ext |
 * | 6    | u8  | 12      | u8   | 8-     | u8      | u8), after n*6  | u8     | signal u8)      | u8     | u8, |
 * +------+-----+---------+------+--------+---------+-----------------+--------+-----------------+--------+-----+
 * </pre>
 */
final class LockReport {
    private static final Param WORD = Param.named("device.status");
    private static final Param ARMED = Param.named("armed.status");
    private static final Param BATTERY_LOW = Param.named("alarm.battery.low");
    private static final Param GENERAL = Param.named("alarm.general");
    private static final Param DOOR = Param.named("alarm.door");
    private static final int FIX_OCTETS = 12;
    private static final int NEIGHBOUR_OCTETS = 6;
    private static final int WIFI_OCTETS = 7;
    private static final int OCTETS_MIN = 12;

    private LockReport() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < OCTETS_MIN) {
            packet.raw(out);
            return;
        }
        packet.message(out, packet.time());
        if (frame.u8() != 0 && frame.remaining() > FIX_OCTETS) {
            Fix.put(packet, out);
        }
        cell(frame, out);
        int cells = Math.min(frame.u8(), frame.remaining());
        int before = frame.narrow(cells);
        Cells.neighbours(frame, out, cells / NEIGHBOUR_OCTETS);
        int stations = Math.min(frame.widen(before).u8(), frame.remaining());
        frame.narrow(stations);
        Cells.wifi(frame, out, stations / WIFI_OCTETS);
        if (frame.widen(before).remaining() > 0) {
            status(out, frame.u8(), packet.type() == Kind.SCAN_WIFI_5);
        }
        if (frame.remaining() > 0) {
            frame.skip(1);
        }
        packet.rest(out);
    }

    private static void cell(Frame frame, Sink out) {
        int announced = frame.u8();
        int octets = Cells.octets(frame, Cells.AREA_2G, Cells.CELL_2G);
        if (announced > 0 && frame.remaining() > octets) {
            int more = announced - octets - 1;
            Cells.serving(frame, out, Cells.AREA_2G, Cells.CELL_2G);
            if (more > 0 && more < frame.remaining()) {
                frame.skip(more);
            }
            Status.signal(out, frame.u8());
        }
    }

    private static void status(Sink out, int status, boolean alarm) {
        out.put(WORD, status);
        if (!alarm) {
            return;
        }
        switch (status) {
            case 0xA0, 0xA1 -> out.put(ARMED, status == 0xA0);
            case 0xA2, 0xA3 -> out.put(BATTERY_LOW, true);
            case 0xA4 -> out.put(GENERAL, true);
            case 0xA5 -> out.put(DOOR, true);
            default -> {}
        }
    }
}
