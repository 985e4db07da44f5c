package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The mobile cells and Wi-Fi stations of a report. A cell's signal is sent as dBm and 110. */
final class Network {
    private static final int SIGNAL_OFFSET = 110;
    private static final int SERVING = 11;
    private static final int CELL = 7;
    private static final int STATION = 7;
    private static final int LTE = 19;
    private static final int LTE_CELL = 5;

    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL_ID = Param.named("gsm.cellid");
    private static final Param DBM = Param.named("gsm.signal.dbm");
    private static final Param MODE = Param.named("gsm.network.mode");
    private static final Param TIMING = Param.named("gsm.timing.advance");
    private static final Param OTHER_LAC = Param.named("gsm.cell.lac.#");
    private static final Param OTHER_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param OTHER_DBM = Param.named("gsm.cell.signal.dbm.#");
    private static final Param MAC = Param.named("wifi.mac.#");
    private static final Param WIFI_DBM = Param.named("wifi.signal.dbm.#");
    private static final Param PHYSICAL_CELL = Param.named("eelink.cell.pci.#");
    private static final Param CHANNEL = Param.named("eelink.cell.earfcn.#");

    private int stations;

    /** Bytes that the parts named by the mask take, {@code skip} bytes behind the cursor. */
    static int length(Frame frame, int mask, int skip) {
        int length = (mask >> 1 & 1) * SERVING + Integer.bitCount(mask & 0x0C) * CELL;
        length += Integer.bitCount(mask & 0x70) * STATION;
        if ((mask & 0x80) == 0) {
            return length;
        }
        int counts = Math.max(0, frame.at(frame.offset() + skip + length + 1));
        int cells = counts & 7;
        return length + 2 + (cells > 0 ? LTE + (cells - 1) * LTE_CELL : 0) + (counts >> 3 & 15) * STATION;
    }

    void put(Frame frame, int mask, Sink out) {
        stations = 0;
        if ((mask & 2) != 0) {
            out.put(MCC, (long) frame.u16()).put(MNC, (long) frame.u16()).put(LAC, (long) frame.u16());
            out.put(CELL_ID, frame.u32()).put(DBM, frame.u8() - (long) SIGNAL_OFFSET);
        }
        for (int cell = 1; cell <= 2; cell++) {
            if ((mask >> 1 + cell & 1) != 0) {
                out.put(OTHER_LAC, cell, (long) frame.u16());
                out.put(OTHER_CELL, cell, frame.u32());
                out.put(OTHER_DBM, cell, frame.u8() - (long) SIGNAL_OFFSET);
            }
        }
        stations(frame, Integer.bitCount(mask & 0x70), out);
        if ((mask & 0x80) != 0) {
            lte(frame, (mask & 2) != 0, out);
        }
    }

    private void stations(Frame frame, int count, Sink out) {
        for (int i = 0; i < count; i++) {
            out.put(MAC, ++stations, frame.macText());
            out.put(WIFI_DBM, stations, (long) frame.i8());
        }
    }

    /** Country, network, area, tracking area u16, cell u32, timing, physical cell, channel u16, signal i8. */
    private void lte(Frame frame, boolean served, Sink out) {
        out.put(MODE, (long) frame.u8());
        int counts = frame.u8();
        int cells = counts & 7;
        if (cells > 0 && served) {
            frame.skip(LTE + (cells - 1) * LTE_CELL);
        } else if (cells > 0) {
            out.put(MCC, (long) frame.u16()).put(MNC, (long) frame.u16()).put(LAC, (long) frame.u16());
            out.put(CELL_ID, frame.skip(2).u32()).put(TIMING, (long) frame.u16());
            out.put(PHYSICAL_CELL, 0, (long) frame.u16());
            out.put(CHANNEL, 0, (long) frame.u16());
            out.put(DBM, (long) frame.i8());
            for (int cell = 1; cell < cells; cell++) {
                out.put(PHYSICAL_CELL, cell, (long) frame.u16());
                out.put(CHANNEL, cell, (long) frame.u16());
                out.put(OTHER_DBM, cell, (long) frame.i8());
            }
        }
        stations(frame, counts >> 3 & 15, out);
    }
}
