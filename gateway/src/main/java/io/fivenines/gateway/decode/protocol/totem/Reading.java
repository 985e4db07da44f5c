package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a device at the tracker's serial port read, with the place where it did: kind {@code E2} a card, kind
 * {@code E5} the vehicle's bus.
 *
 * <pre>
 * yymmddhhmmss,longitude,latitude,card,|
 * yymmddhhmmss,longitude,latitude,$Cloud,distance,fuel used,consumption,supply mV,rpm,km/h,air flow,intake kPa,
 *                                     coolant,intake air,load %,throttle %,fuel %,|
 * </pre>
 *
 * <p>Coordinates are signed degrees. 255 stands for a reading that is not there. Distance, fuel and air flow have no
 * unit that anyone wrote down, so they are kept by number.
 */
final class Reading {
    private static final int MOMENT = 12;
    private static final int KIND = 6;
    private static final int FIRST = 4;
    private static final String NONE = "255";

    private static final Param KIND_NUMBER = Param.named("event.enum");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param CARD = Param.named("rfid.code");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param ENGINE = Param.named("can.engine.rpm");
    private static final Param OTHER = Param.named("totem.obd.#");
    private static final Param FIELD = Param.named("totem.field.#");

    /** By the reading's place behind the name; null where the unit is not known. */
    private static final Param[] READINGS = {
        null,
        null,
        null,
        SUPPLY,
        ENGINE,
        Param.named("can.vehicle.speed"),
        null,
        Param.named("can.intake.pressure"),
        Param.named("can.engine.temperature"),
        Param.named("can.intake.temperature"),
        Param.named("can.engine.load"),
        Param.named("can.throttle.level"),
        Param.named("can.fuel.level"),
    };

    private Reading() {}

    static boolean isReading(Frame frame, int from) {
        return frame.find(',', from) == from + MOMENT;
    }

    static Verdict store(Frame frame, int from, int end, Sink out) {
        int kind = (int) frame.seek(KIND).hexDigits(2);
        int bar = frame.find('|', from);
        Fields fields = frame.seek(from).split((bar < 0 || bar > end ? end : bar) - from, ',');
        out.message(Utc.yymmdd(fields.digits(0, 0, 6), fields.digits(0, 6, 6)));
        out.put(KIND_NUMBER, kind).put(VALID, true);
        out.put(LONGITUDE, fields.real(1)).put(LATITUDE, fields.real(2));
        if (fields.is(3, "$Cloud")) {
            putReadings(fields, out);
        } else if (kind == 0xE2) {
            fields.putText(3, CARD, out);
        } else {
            putFields(fields, 3, out);
        }
        return Verdict.ACCEPTED;
    }

    private static void putReadings(Fields fields, Sink out) {
        for (int i = 0; i < READINGS.length; i++) {
            int at = FIRST + i;
            if (READINGS[i] == null && fields.isReal(at)) {
                out.put(OTHER, i + 1, fields.real(at));
            } else if (READINGS[i] != null && (!fields.is(at, NONE) || READINGS[i] == ENGINE)) {
                fields.put(at, READINGS[i], READINGS[i] == SUPPLY ? 0.001 : 1, out);
            }
        }
        putFields(fields, FIRST + READINGS.length, out);
    }

    private static void putFields(Fields fields, int from, Sink out) {
        for (int i = from; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(FIELD, i, fields.text(i));
            }
        }
    }
}
