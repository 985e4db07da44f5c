package io.fivenines.gateway.decode.protocol.gps103;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What the tracker reads from the vehicle's bus.
 *
 * <pre>
 *    0   1            2  3   4        5     6    7     8       9       10  11 12      13...
 * IMEI,OBD,yymmddhhmmss,km,l/h,l/100 km,hours,km/h,load%,coolant,throttle%,rpm,V,trouble codes
 * </pre>
 */
final class ObdReport {
    private static final int TROUBLE_CODES = 13;

    private static final Param MILEAGE = Param.named("can.vehicle.mileage");
    private static final Param CONSUMPTION = Param.named("can.fuel.consumption");
    private static final Param ECONOMY = Param.named("can.fuel.consumption.distance");
    private static final Param HOURS = Param.named("can.engine.motorhours");
    private static final Param SPEED = Param.named("can.vehicle.speed");
    private static final Param LOAD = Param.named("can.engine.load");
    private static final Param COOLANT = Param.named("can.engine.temperature");
    private static final Param THROTTLE = Param.named("can.throttle.level");
    private static final Param RPM = Param.named("can.engine.rpm");
    private static final Param VOLTAGE = Param.named("external.powersource.voltage");
    private static final Param CODES = Param.named("can.dtc");

    private ObdReport() {}

    static Verdict store(Frame frame, int body, Fields fields, Sink out) {
        if (!fields.isDigits(2, 12)) {
            return Verdict.UNSUPPORTED;
        }
        out.message(Utc.yymmdd(fields.digits(2, 0, 6), fields.digits(2, 6, 6)));
        fields.put(3, MILEAGE, 1, out);
        fields.put(4, CONSUMPTION, 1, out);
        fields.put(5, ECONOMY, 1, out);
        fields.put(6, HOURS, 1, out);
        fields.put(7, SPEED, 1, out);
        putPercent(fields, 8, LOAD, out);
        fields.put(9, COOLANT, 1, out);
        putPercent(fields, 10, THROTTLE, out);
        fields.put(11, RPM, 1, out);
        fields.put(12, VOLTAGE, 1, out);
        int from = body;
        for (int i = 0; i < TROUBLE_CODES; i++) {
            from += fields.length(i) + 1;
        }
        int to = frame.length() - 1;
        while (to > from && frame.at(to - 1) == ',') {
            to--;
        }
        if (to > from) {
            out.put(CODES, frame.seek(from).text(to - from));
        }
        return Verdict.ACCEPTED;
    }

    private static void putPercent(Fields fields, int i, Param param, Sink out) {
        int digits = fields.length(i) - 1;
        if (fields.charAt(i, digits) == '%' && fields.isReal(i, 0, digits)) {
            out.put(param, fields.real(i, 0, digits));
        }
    }
}
