package io.fivenines.gateway.decode.protocol.watch;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Cells and Wi-Fi stations around the watch.
 *
 * <pre>
 * count,timing advance,mcc,mnc,(area,cell,signal) a cell,count,(name,address,dBm) a station,accuracy in m
 * 0,count,(name,address,dBm) a station,accuracy        without a cell
 * 0,timing advance,mcc,mnc,count,...                   the same from other makers
 * </pre>
 *
 * <p>Areas and cells are decimal; where one of them has a hexadecimal letter, all are hexadecimal.
 */
final class Surroundings {
    private static final int COUNT_MAX = 32;
    private static final int MAC = 17;

    private static final Param ADVANCE = Param.named("gsm.timing.advance");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param OTHER_LAC = Param.named("gsm.cell.lac.#");
    private static final Param OTHER_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param OTHER_SIGNAL = Param.named("gsm.cell.rssi.#");
    private static final Param WIFI = Param.named("wifi.mac.#");
    private static final Param WIFI_SIGNAL = Param.named("wifi.signal.dbm.#");
    private static final Param WIFI_NAME = Param.named("wifi.ssid.#");
    private static final Param ACCURACY = Param.named("position.accuracy");
    private static final Param OTHER = Param.named("watch.field.#");

    private Surroundings() {}

    static void put(Fields fields, int from, Sink out) {
        int count = count(fields, from);
        int stations = from + 1;
        if (count > 0) {
            fields.putWhole(from + 1, ADVANCE, out);
            fields.putWhole(from + 2, MCC, out);
            fields.putWhole(from + 3, MNC, out);
            putCells(fields, from + 4, count, out);
            stations = from + 4 + 3 * count;
        } else if (count(fields, stations) > 0 && !isMac(fields, stations + 2)) {
            stations += 3;
        }
        int at = putStations(fields, stations, out);
        fields.put(at, ACCURACY, 1, out);
        for (int i = at + 1; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(OTHER, i, fields.text(i));
            }
        }
    }

    private static int count(Fields fields, int i) {
        boolean number = fields.isDigits(i, 1) || fields.isDigits(i, 2);
        return number ? (int) Math.min(COUNT_MAX, fields.integer(i)) : 0;
    }

    private static void putCells(Fields fields, int from, int count, Sink out) {
        int radix = 10;
        for (int n = 0; n < count; n++) {
            if (isLettered(fields, from + 3 * n) || isLettered(fields, from + 3 * n + 1)) {
                radix = 16;
            }
        }
        for (int n = 0; n < count; n++) {
            int i = from + 3 * n;
            putNumber(fields, i, radix, n, n == 0 ? LAC : OTHER_LAC, out);
            putNumber(fields, i + 1, radix, n, n == 0 ? CELL : OTHER_CELL, out);
            putNumber(fields, i + 2, 10, n, n == 0 ? SIGNAL : OTHER_SIGNAL, out);
        }
    }

    private static boolean isLettered(Fields fields, int i) {
        return fields.isHex(i) && !fields.isReal(i);
    }

    private static void putNumber(Fields fields, int i, int radix, int n, Param param, Sink out) {
        boolean good = radix == 16 ? fields.isHex(i) : fields.isReal(i);
        if (!good) {
            return;
        }
        long value = radix == 16 ? fields.hex(i) : (long) fields.real(i);
        if (n == 0) {
            out.put(param, value);
        } else {
            out.put(param, n, value);
        }
    }

    /** Where the list ends. */
    private static int putStations(Fields fields, int from, Sink out) {
        int count = count(fields, from);
        for (int n = 1; n <= count; n++) {
            int i = from + 3 * n - 2;
            if (isMac(fields, i + 1)) {
                if (fields.has(i)) {
                    out.put(WIFI_NAME, n, fields.text(i));
                }
                out.put(WIFI, n, fields.text(i + 1));
                if (fields.isReal(i + 2)) {
                    out.put(WIFI_SIGNAL, n, (long) fields.real(i + 2));
                }
            }
        }
        return from + 1 + 3 * count;
    }

    private static boolean isMac(Fields fields, int i) {
        return fields.length(i) == MAC && fields.charAt(i, 2) == ':' && fields.charAt(i, 14) == ':';
    }
}
