package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Cells and Wi-Fi stations in sight of a tracker without a fix:
 *
 * <pre>
 * +------+-----+-----+---------------------------+---------+-------+-----------------------+----------+
 * | time | mcc | mnc | 7 * (area, cell, signal)  | timing  | count | count * (mac, signal) | language |
 * | 6    | u16 | 1-2 | 2+3+1, 4G 4+8+1           | u8      | u8, kinds 2C 33 A2 A9 alone   | u16      |
 * +------+-----+-----+---------------------------+---------+-------------------------------+----------+
 * </pre>
 */
final class ScanReport {
    /** Of kind 34. */
    static final int SL4X_OCTETS = 50;

    private static final Param TIMING_ADVANCE = Param.named("gsm.timing.advance");
    private static final Param MODE = Param.named("gsm.network.mode");
    private static final Param MAC = Param.named("wifi.mac.#");
    private static final int CELLS = 7;
    private static final int CELLS_KIND_33 = 6;
    private static final int WIFI_OCTETS = 7;
    private static final int HEAD_OCTETS = 10;

    /** Of kind 24: Wanway S20, whose timing comes first, and who counts the cells. */
    private static final int S20_OCTETS = 44;

    private ScanReport() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int length = frame.remaining();
        if (length < HEAD_OCTETS) {
            packet.raw(out);
            return;
        }
        if (packet.type() == Kind.WIFI_ONLY) {
            packet.message(out, Utc.yymmdd(frame.bcd(3), frame.bcd(3)));
            addresses(frame, out);
            packet.rest(out);
            return;
        }
        packet.message(out, packet.time());
        boolean timingFirst = length == S20_OCTETS && packet.type() == Kind.SCAN_OR_GPS
                || length == SL4X_OCTETS && packet.type() == Kind.SCAN_5_OR_X1;
        if (timingFirst) {
            out.put(TIMING_ADVANCE, frame.u8());
        }
        Cells.network(frame, out, packet.type() == Kind.SCAN_5_OR_X1);
        list(packet, out, timingFirst);
        if (!timingFirst && frame.remaining() > 0) {
            out.put(TIMING_ADVANCE, frame.u8());
        }
        wifi(packet, out);
        packet.rest(out);
    }

    private static void list(Packet packet, Sink out, boolean counted) {
        Frame frame = packet.frame();
        switch (packet.type()) {
            case Kind.SCAN_4G, Kind.SCAN_WIFI_4G -> Cells.list(frame, out, CELLS, Cells.AREA_4G, Cells.CELL_4G);
            case Kind.SCAN_WIFI_5 -> Cells.list(frame, out, CELLS_KIND_33, Cells.AREA_2G, Cells.CELL_32);
            case Kind.SCAN_5_OR_X1 -> Cells.list(frame, out, CELLS, Cells.AREA_2G, Cells.CELL_32);
            case Kind.SCAN_ALARM -> {
                int mode = frame.u8();
                int count = frame.u8();
                out.put(MODE, mode);
                if (mode > 0) {
                    Cells.list(frame, out, count, Cells.AREA_4G, Cells.CELL_4G);
                } else {
                    Cells.list(frame, out, count, Cells.AREA_2G, Cells.CELL_2G);
                }
            }
            default -> Cells.list(frame, out, counted ? frame.u8() : CELLS, Cells.AREA_2G, Cells.CELL_2G);
        }
    }

    /** Stations, if there are so many as are counted; then an alarm, or a language nobody needs. */
    private static void wifi(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() != 2 || packet.type() == Kind.SCAN_ALARM) {
            int count = frame.at(frame.offset());
            if (count >= 0 && count * WIFI_OCTETS < frame.remaining()) {
                Cells.wifi(frame.skip(1), out, count);
            }
        }
        if (packet.type() == Kind.SCAN_ALARM) {
            Status.alarms(out, 0, Status.alarm(packet));
        } else if (frame.remaining() == 2) {
            frame.skip(2);
        }
    }

    /** Kind 1E: cells behind a position. */
    static void cells(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() > HEAD_OCTETS) {
            Cells.network(frame, out, false);
            Cells.list(frame, out, CELLS, Cells.AREA_2G, Cells.CELL_2G);
            if (frame.remaining() == 3) {
                out.put(TIMING_ADVANCE, frame.u8());
                frame.skip(2);
            }
        }
    }

    private static void addresses(Frame frame, Sink out) {
        int count = Math.min(frame.u8(), frame.remaining() / 8);
        for (int i = 1; i <= count; i++) {
            out.put(MAC, i, frame.skip(2).macText());
        }
    }

    /**
     * Whether this may be a scan of the makers who put the number of stations where the length belongs, and no serial
     * number and check sum behind.
     *
     * <pre>
     * +-------+-------+------+----------+-------------------+-------+-----+-----+-------------------------+-------+
     * | 78 78 | count | kind | time BCD | count * (mac,     | cells | mcc | mnc | cells * (area, cell,    | 0D 0A |
     * | u16   | u8    | u8   | 6        | signal u8)        | u8    | u16 | u8  | u16, u16, signal u8)    | u16   |
     * +-------+-------+------+----------+-------------------+-------+-----+-----+-------------------------+-------+
     * </pre>
     */
    static boolean counted(Frame frame) {
        return frame.at(0) == 0x78 && (frame.at(3) == Kind.GPS_CARD || frame.at(3) == Kind.WIFI_COUNTED);
    }

    /** How long such a frame is; more than there is as long as that cannot be told. */
    static int length(Frame frame) {
        int cellsAt = HEAD_OCTETS + WIFI_OCTETS * frame.at(2);
        return cellsAt + 6 + 5 * Math.max(0, frame.at(cellsAt));
    }

    static Verdict counted(Packet packet, Frame frame, Sink out) {
        int stations = frame.at(2);
        packet.over(frame.seek(4), frame.at(3), false, frame.length() - 6);
        packet.message(out, Utc.yymmdd(frame.bcd(3), frame.bcd(3)));
        Cells.wifi(frame, out, stations);
        int cells = frame.u8();
        Cells.network(frame, out, false);
        Cells.list(frame, out, cells, 2, 2);
        out.reply().u16(0x7878).u8(0).bytes(frame, 3, 7).u16(0x0D0A);
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }
}
