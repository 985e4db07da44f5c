package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report in text: AAA, or the answer to a command that asks for the place.
 *
 * <pre>
 *  0    1     2   3   4            5  6    7   8     9      10   11       12      13      14               15   16
 * AAA,event,lat,lon,yymmddhhmmss,A,sats,csq,speed,course,hdop,altitude,metres,seconds,mcc|mnc|area|cell,ports,voltages
 *   17         18     19       20      21             22...
 * ,event data,own,version,fuel,temperatures,further values
 * </pre>
 *
 * <p>Voltages are five readings of the converter in hex (three inputs, battery, vehicle), or five decimal numbers of
 * volts (battery, vehicle, clock, processor, GNSS). Some trackers put a number before the event.
 */
final class TextReport {
    private static final int TIME_DIGITS = 12;
    private static final int TEMPERATURE_LENGTH = 6;
    private static final int VERSION_OF_HUNDREDTHS = 3;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param RUN_TIME = Param.named("meitrack.run.time");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param CARD = Param.named("rfid.code");
    private static final Param PICTURE = Param.named("photo.name");
    private static final Param FENCE = Param.named("geofence.id");
    private static final Param EVENT_DATA = Param.named("meitrack.event.data");
    private static final Param FUEL = Param.named("fuel.level");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param OTHER = Param.named("meitrack.field.#");

    private TextReport() {}

    /** Stores the report that stands between two offsets; false if there is none. */
    static boolean store(Frame frame, int from, int end, Sink out) {
        Fields fields = frame.seek(from).split(end - from, ',');
        int shift = fields.isDigits(4, TIME_DIGITS) ? 0 : 1;
        int time = 4 + shift;
        if (!fields.isDigits(time, TIME_DIGITS) || !fields.isReal(time - 2) || !fields.isReal(time - 1)) {
            return false;
        }
        out.message(Utc.yymmdd(fields.digits(time, 0, 6), fields.digits(time, 6, 6)));
        long event = fields.isReal(time - 3) ? (long) fields.real(time - 3) : 0;
        Event.put(event, out);
        if (event == Event.ASKED) {
            out.answer(Sink.UNNUMBERED, "");
        }
        out.put(LATITUDE, fields.real(time - 2)).put(LONGITUDE, fields.real(time - 1));
        out.put(VALID, fields.is(time + 1, "A"));
        fields.putWhole(time + 2, SATELLITES, out);
        fields.putWhole(time + 3, SIGNAL, out);
        fields.put(time + 4, SPEED, 1, out);
        fields.put(time + 5, DIRECTION, 1, out);
        fields.put(time + 6, HDOP, 1, out);
        fields.put(time + 7, ALTITUDE, 1, out);
        if (fields.isReal(time + 8)) {
            out.put(MILEAGE, fields.real(time + 8) / 1000);
        }
        fields.putWhole(time + 9, RUN_TIME, out);
        putPorts(fields, time + 11, out);
        putEventData(fields, time + 13, event, out);
        long version = fields.isReal(time + 15) ? (long) fields.real(time + 15) : 0;
        if (fields.length(time + 16) == 4 && fields.isHex(time + 16)) {
            long fuel = fields.hex(time + 16);
            out.put(FUEL, (fuel >> 8) + (fuel & 0xFF) / 100.0);
        }
        putTemperatures(fields, time + 17, version, out);
        for (int i = time + 18; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(OTHER, i - shift, fields.text(i));
            }
        }
        Lists.putCell(frame, from, time + 10, out);
        Lists.putVoltages(frame, from, time + 12, out);
        return true;
    }

    private static void putPorts(Fields fields, int i, Sink out) {
        if (fields.length(i) == 4 && fields.isHex(i)) {
            long ports = fields.hex(i);
            out.put(INPUTS, ports >> 8).put(OUTPUTS, ports & 0xFF);
        }
    }

    private static void putEventData(Fields fields, int i, long event, Sink out) {
        if (!fields.has(i)) {
            return;
        }
        if (event == Event.CARD) {
            out.put(CARD, fields.text(i));
        } else if (event == Event.PICTURE) {
            out.put(PICTURE, fields.text(i));
        } else if (Event.isFence(event) && fields.isReal(i)) {
            out.put(FENCE, (long) fields.real(i));
        } else {
            out.put(EVENT_DATA, fields.text(i));
        }
    }

    /** Sensors parted by bars: number and value, in degrees and hundredths or, from version 3 on, in hundredths. */
    private static void putTemperatures(Fields fields, int i, long version, Sink out) {
        for (int k = 0; k + TEMPERATURE_LENGTH <= fields.length(i); k += TEMPERATURE_LENGTH + 1) {
            int number = hex(fields, i, k, 2);
            int value = (short) hex(fields, i, k + 2, 4);
            if (number < 0 || hex(fields, i, k + 2, 4) < 0) {
                return;
            }
            double hundredths = (value & 0xFF) / 100.0;
            int degrees = value >> 8;
            double split = degrees < 0 ? degrees - hundredths : degrees + hundredths;
            out.put(TEMPERATURE, number, version >= VERSION_OF_HUNDREDTHS ? value / 100.0 : split);
        }
    }

    private static int hex(Fields fields, int i, int offset, int length) {
        int value = 0;
        for (int k = offset; k < offset + length; k++) {
            int digit = Character.digit(fields.charAt(i, k), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
