package io.fivenines.gateway.decode.protocol.gps103;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report of a tracker with wireless sensors, ended by a star; what is not known is a row of dashes.
 *
 * <pre>
 *    0    1     2      3       4      5      6   7   8   9  10   11     12       13   14   15  16     17    18
 * IMEI,name,event,sensor,voltage,hhmmss,ddmmyy,csq,fix,lat,lon,km/h,course,altitude,hdop,sats,acc,charge,error,*
 * </pre>
 */
final class SensorReport {
    private static final int FIELDS = 18;

    private static final Param NAME = Param.named("device.name");
    private static final Param EVENT = Param.named("event.code");
    private static final Param SENSOR = Param.named("sensor.id.#");
    private static final Param SENSOR_VOLTAGE = Param.named("sensor.battery.voltage.#");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param OTHER = Param.named("gps103.io.#");

    private SensorReport() {}

    static Verdict store(Fields fields, Sink out) {
        if (fields.count() < FIELDS || !fields.isReal(9) || !fields.isReal(10)) {
            return Verdict.UNSUPPORTED;
        }
        boolean timed = fields.isDigits(5, 6) && fields.isDigits(6, 6);
        out.message(timed ? Utc.ddmmyy(fields.integer(6), fields.integer(5)) : Sink.NO_TIME);
        fields.putText(1, NAME, out);
        if (known(fields, 2)) {
            out.put(EVENT, fields.text(2));
        }
        if (known(fields, 3)) {
            out.put(SENSOR, 1, fields.text(3));
        }
        if (fields.isReal(4)) {
            out.put(SENSOR_VOLTAGE, 1, fields.real(4));
        }
        fields.putWhole(7, SIGNAL, out);
        out.put(LATITUDE, fields.real(9)).put(LONGITUDE, fields.real(10));
        out.put(VALID, fields.isReal(8) && fields.real(8) > 0);
        fields.put(11, SPEED, 1, out);
        fields.put(12, DIRECTION, 1, out);
        fields.put(13, ALTITUDE, 1, out);
        fields.put(14, HDOP, 1, out);
        fields.putWhole(15, SATELLITES, out);
        out.put(IGNITION, fields.is(16, "1")).put(CHARGING, fields.is(17, "1"));
        if (known(fields, 18)) {
            out.put(OTHER, 18, fields.text(18));
        }
        return Verdict.ACCEPTED;
    }

    private static boolean known(Fields fields, int i) {
        for (int k = 0; k < fields.length(i); k++) {
            if (fields.charAt(i, k) != '-') {
                return true;
            }
        }
        return false;
    }
}
