package io.fivenines.gateway.decode.protocol.jt600;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a wireless sensor measured, in bytes behind the sixth comma.
 *
 * <pre>
 * place | ddmmyy hhmmss | sensor, 10 BCD | number u8 | battery 10 mV u16 | % u8 | -dBm u8 | kind u8
 * kind 1: | sign and 0.1 degrees u16, FFFF is none | humidity u8 | waiting u16 | state u8
 * </pre>
 */
final class SensorReport {
    private static final String ESCAPES = "=\u0015(=\u0014)=\u0011,=\u0000=";
    private static final int COMMAS = 6;
    private static final int SENSOR = 17;
    private static final int CLIMATE = 1;
    private static final int NONE = 0xFFFF;

    private static final Param NUMBER = Param.named("message.index");
    private static final Param SENSOR_ID = Param.named("sensor.id.#");
    private static final Param VOLTAGE = Param.named("sensor.battery.voltage.#");
    private static final Param LEVEL = Param.named("sensor.battery.level.#");
    private static final Param DBM = Param.named("sensor.signal.dbm.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param HUMIDITY = Param.named("humidity.#");
    private static final Param WAITING = Param.named("message.count");
    private static final Param STATUS = Param.named("device.status");
    private static final Param TAIL = Param.named("jt600.tail");

    private SensorReport() {}

    static Verdict store(Frame frame, int end, Sink out) {
        int from = 0;
        for (int i = 0; i < COMMAS; i++) {
            from = frame.find(',', from) + 1;
        }
        Frame plain = frame.unescaped(from, end - from, ESCAPES);
        if (plain.length() < Place.LENGTH + SENSOR) {
            return Verdict.TRUNCATED;
        }
        Place.store(plain, out);
        plain.skip(6);
        out.put(SENSOR_ID, 1, plain.hexText(5)).put(NUMBER, plain.u8());
        out.put(VOLTAGE, 1, plain.u16() / 100.0).put(LEVEL, 1, plain.u8()).put(DBM, 1, -plain.u8());
        if (plain.u8() == CLIMATE && plain.remaining() >= 6) {
            int temperature = plain.u16();
            if (temperature != NONE) {
                int tenths = temperature & 0xFFF;
                out.put(TEMPERATURE, 1, (temperature > 0xFFF ? -tenths : tenths) / 10.0);
            }
            out.put(HUMIDITY, 1, plain.u8()).put(WAITING, plain.u16()).put(STATUS, plain.u8());
        } else if (plain.remaining() > 0) {
            out.put(TAIL, plain.hexText(plain.remaining()));
        }
        return plain.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }
}
