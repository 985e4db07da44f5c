package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The end of the reports with bars: {@code (ADC 4 each, 0.01 V) | cell | temperatures 4 each | (km) | serial number}.
 * Some models leave out the readings, some the kilometres; a cell has four digits for the area and the rest for itself.
 */
final class Tail {
    private static final int CELL_MIN = 8;
    private static final int CELL_MAX = 12;
    private static final int COLUMN = 4;

    private static final Param VOLTAGE = Param.named("ain.#");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL_ID = Param.named("gsm.cellid");
    private static final Param TEMPERATURE = Param.named("totem.temperature.#");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param INDEX = Param.named("message.index");
    private static final Param OTHER = Param.named("totem.field.#");

    private Tail() {}

    static void put(Fields fields, int from, Sink out) {
        int at = from;
        if (fields.length(at) >= COLUMN && fields.length(at + 1) >= CELL_MIN) {
            for (int k = 0; k + COLUMN <= fields.length(at); k += COLUMN) {
                if (fields.isReal(at, k, COLUMN)) {
                    out.put(VOLTAGE, k / COLUMN + 1, fields.real(at, k, COLUMN) / 100);
                }
            }
            at++;
        }
        if (fields.isHex(at) && fields.length(at) >= CELL_MIN && fields.length(at) <= CELL_MAX) {
            int shift = 4 * (fields.length(at) - COLUMN);
            long cell = fields.hex(at);
            out.put(LAC, cell >> shift).put(CELL_ID, cell & (1L << shift) - 1);
        }
        at++;
        for (int k = 0; k + COLUMN <= fields.length(at); k += COLUMN) {
            out.put(TEMPERATURE, k / COLUMN + 1, fields.text(at, k, COLUMN));
        }
        at++;
        if (fields.isReal(at) && !fields.isDigits(at, fields.length(at))) {
            out.put(MILEAGE, fields.real(at));
            at++;
        }
        fields.putWhole(at, INDEX, out);
        for (at++; at < fields.count(); at++) {
            if (fields.has(at)) {
                out.put(OTHER, at, fields.text(at));
            }
        }
    }
}
