package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report of ST910, in two forms.
 *
 * <pre>
 * ST910;Location;ID;version;yyyymmdd;hh:mm:ss;lat;lon;speed;course;fix;volts;...
 * ST910;Location;ID;version;yyyymmdd;hh:mm:ss;cell;lat;lon;speed;course;fix;metres;...     alerts have no version
 * </pre>
 */
final class SimpleReport {
    private static final Param EVENT = Param.named("event.code");
    private static final Param ALARM = Param.named("alarm.general");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param CELL = Param.named("suntech.cell");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param OTHER = Param.named("suntech.field.#");

    private SimpleReport() {}

    static boolean store(Fields fields, Sink out) {
        int date = Texts.date(fields, 3);
        int latitude = Texts.coordinate(fields, date + 2);
        if (date < 0 || latitude < 0 || !fields.isReal(latitude + 1)) {
            return false;
        }
        out.message(Texts.time(fields, date)).put(EVENT, fields.text(1));
        if (fields.is(1, "Emergency") || fields.is(1, "Alert")) {
            out.put(ALARM, true);
        }
        if (date > 3) {
            fields.putText(date - 1, VERSION, out);
        }
        if (latitude > date + 2) {
            fields.putText(date + 2, CELL, out);
        }
        out.put(LATITUDE, fields.real(latitude)).put(LONGITUDE, fields.real(latitude + 1));
        fields.put(latitude + 2, SPEED, 1, out);
        fields.put(latitude + 3, DIRECTION, 1, out);
        out.put(VALID, fields.is(latitude + 4, "1"));
        int next = latitude + 5;
        if (latitude > date + 2) {
            Texts.putKilometres(fields, next++, MILEAGE, out);
        } else if (Texts.hasPoint(fields, next)) {
            fields.put(next++, BATTERY, 1, out);
        }
        Texts.putRest(fields, next, OTHER, out);
        return true;
    }
}
