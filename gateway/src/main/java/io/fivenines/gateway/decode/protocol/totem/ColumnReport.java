package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report of the old frames in columns of fixed width.
 *
 * <pre>
 * alarm 2 hex | ddmmyy hhmmss | status 4 hex | charging 1 | battery 0.1 V, 2 | supply V, 2 | ADC1 4 | ADC2 4
 * | temperature1 3 | temperature2 3 | area 4 hex | cell 4 hex | A or V | satellites 2 | course 3 | knots 3
 * | PDOP 4 | km 7 | ddmm.mmmmN | dddmm.mmmmE | serial number 4
 * </pre>
 */
final class ColumnReport {
    static final int LENGTH = 90;

    private static final Param STATUS = Param.named("device.status");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param READING = Param.named("totem.adc.#");
    private static final Param TEMPERATURE = Param.named("totem.temperature.#");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL_ID = Param.named("gsm.cellid");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param PDOP = Param.named("position.pdop");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param INDEX = Param.named("message.index");

    private ColumnReport() {}

    static Verdict store(Frame frame, int from, Sink out) {
        int alarm = (int) frame.seek(from).hexDigits(2);
        out.message(Utc.ddmmyy(frame.digits(6), frame.digits(6)));
        Alarm.putOld(alarm, out);
        out.put(STATUS, frame.hexDigits(4)).put(CHARGING, frame.u8() == '1');
        out.put(BATTERY, frame.digits(2) / 10.0).put(SUPPLY, frame.digits(2));
        out.put(READING, 1, frame.digits(4)).put(READING, 2, frame.digits(4));
        out.put(TEMPERATURE, 1, frame.text(3)).put(TEMPERATURE, 2, frame.text(3));
        out.put(LAC, frame.hexDigits(4)).put(CELL_ID, frame.hexDigits(4));
        out.put(VALID, frame.u8() == 'A').put(SATELLITES, frame.digits(2));
        Place.putMotion(frame, Place.KMH_IN_KNOT, out);
        out.put(PDOP, Place.tenths(frame)).put(MILEAGE, frame.digits(7));
        Place.put(frame, out);
        out.put(INDEX, frame.digits(4));
        return Verdict.ACCEPTED;
    }
}
