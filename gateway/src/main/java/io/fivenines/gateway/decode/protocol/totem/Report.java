package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report of the new frames, columns of fixed width.
 *
 * <pre>
 * status 8 hex | yymmdd hhmmss | battery 0.1 V, 2 | supply V, 2 | ADC1 4 | (ADC2 to ADC4 4 each)
 * | (temperature1 4 | (temperature2 4)) | area 4 hex | cell 4 hex | (network 2 | country 3)
 * | satellites 2 | signal 2 | course 3 | km/h 3 | HDOP 4 | km 7 | ddmm.mmmmN | dddmm.mmmmE | serial number 4
 * </pre>
 *
 * <p>Which of the columns in brackets are there shows in the length only: each choice has its own.
 */
final class Report {
    private static final int HEAD = 28;
    private static final int CELL = 8;
    private static final int NETWORK = 5;
    private static final int TAIL = 46;
    private static final int COLUMN = 4;
    private static final int ALARM = 6;

    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param READING = Param.named("totem.adc.#");
    private static final Param TEMPERATURE = Param.named("totem.temperature.#");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL_ID = Param.named("gsm.cellid");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param INDEX = Param.named("message.index");

    private Report() {}

    /** Whether the report has a length that its columns can add up to. */
    static boolean fits(Frame frame, int from, int end) {
        int middle = end - from - HEAD - CELL - TAIL;
        int columns = middle % COLUMN == 0 ? middle / COLUMN : (middle - NETWORK) / COLUMN;
        boolean whole =
                middle >= 0 && (middle % COLUMN == 0 || middle >= NETWORK && middle % COLUMN == NETWORK % COLUMN);
        return whole && columns <= 5 && columns != 3 && frame.find(',', from) < 0;
    }

    static Verdict store(Frame frame, int from, int end, Sink out) {
        int middle = end - from - HEAD - CELL - TAIL;
        boolean network = middle % COLUMN != 0;
        int columns = (middle - (network ? NETWORK : 0)) / COLUMN;
        int thermometers = columns < 3 ? columns : columns - 3;
        long status = frame.seek(from).hexDigits(8);
        out.message(Utc.yymmdd(frame.digits(6), frame.digits(6)));
        int after = frame.offset();
        Alarm.putNew((int) frame.seek(ALARM).hexDigits(2), out);
        State.put(status, thermometers < 2, out);
        frame.seek(after);
        out.put(BATTERY, frame.digits(2) / 10.0).put(SUPPLY, frame.digits(2));
        for (int i = 1; i <= 1 + columns - thermometers; i++) {
            out.put(READING, i, frame.digits(4));
        }
        for (int i = 1; i <= thermometers; i++) {
            out.put(TEMPERATURE, i, frame.text(4));
        }
        out.put(LAC, frame.hexDigits(4)).put(CELL_ID, frame.hexDigits(4));
        if (network) {
            out.put(MNC, frame.digits(2)).put(MCC, frame.digits(3));
        }
        out.put(SATELLITES, frame.digits(2)).put(SIGNAL, frame.digits(2));
        Place.putMotion(frame, 1, out);
        Place.putHdop(frame, out);
        out.put(MILEAGE, frame.digits(7));
        Place.put(frame, out);
        out.put(INDEX, frame.digits(4));
        return Verdict.ACCEPTED;
    }
}
