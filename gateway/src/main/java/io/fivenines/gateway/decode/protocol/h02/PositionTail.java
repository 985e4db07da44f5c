package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * What follows the status of a position:
 *
 * <pre>
 * V1   mcc,mnc,lac,cell[,battery]                     SinoTrack; hexadecimal with some
 *      battery,count,mcc,mnc,lac,cell,lac,cell,...    V1.0.5
 *      metres,temperature,fuel,altitude,lac,cell      area and cell hexadecimal
 * VP1  battery
 * VI1  mcc,mnc,lac,cell,battery,area-cell-signal|area-cell-signal|...
 * V6   mcc,mnc,lac,cell,ICCID
 * V8   mcc,mnc,lac,cell[,mac,rssi,mac,rssi,mac,rssi],satellites,signal,voltage,battery
 * </pre>
 */
final class PositionTail {
    private static final Param KEPT_NUMBER = Param.named("h02.io.#");
    private static final Param KEPT_TEXT = Param.named("h02.field.#");
    private static final Param BATTERY = Param.named("battery.level");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param FUEL = Param.named("fuel.level");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param WIFI = Param.named("wifi.mac.#");
    private static final Param WIFI_SIGNAL = Param.named("wifi.signal.dbm.#");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param CSQ = Param.named("gsm.signal.csq");
    private static final Param POWER = Param.named("external.powersource.voltage");
    private static final int SENSOR_FIELDS = 6;
    private static final int CELL_FIELDS = 4;
    private static final int V8_FIELDS = 4;
    private static final int MAC_DIGITS = 12;
    private static final int CELLS_MAX = 8;
    private static final int FULL = 99;

    /** What the signal byte of a Wi-Fi station is more than its dBm. */
    private static final int SIGNAL_OFFSET = 110;

    private PositionTail() {}

    static void read(Sentence text, Sink out, int i) {
        int count = text.count() - i;
        if (count == 1 && text.decimal(i)) {
            percent(text, out, i);
        } else if (count == SENSOR_FIELDS && fraction(text.fields(), i + 2)) {
            sensors(text, out, i);
        } else if (counted(text, i, count)) {
            cells(text, out, i);
        } else if (count >= CELL_FIELDS && Cell.serving(text, out, i)) {
            afterCell(text, out, i);
        } else {
            keep(text, out, i, 0, count);
        }
    }

    /** 99 means full. */
    private static void percent(Sentence text, Sink out, int i) {
        long level = text.whole(i);
        out.put(BATTERY, level == FULL ? 100 : level);
    }

    private static boolean fraction(Fields fields, int i) {
        for (int k = 0; k < fields.length(i); k++) {
            if (fields.charAt(i, k) == '.') {
                return true;
            }
        }
        return false;
    }

    private static void sensors(Sentence text, Sink out, int i) {
        out.put(MILEAGE, text.number(i) / 1000).put(TEMPERATURE, 1, text.number(i + 1));
        out.put(FUEL, text.number(i + 2)).put(ALTITUDE, text.number(i + 3));
        Cell.local(out, text.hex(i + 4), text.hex(i + 5));
    }

    private static boolean counted(Sentence text, int i, int count) {
        return text.decimal(i)
                && text.decimal(i + 1)
                && text.whole(i + 1) > 0
                && text.whole(i + 1) <= CELLS_MAX
                && count == CELL_FIELDS + 2 * text.whole(i + 1);
    }

    private static void cells(Sentence text, Sink out, int i) {
        percent(text, out, i);
        Cell.network(out, text.whole(i + 2), text.whole(i + 3));
        for (int n = 0; n < text.whole(i + 1); n++) {
            Cell.put(out, n, text.whole(i + 4 + 2 * n), text.whole(i + 5 + 2 * n));
        }
    }

    private static void afterCell(Sentence text, Sink out, int start) {
        int i = start + CELL_FIELDS;
        int end = text.count();
        if (text.is("V6")) {
            text.fields().putText(i, ICCID, out);
            keep(text, out, start, CELL_FIELDS + 1, end - start);
        } else if (text.is("V8") && end - i >= V8_FIELDS) {
            int stations = i;
            while (stations + 1 < end - V8_FIELDS && wifi(text, out, stations, (stations - i) / 2 + 1)) {
                stations += 2;
            }
            keep(text, out, start, stations - start, end - V8_FIELDS - start);
            out.put(SATELLITES, text.whole(end - 4)).put(CSQ, text.whole(end - 3));
            out.put(POWER, text.number(end - 2) / 10).put(BATTERY, text.whole(end - 1));
        } else if (end - i == 1 && text.fields().length(i) == 1 && text.decimal(i)) {
            VehicleStatus.battery(out, text.whole(i));
        } else if ((text.is("VI1") || text.is("ALRM")) && text.decimal(i)) {
            percent(text, out, i);
            keep(text, out, start, CELL_FIELDS + 1, end - start);
        } else {
            keep(text, out, start, CELL_FIELDS, end - start);
        }
    }

    private static boolean wifi(Sentence text, Sink out, int i, int number) {
        if (text.fields().length(i) != MAC_DIGITS) {
            return false;
        }
        long signal = text.fields().charAt(i + 1, 0) == '-' ? text.whole(i + 1) : text.hex(i + 1) - SIGNAL_OFFSET;
        out.put(WIFI, number, text.mac(i)).put(WIFI_SIGNAL, number, signal);
        return true;
    }

    /** Values nobody documents, {@code [from, to)} counted from the field {@code start}. */
    static void keep(Sentence text, Sink out, int start, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.decimal(start + i)) {
                out.put(KEPT_NUMBER, i + 1, text.number(start + i));
            } else if (text.fields().has(start + i)) {
                out.put(KEPT_TEXT, i + 1, text.fields().text(start + i));
            }
        }
    }
}
