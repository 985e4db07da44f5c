package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Mobile cells and Wi-Fi stations in sight, in the many forms makers found. The first cell is the serving one. */
final class Cells {
    private static final Param[] SERVING = {
        Param.named("gsm.mcc"),
        Param.named("gsm.mnc"),
        Param.named("gsm.lac"),
        Param.named("gsm.cellid"),
        Param.named("gsm.signal.raw")
    };
    private static final Param[] NEIGHBOUR = {
        Param.named("gsm.cell.mcc.#"),
        Param.named("gsm.cell.mnc.#"),
        Param.named("gsm.cell.lac.#"),
        Param.named("gsm.cell.cellid.#"),
        Param.named("gsm.cell.rssi.#")
    };
    private static final Param MAC = Param.named("wifi.mac.#");
    private static final Param WIFI_SIGNAL = Param.named("wifi.signal.dbm.#");
    private static final int WIFI_LENGTH = 7;

    private int cells;
    private int stations;
    private boolean empty;
    private boolean signalPut;

    /** Starts a message; the signal of the serving cell may stand in an item of its own. */
    void begin() {
        cells = 0;
        stations = 0;
        signalPut = false;
    }

    void signalPut() {
        signalPut = true;
    }

    /** Items of country and network once, then cells of so many bytes of area, cell and signal each. */
    boolean network(Frame frame, int length, int mncOctets, int lacOctets, int cellOctets, Sink out) {
        int each = lacOctets + cellOctets + 1;
        if (length < 2 + mncOctets + each || (length - 2 - mncOctets) % each != 0) {
            return false;
        }
        long mcc = frame.u16();
        long mnc = frame.unsigned(mncOctets);
        for (int i = 0; i < (length - 2 - mncOctets) / each; i++) {
            long lac = frame.unsigned(lacOctets);
            put(mcc, mnc, lac, frame.unsigned(cellOctets), out);
            signal(frame.u8(), out);
        }
        return true;
    }

    /** Their count, then cells each with country (two bytes), network (one), area (two), cell and signal. */
    boolean counted(Frame frame, int length, Sink out) {
        int count = frame.at(frame.offset());
        if (count < 1 || length != 1 + 8 * count && length != 1 + 10 * count) {
            return false;
        }
        frame.u8();
        for (int i = 0; i < count; i++) {
            put(frame.u16(), frame.u8(), frame.u16(), frame.unsigned((length - 1) / count - 6), out);
            signal(frame.u8(), out);
        }
        return true;
    }

    /** Cells with country, network (two bytes each), cell, area (four each) and signal. */
    boolean wide(Frame frame, int length, Sink out) {
        if (length % 13 != 0) {
            return false;
        }
        for (int i = 0; i < length / 13; i++) {
            long mcc = frame.u16();
            long mnc = frame.u16();
            long cell = frame.u32();
            put(mcc, mnc, frame.u32(), cell, out);
            signal(frame.u8(), out);
        }
        return true;
    }

    /** One cell without its signal. */
    void one(Frame frame, Sink out) {
        put(frame.u16(), frame.u8(), frame.u16(), frame.u32(), out);
    }

    /** A cell without numbers is a place left empty. */
    private void put(long mcc, long mnc, long lac, long cell, Sink out) {
        empty = lac == 0 && cell == 0;
        if (!empty) {
            put(0, mcc, out);
            put(1, mnc, out);
            put(2, lac, out);
            put(3, cell, out);
            cells++;
        }
    }

    private void put(int i, long value, Sink out) {
        if (cells == 0) {
            out.put(SERVING[i], value);
        } else {
            out.put(NEIGHBOUR[i], cells, value);
        }
    }

    /** The signal of the cell just put. */
    private void signal(int value, Sink out) {
        if (empty) {
            return;
        }
        if (cells > 1) {
            out.put(NEIGHBOUR[4], cells - 1, (long) value);
        } else if (!signalPut) {
            signalPut = true;
            out.put(SERVING[4], (long) value);
        }
    }

    /** Stations with address and signal. */
    boolean wifi(Frame frame, int length, Sink out) {
        if (length % WIFI_LENGTH != 0) {
            return false;
        }
        for (int i = 0; i < length / WIFI_LENGTH; i++) {
            out.put(MAC, ++stations, frame.macText());
            out.put(WIFI_SIGNAL, stations, (long) frame.i8());
        }
        return true;
    }

    /** Stations as text: address, signal, address, signal ... */
    void wifiText(Frame frame, int length, Sink out) {
        Fields fields = frame.split(length, ',');
        for (int i = 0; i + 1 < fields.count(); i += 2) {
            out.put(MAC, ++stations, fields.text(i));
            if (fields.isReal(i + 1)) {
                out.put(WIFI_SIGNAL, stations, (long) fields.real(i + 1));
            }
        }
    }
}
