package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The serving cell and its neighbours. */
final class Cell {
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param NEIGHBOUR_LAC = Param.named("gsm.cell.lac.#");
    private static final Param NEIGHBOUR_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param NEIGHBOUR_SIGNAL = Param.named("gsm.cell.rssi.#");
    private static final int MCC_MIN = 200;
    private static final int MCC_MAX = 799;

    private Cell() {}

    static void network(Sink out, long country, long network) {
        out.put(MCC, country).put(MNC, network);
    }

    /** Number 0 serves; zeros are no cell. */
    static boolean put(Sink out, int number, long area, long cell) {
        if (area == 0 && cell == 0) {
            return false;
        }
        if (number == 0) {
            out.put(LAC, area).put(CELL, cell);
        } else {
            out.put(NEIGHBOUR_LAC, number, area).put(NEIGHBOUR_CELL, number, cell);
        }
        return true;
    }

    static void put(Sink out, int number, long area, long cell, long signal) {
        if (!put(out, number, area, cell)) {
            return;
        }
        if (number == 0) {
            out.put(SIGNAL, signal);
        } else {
            out.put(NEIGHBOUR_SIGNAL, number, signal);
        }
    }

    /**
     * Country, network, area and cell in four fields. Most write them decimal, some hexadecimal: the country tells, for
     * codes are 200 to 799; letters tell for area and cell alone.
     *
     * @return false where they are no cell
     */
    static boolean serving(Sentence text, Sink out, int i) {
        boolean decimal = plausible(text.decimal(i) ? text.whole(i) : -1);
        if (!decimal && !plausible(text.hex(i))) {
            return false;
        }
        long network = decimal && text.decimal(i + 1) ? text.whole(i + 1) : text.hex(i + 1);
        long area = decimal && text.decimal(i + 2) ? text.whole(i + 2) : text.hex(i + 2);
        long cell = decimal && text.decimal(i + 3) ? text.whole(i + 3) : text.hex(i + 3);
        if (network < 0 || area < 0 || cell < 0) {
            return false;
        }
        network(out, decimal ? text.whole(i) : text.hex(i), network);
        put(out, 0, area, cell);
        return true;
    }

    private static boolean plausible(long country) {
        return country >= MCC_MIN && country <= MCC_MAX;
    }

    /** Area and cell alone, hexadecimal. */
    static void local(Sink out, long area, long cell) {
        if (area >= 0 && cell >= 0) {
            put(out, 0, area, cell);
        }
    }
}
