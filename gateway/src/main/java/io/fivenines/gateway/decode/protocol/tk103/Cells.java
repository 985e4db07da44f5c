package io.fivenines.gateway.decode.protocol.tk103;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Cells instead of a place; areas and cells are hexadecimal without braces, decimal elsewhere.
 *
 * <pre>
 * BZ00,mcc,mnc,area,cell,area,cell,...,state
 * BZ00,mcc,mnc,area,cell,signal,area,cell,signal,...
 * BZ00,{mcc,mnc,area,cell}\n{mcc,mnc,area,cell}\n,state
 * DW5x,mcc,mnc,area,cell,count,address*signal*channel,...,ddmmyy,hhmmss
 * </pre>
 */
final class Cells {
    private static final int COUNT_MAX = 32;
    private static final int MAC = 17;

    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param OTHER_MCC = Param.named("gsm.cell.mcc.#");
    private static final Param OTHER_MNC = Param.named("gsm.cell.mnc.#");
    private static final Param OTHER_LAC = Param.named("gsm.cell.lac.#");
    private static final Param OTHER_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param OTHER_SIGNAL = Param.named("gsm.cell.rssi.#");
    private static final Param WIFI = Param.named("wifi.mac.#");
    private static final Param WIFI_SIGNAL = Param.named("wifi.signal.dbm.#");

    private Cells() {}

    static void store(Frame frame, int body, int end, Sink out) {
        out.message(Sink.NO_TIME);
        if (frame.at(body + 1) == '{') {
            putBraced(frame, body, end, out);
        } else {
            putList(frame.seek(body).split(end - body, ','), out);
        }
        if (frame.at(end - 1 - State.LENGTH) == ',') {
            State.put(frame, end, out);
        }
    }

    private static void putBraced(Frame frame, int body, int end, Sink out) {
        int open = frame.find('{', body);
        for (int n = 0; n < COUNT_MAX && open > 0; n++) {
            int close = frame.find('}', open);
            if (close < 0 || close > end) {
                return;
            }
            Fields cell = frame.seek(open + 1).split(close - open - 1, ',');
            if (cell.isReal(0) && cell.isReal(1) && cell.isReal(2) && cell.isReal(3)) {
                put(n, OTHER_MCC, MCC, (long) cell.real(0), out);
                put(n, OTHER_MNC, MNC, (long) cell.real(1), out);
                put(n, OTHER_LAC, LAC, (long) cell.real(2), out);
                put(n, OTHER_CELL, CELL, (long) cell.real(3), out);
            }
            open = frame.find('{', close);
        }
    }

    private static void putList(Fields fields, Sink out) {
        fields.putWhole(1, MCC, out);
        fields.putWhole(2, MNC, out);
        int step = fields.has(5) && fields.length(5) < 4 ? 3 : 2;
        int n = 0;
        for (int i = 3; i + 1 < fields.count() && n < COUNT_MAX; i += step) {
            if (fields.isHex(i) && fields.isHex(i + 1) && fields.length(i) < State.LENGTH) {
                put(n, OTHER_LAC, LAC, fields.hex(i), out);
                put(n, OTHER_CELL, CELL, fields.hex(i + 1), out);
                if (step == 3 && fields.isReal(i + 2)) {
                    put(n, OTHER_SIGNAL, SIGNAL, (long) fields.real(i + 2), out);
                }
                n++;
            }
        }
    }

    private static void put(int n, Param family, Param serving, long value, Sink out) {
        if (n == 0) {
            out.put(serving, value);
        } else {
            out.put(family, n, value);
        }
    }

    static Verdict storeWithWifi(Frame frame, int kind, int end, Sink out) {
        Fields fields = frame.seek(kind).split(end - kind, ',');
        int last = fields.count() - 1;
        if (last < 7) {
            return Verdict.TRUNCATED;
        }
        boolean timed = fields.isDigits(last - 1, 6) && fields.isDigits(last, 6);
        out.message(timed ? Utc.ddmmyy(fields.integer(last - 1), fields.integer(last)) : Sink.NO_TIME);
        fields.putWhole(1, MCC, out);
        fields.putWhole(2, MNC, out);
        fields.putWhole(3, LAC, out);
        fields.putWhole(4, CELL, out);
        for (int i = 6; i < last - 1 && i < COUNT_MAX; i++) {
            putStation(fields, i, i - 5, out);
        }
        Kind.put(frame, kind, out);
        return Verdict.ACCEPTED;
    }

    private static void putStation(Fields fields, int i, int number, Sink out) {
        int signal = MAC + 1;
        int end = signal;
        while (end < fields.length(i) && fields.charAt(i, end) != '*') {
            end++;
        }
        if (fields.charAt(i, MAC) == '*' && fields.isReal(i, signal, end - signal)) {
            out.put(WIFI, number, fields.text(i, 0, MAC));
            out.put(WIFI_SIGNAL, number, (long) fields.real(i, signal, end - signal));
        }
    }
}
