package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Cells and Wi-Fi stations. A cell is its country, network, area and number; bit 15 of the country says that the
 * network has two bytes instead of one. Areas and numbers have 2 and 3 bytes with 2G, 4 and 8 with 4G, and with some
 * clones 2 and 4. A Wi-Fi station is its address and signal.
 */
final class Cells {
    static final int AREA_2G = 2;
    static final int CELL_2G = 3;
    static final int CELL_32 = 4;
    static final int AREA_4G = 4;
    static final int CELL_4G = 8;

    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param NEIGHBOUR_LAC = Param.named("gsm.cell.lac.#");
    private static final Param NEIGHBOUR_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param NEIGHBOUR_SIGNAL = Param.named("gsm.cell.rssi.#");
    private static final Param WIFI = Param.named("wifi.mac.#");
    private static final Param WIFI_SIGNAL = Param.named("wifi.signal.dbm.#");
    private static final Param MODE = Param.named("gsm.network.mode");
    private static final int KIND_4G = 3;
    private static final int WIFI_OCTETS = 7;
    private static final int WIDE_NETWORK = 0x8000;

    private Cells() {}

    /** Bytes of the cell that stands at the cursor. */
    static int octets(Frame frame, int areaOctets, int cellOctets) {
        boolean wide = (frame.at(frame.offset()) & WIDE_NETWORK >> 8) != 0;
        return 2 + (wide ? 2 : 1) + areaOctets + cellOctets;
    }

    /** The serving cell; where its parts are zero there is none. */
    static void serving(Frame frame, Sink out, int areaOctets, int cellOctets) {
        int country = frame.u16();
        serving(frame, out, country, networkOctets(country), areaOctets, cellOctets);
    }

    /** The serving cell of those who always give the network two bytes. */
    static void servingWide(Frame frame, Sink out, int areaOctets, int cellOctets) {
        serving(frame, out, frame.u16(), 2, areaOctets, cellOctets);
    }

    /**
     * The serving cell after a byte for its kind, 3 and above 4G, and before its signal.
     *
     * @param signal what gets the signal as member {@code number}
     */
    static void typed(Frame frame, Sink out, Param signal, int number) {
        int kind = frame.u8();
        boolean fourth = kind >= KIND_4G;
        int areaOctets = fourth ? AREA_4G : AREA_2G;
        int cellOctets = fourth ? CELL_4G : CELL_2G;
        int signalOctets = fourth ? 2 : 1;
        out.put(MODE, kind);
        if (frame.remaining() >= octets(frame, areaOctets, cellOctets) + signalOctets) {
            serving(frame, out, areaOctets, cellOctets);
            out.put(signal, number, frame.unsigned(signalOctets));
        }
    }

    private static void serving(Frame frame, Sink out, int country, int networkOctets, int areaOctets, int cellOctets) {
        long network = frame.unsigned(networkOctets);
        long area = frame.unsigned(areaOctets);
        long cell = frame.unsigned(cellOctets);
        if (country != 0 || area != 0 || cell != 0) {
            out.put(MCC, country & ~WIDE_NETWORK)
                    .put(MNC, network)
                    .put(LAC, area)
                    .put(CELL, cell);
        }
    }

    /** Country and network of the cells that follow as {@link #list}. */
    static void network(Frame frame, Sink out, boolean wide) {
        int country = frame.u16();
        long network = frame.unsigned(wide ? 2 : networkOctets(country));
        if (country != 0) {
            out.put(MCC, country & ~WIDE_NETWORK).put(MNC, network);
        }
    }

    private static int networkOctets(int country) {
        return (country & WIDE_NETWORK) != 0 ? 2 : 1;
    }

    /** The serving cell and its neighbours, at most so many as there are bytes for; places with zeros are empty. */
    static void list(Frame frame, Sink out, int count, int areaOctets, int cellOctets) {
        int there = Math.min(count, frame.remaining() / (areaOctets + cellOctets + 1));
        for (int i = 0; i < there; i++) {
            long area = frame.unsigned(areaOctets);
            long cell = frame.unsigned(cellOctets);
            int signal = frame.u8();
            if (i > 0) {
                neighbour(out, i, area, cell, signal);
            } else if (area != 0 || cell != 0) {
                out.put(LAC, area).put(CELL, cell).put(SIGNAL, signal);
            }
        }
    }

    /** Neighbours of a cell that stands elsewhere. */
    static void neighbours(Frame frame, Sink out, int count) {
        int there = Math.min(count, frame.remaining() / (AREA_2G + CELL_2G + 1));
        for (int i = 1; i <= there; i++) {
            neighbour(out, i, frame.u16(), frame.u24(), frame.u8());
        }
    }

    private static void neighbour(Sink out, int i, long area, long cell, int signal) {
        if (area != 0 || cell != 0) {
            out.put(NEIGHBOUR_LAC, i, area).put(NEIGHBOUR_CELL, i, cell).put(NEIGHBOUR_SIGNAL, i, signal);
        }
    }

    /** Wi-Fi stations, if there are bytes for so many. */
    static void wifi(Frame frame, Sink out, int count) {
        int there = Math.min(count, frame.remaining() / WIFI_OCTETS);
        for (int i = 1; i <= there; i++) {
            out.put(WIFI, i, frame.macText());
            int signal = frame.i8();
            // Some send the amount, some the negative number itself.
            out.put(WIFI_SIGNAL, i, signal > 0 ? -signal : signal);
        }
    }
}
