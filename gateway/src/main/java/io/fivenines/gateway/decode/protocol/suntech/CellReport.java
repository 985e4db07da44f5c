package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report of the ST400 family, for goods and trailers, with seven cells.
 *
 * <pre>
 * ST410STT;ID;version;model;[variant;] cell;mcc;mnc;signal;area;advance;  6 * (cell;mcc;mnc;area;signal;advance;)
 *          volts;live;number;status;[...;]yyyymmdd;hh:mm:ss;lat;lon;speed;course;satellites;fix
 * </pre>
 *
 * <p>Model 41 has the variant, and a temperature and a state of motion before the date.
 */
final class CellReport {
    private static final int CELLS = 7;
    private static final int CELL_FIELDS = 6;

    private static final Param EVENT = Param.named("event.code");
    private static final Param EVENT_NUMBER = Param.named("event.enum");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param MODEL = Param.named("device.model");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param DBM = Param.named("gsm.signal.dbm");
    private static final Param OTHER_MCC = Param.named("gsm.cell.mcc.#");
    private static final Param OTHER_MNC = Param.named("gsm.cell.mnc.#");
    private static final Param OTHER_LAC = Param.named("gsm.cell.lac.#");
    private static final Param OTHER_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param INDEX = Param.named("message.index");
    private static final Param TEMPERATURE = Param.named("device.temperature");
    private static final Param MOVING = Param.named("movement.status");
    private static final Param OTHER = Param.named("suntech.field.#");

    private CellReport() {}

    static boolean store(Fields fields, Sink out) {
        boolean variant = fields.is(3, "41");
        int cells = variant ? 5 : 4;
        int battery = cells + CELLS * CELL_FIELDS;
        if (fields.count() < battery + 4 || !fields.isReal(battery)) {
            return false;
        }
        int date = Texts.date(fields, battery + 4);
        boolean located = date > 0 && fields.isReal(date + 2) && fields.isReal(date + 3);
        out.message(date > 0 ? Texts.time(fields, date) : Sink.NO_TIME);
        out.put(EVENT, fields.text(0, fields.length(0) - 3, 3));
        out.put(VERSION, fields.text(2)).put(MODEL, fields.text(3));
        putServing(fields, cells, out);
        for (int n = 1; n < CELLS; n++) {
            putOther(fields, cells + n * CELL_FIELDS, n, out);
        }
        out.put(BATTERY, fields.real(battery)).put(BUFFERED, fields.is(battery + 1, "0"));
        fields.putWhole(battery + 2, INDEX, out);
        fields.putWhole(battery + 3, EVENT_NUMBER, out);
        if (variant && date == battery + 7) {
            fields.put(battery + 5, TEMPERATURE, 1, out);
            out.put(MOVING, fields.is(battery + 6, "2"));
        }
        if (located) {
            LegacyReport.putPlace(fields, date + 2, out);
            Texts.putRest(fields, date + 8, OTHER, out);
        }
        return true;
    }

    private static void putServing(Fields fields, int i, Sink out) {
        fields.putWhole(i, CELL, out);
        fields.putWhole(i + 1, MCC, out);
        fields.putWhole(i + 2, MNC, out);
        fields.putWhole(i + 3, DBM, out);
        fields.putWhole(i + 4, LAC, out);
    }

    private static void putOther(Fields fields, int i, int n, Sink out) {
        boolean whole = fields.isReal(i) && fields.isReal(i + 1) && fields.isReal(i + 2) && fields.isReal(i + 3);
        if (whole && fields.real(i) > 0) {
            out.put(OTHER_CELL, n, (long) fields.real(i));
            out.put(OTHER_MCC, n, (long) fields.real(i + 1));
            out.put(OTHER_MNC, n, (long) fields.real(i + 2));
            out.put(OTHER_LAC, n, (long) fields.real(i + 3));
        }
    }
}
