package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Position, serving cell, status and alarm. Before the cell stands its length, which some count with and some without
 * itself, and which some set to nonsense or zero although there is a cell's room.
 *
 * <pre>
 * +-----+----------------+------+-----------+---------+
 * | fix | cell length u8 | cell | status    | more    |
 * | 18  | where there    | 8-15 | 5 octets  |         |
 * +-----+----------------+------+-----------+---------+
 * </pre>
 */
final class AlarmReport {
    private static final Param FENCE = Param.named("geofence.id");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param IBUTTON = Param.named("ibutton.code");
    private static final Param UNKNOWN = Param.named("gt06.io.#");
    private static final int NO_FENCE = 0xFF;
    private static final int IBUTTON_OCTETS = 8;

    /** Of kind 16: without the length byte; with a cell number of four bytes that the length does not count. */
    private static final int VXT01_OCTETS = 31;

    private static final int SEEWORLD_OCTETS = 33;

    /** Of kind 32: the cell of the SL4X, whose network has two bytes and whose number four. */
    private static final int SL4X_CELL_OCTETS = 10;

    /** No module has this number. */
    private static final int CELL_SIGNAL = 0x1_0000;

    /** Room for seven cells, left empty under a length of zero. */
    private static final int EMPTY_OCTETS = 45;

    private AlarmReport() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int length = frame.remaining();
        if (length < Fix.OCTETS) {
            if (packet.type() == Kind.ALARM_FENCE_4G) {
                StatusReport.read(packet, out);
            } else {
                packet.raw(out);
            }
            return;
        }
        packet.message(out, packet.time());
        Fix.put(packet, out);
        if (packet.type() == Kind.ALARM_MODULES) {
            Cells.typed(frame, out, UNKNOWN, CELL_SIGNAL);
        } else if (length == VXT01_OCTETS && packet.type() == Kind.ALARM) {
            Cells.serving(frame, out, Cells.AREA_2G, Cells.CELL_2G);
        } else if (frame.remaining() > Status.OCTETS) {
            counted(packet, out, length);
        }
        if (frame.remaining() >= Status.OCTETS) {
            Status.put(packet, out);
            tail(packet, out);
        }
        packet.rest(out);
    }

    private static void counted(Packet packet, Sink out, int length) {
        Frame frame = packet.frame();
        int announced = frame.u8();
        boolean fourth = packet.type() == Kind.ALARM_FENCE_4G || packet.type() == Kind.ALARM_FENCES_4G;
        int area = fourth ? Cells.AREA_4G : Cells.AREA_2G;
        int number = fourth ? Cells.CELL_4G : Cells.CELL_2G;
        if (packet.type() == Kind.ALARM && length == SEEWORLD_OCTETS && !wideNetwork(frame)) {
            number = Cells.CELL_32;
        }
        int octets = Cells.octets(frame, area, number);
        int spare = frame.remaining() - Status.OCTETS;
        if (announced == 0 && spare >= EMPTY_OCTETS) {
            frame.skip(EMPTY_OCTETS);
        } else if (announced == SL4X_CELL_OCTETS && packet.type() == Kind.ALARM_5 && spare >= announced) {
            Cells.servingWide(frame, out, Cells.AREA_2G, Cells.CELL_32);
        } else if (spare >= octets) {
            Cells.serving(frame, out, area, number);
            int more = announced - octets - 1;
            if (more > 0 && more <= spare - octets) {
                frame.skip(more);
            }
        }
    }

    private static boolean wideNetwork(Frame frame) {
        return (frame.at(frame.offset()) & 0x80) != 0;
    }

    private static void tail(Packet packet, Sink out) {
        Frame frame = packet.frame();
        switch (packet.type()) {
            case Kind.ALARM_FENCES, Kind.ALARM_FENCES_4G -> {
                if (frame.remaining() > 0) {
                    int fence = frame.u8();
                    if (fence != NO_FENCE) {
                        out.put(FENCE, fence);
                    }
                }
            }
            case Kind.ALARM_5 -> {
                if (frame.remaining() == 2) {
                    out.put(ALTITUDE, frame.i16());
                }
            }
            case Kind.ALARM_MODULES -> Modules.list(packet, out, 1);
            default -> {}
        }
        if (frame.remaining() == 4) {
            PositionReport.mileage(frame, out);
        } else if (frame.remaining() == IBUTTON_OCTETS) {
            out.put(IBUTTON, frame.hexText(IBUTTON_OCTETS));
        }
    }
}
