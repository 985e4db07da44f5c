package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The fields of a binary information report, known for the GB100; groups stand in the report of their own type and in
 * that of type 1, which has all.
 *
 * <pre>
 * [hardware 2 | microcontroller 2 | 0 2] state 1 | 0 1 | satellites 1 | mode 1 | last fix 7 | 2 | mask 2
 * | intervals 4 | 5
 * [status 1 | supply 2 | battery 2 | level 1] ICCID 10 [signal 1 | errors 1] zone 3
 * [1 | cells 1 | (MCC 2 | MNC 2 | LAC 2 | cell 2 | advance 1 | signal 1)...]
 * </pre>
 */
final class HexInformation {
    private static final int GB100 = 0x45;
    /** Bytes every type has. */
    private static final int LENGTH = 37;

    private static final int ALL = 1;
    private static final int SIGNAL = 5;
    private static final int VERSION = 6;
    private static final int BATTERY = 7;
    private static final int CELLS = 10;

    private static final Param HARDWARE = Param.named("device.hardware.version");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param FIX = Param.named("position.timestamp");
    private static final Param STATUS = Param.named("device.status");
    private static final Param SUPPLY_V = Param.named("external.powersource.voltage");
    private static final Param BATTERY_V = Param.named("battery.voltage");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param ERRORS = Param.named("gsm.ber");
    private static final Param CELL_MCC = Param.named("gsm.cell.mcc.#");
    private static final Param CELL_MNC = Param.named("gsm.cell.mnc.#");
    private static final Param CELL_LAC = Param.named("gsm.cell.lac.#");
    private static final Param CELL_ID = Param.named("gsm.cell.cellid.#");
    private static final Param CELL_SIGNAL = Param.named("gsm.cell.rssi.#");

    private HexInformation() {}

    static void put(Frame frame, int device, Sink out) {
        int type = frame.at(4);
        int groups = type == ALL ? 16 : type == VERSION || type == BATTERY ? 6 : 2;
        if (device != GB100 || frame.remaining() < LENGTH + groups) {
            return;
        }
        if (type == ALL || type == VERSION) {
            out.put(HARDWARE, frame.hexText(2));
            frame.skip(4);
        }
        Word.putState(frame.u8(), out);
        out.put(SATELLITES, (long) frame.skip(1).u8());
        frame.skip(1);
        out.put(FIX, HexReport.timeMs(frame) / 1000);
        frame.skip(13);
        if (type == ALL || type == BATTERY) {
            out.put(STATUS, (long) frame.u8());
            out.put(SUPPLY_V, frame.u16() / 1000.0).put(BATTERY_V, frame.u16() / 1000.0);
            out.put(LEVEL, (long) frame.u8());
        }
        out.put(ICCID, frame.hexText(10));
        if (type == ALL || type == SIGNAL) {
            out.put(CSQ, (long) frame.u8()).put(ERRORS, (long) frame.u8());
        }
        frame.skip(3);
        if (type == ALL || type == CELLS) {
            putCells(frame, out);
        }
    }

    private static void putCells(Frame frame, Sink out) {
        int count = frame.skip(1).u8();
        for (int i = 1; i <= count && frame.remaining() >= 10; i++) {
            out.put(CELL_MCC, i, (long) frame.u16()).put(CELL_MNC, i, (long) frame.u16());
            out.put(CELL_LAC, i, (long) frame.u16()).put(CELL_ID, i, (long) frame.u16());
            out.put(CELL_SIGNAL, i, (long) frame.skip(1).u8());
        }
    }
}
