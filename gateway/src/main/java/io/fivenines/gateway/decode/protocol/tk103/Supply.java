package io.fivenines.gateway.decode.protocol.tk103;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/** The tracker's supply: {@code ddmmyy,hhmmss,level,battery in 10 mV,vehicle in 100 mV,...}. */
final class Supply {
    private static final int UNKNOWN = 65535;
    private static final int[] PERCENT = {0, 0, 10, 20, 50, 80, 100};
    private static final int LOWEST = 2;

    private static final Param LEVEL = Param.named("battery.level");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param VEHICLE = Param.named("external.powersource.voltage");
    private static final Param OTHER = Param.named("tk103.io.#");

    private Supply() {}

    static void store(Frame frame, int body, int end, Sink out) {
        Fields fields = frame.seek(body).split(end - body, ',');
        boolean timed = fields.isDigits(0, 6) && fields.isDigits(1, 6);
        out.message(timed ? Utc.ddmmyy(fields.integer(0), fields.integer(1)) : Sink.NO_TIME);
        int level = fields.isDigits(2, 1) ? (int) fields.integer(2) : 0;
        if (level >= LOWEST && level < PERCENT.length) {
            out.put(LEVEL, PERCENT[level]);
        }
        putVoltage(fields, 3, 100.0, BATTERY, out);
        putVoltage(fields, 4, 10.0, VEHICLE, out);
        for (int i = 5; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(OTHER, i, fields.text(i));
            }
        }
    }

    private static void putVoltage(Fields fields, int i, double divisor, Param param, Sink out) {
        if (fields.isReal(i) && fields.real(i) != UNKNOWN) {
            out.put(param, fields.real(i) / divisor);
        }
    }
}
