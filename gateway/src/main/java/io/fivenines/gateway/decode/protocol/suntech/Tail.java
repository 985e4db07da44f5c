package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The end of a legacy report. The hour meter, the battery's voltage and whether the report is live come first, if
 * switched on; what follows differs by model and settings, and is told by its looks.
 *
 * <pre>
 * minutes;volts;live;[revolutions;]...14 hexadecimal digits of a key;known;...sensor:temperature;...
 *         cell;mcc;mnc;-signal;area;timing advance
 * </pre>
 */
final class Tail {
    private static final int KEY = 14;
    private static final int MINUTES_IN_HOUR = 60;
    private static final int VOLTS_MAX = "4.15".length();

    private static final Param HOURS = Param.named("motorhours");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param REVOLUTIONS = Param.named("can.engine.rpm");
    private static final Param DRIVER = Param.named("ibutton.code");
    private static final Param KNOWN = Param.named("suntech.driver.registered");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param DBM = Param.named("gsm.signal.dbm");
    private static final Param ADVANCE = Param.named("gsm.timing.advance");
    private static final Param OTHER = Param.named("suntech.field.#");

    private Tail() {}

    static void put(Frame frame, int from, int end, boolean revolutions, Sink out) {
        if (from >= end) {
            return;
        }
        Fields fields = frame.seek(from).split(end - from, ';');
        int i = putMeters(fields, out);
        if (i > 0 && revolutions && fields.has(i) && fields.isDigits(i, fields.length(i))) {
            out.put(REVOLUTIONS, fields.integer(i++));
        }
        int sensor = 0;
        while (i < fields.count()) {
            if (isCell(fields, i)) {
                putCell(fields, i, out);
                i += 6;
            } else if (isKey(fields, i)) {
                putKey(fields, i, out);
                i += 2;
            } else if (colon(fields, i) >= 0) {
                putTemperature(fields, i++, ++sensor, out);
            } else {
                if (fields.has(i)) {
                    out.put(OTHER, i, fields.text(i));
                }
                i++;
            }
        }
    }

    /** Puts hour meter, voltage and liveness if there are such; how many fields they take. */
    private static int putMeters(Fields fields, Sink out) {
        for (int i = 1; i <= 3; i++) {
            boolean live = fields.is(i + 1, "0") || fields.is(i + 1, "1");
            boolean volts = fields.isReal(i) && fields.length(i) <= VOLTS_MAX && Texts.hasPoint(fields, i);
            if (volts && live && fields.isReal(i - 1)) {
                for (int k = 0; k < i - 1; k++) {
                    out.put(OTHER, k, fields.text(k));
                }
                out.put(HOURS, fields.real(i - 1) / MINUTES_IN_HOUR).put(BATTERY, fields.real(i));
                out.put(BUFFERED, fields.is(i + 1, "0"));
                return i + 2;
            }
        }
        return 0;
    }

    private static boolean isCell(Fields fields, int i) {
        return fields.isDigits(i + 1, 3)
                && fields.isReal(i + 2)
                && fields.charAt(i + 3, 0) == '-'
                && fields.isReal(i + 3)
                && fields.isReal(i + 4);
    }

    private static void putCell(Fields fields, int i, Sink out) {
        fields.putWhole(i, CELL, out);
        fields.putWhole(i + 1, MCC, out);
        fields.putWhole(i + 2, MNC, out);
        fields.putWhole(i + 3, DBM, out);
        fields.putWhole(i + 4, LAC, out);
        fields.putWhole(i + 5, ADVANCE, out);
    }

    private static boolean isKey(Fields fields, int i) {
        return fields.length(i) == KEY && fields.isHex(i);
    }

    /** No key is in the reader where there are but zeros. */
    private static void putKey(Fields fields, int i, Sink out) {
        if (!Texts.isZero(fields, i)) {
            out.put(DRIVER, fields.text(i)).put(KNOWN, fields.is(i + 1, "1"));
        }
    }

    private static int colon(Fields fields, int i) {
        for (int k = 0; k < fields.length(i); k++) {
            if (fields.charAt(i, k) == ':') {
                return k;
            }
        }
        return -1;
    }

    private static void putTemperature(Fields fields, int i, int sensor, Sink out) {
        int from = colon(fields, i) + 1;
        if (fields.isReal(i, from, fields.length(i) - from)) {
            out.put(TEMPERATURE, sensor, fields.real(i, from, fields.length(i) - from));
        }
    }
}
