package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A trip that ended.
 *
 * <pre>
 * ST300HTE;ID;model;version;yyyymmdd;hh:mm:ss;metres;volts;minutes;volts;live;
 *   6           7             8            9              10       14    18      19
 *   trip metres;trip minutes;stop minutes;moving minutes;lat;lon;lat;lon;average;maximum;...;driver
 * </pre>
 */
final class TravelReport {
    private static final int MINUTES_IN_HOUR = 60;
    private static final int SECONDS = 60;

    private static final Param EVENT = Param.named("event.code");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param HOURS = Param.named("motorhours");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param TRIP_MILEAGE = Param.named("trip.mileage");
    private static final Param TRIP_TIME = Param.named("trip.time");
    private static final Param STOP_TIME = Param.named("suntech.trip.stop.time");
    private static final Param MOVING_TIME = Param.named("suntech.trip.moving.time");
    private static final Param[] PLACES = {
        Param.named("suntech.trip.start.latitude"),
        Param.named("suntech.trip.start.longitude"),
        Param.named("suntech.trip.end.latitude"),
        Param.named("suntech.trip.end.longitude"),
        Param.named("suntech.trip.speed.average"),
        Param.named("suntech.trip.speed.max"),
    };
    private static final Param DRIVER = Param.named("ibutton.code");
    private static final Param OTHER = Param.named("suntech.field.#");

    private TravelReport() {}

    static boolean store(Fields fields, Sink out) {
        int date = Texts.date(fields, 2);
        int places = Texts.coordinate(fields, date + 2);
        if (date < 3 || places < date + 11) {
            return false;
        }
        out.message(Texts.time(fields, date)).put(EVENT, fields.text(0, fields.length(0) - 3, 3));
        out.put(VERSION, fields.text(date - 1));
        Texts.putKilometres(fields, date + 2, MILEAGE, out);
        fields.put(date + 3, SUPPLY, 1, out);
        if (fields.isReal(date + 4)) {
            out.put(HOURS, fields.real(date + 4) / MINUTES_IN_HOUR);
        }
        fields.put(date + 5, BATTERY, 1, out);
        out.put(BUFFERED, fields.is(date + 6, "0"));
        Texts.putKilometres(fields, places - 4, TRIP_MILEAGE, out);
        fields.put(places - 3, TRIP_TIME, SECONDS, out);
        fields.put(places - 2, STOP_TIME, SECONDS, out);
        fields.put(places - 1, MOVING_TIME, SECONDS, out);
        for (int i = 0; i < PLACES.length; i++) {
            fields.put(places + i, PLACES[i], 1, out);
        }
        int last = fields.count() - 1;
        for (int i = places + PLACES.length; i < last; i++) {
            if (fields.has(i)) {
                out.put(OTHER, i, fields.text(i));
            }
        }
        if (!Texts.isZero(fields, last)) {
            out.put(DRIVER, fields.text(last));
        }
        return true;
    }
}
