package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The report of AVL02 and AT01 to AT04: a sentence as NMEA 0183 writes it, then fields parted by bars.
 *
 * <pre>
 * alarm 2 hex $GPRMC,hhmmss.sss,A,ddmm.mmmm,N,dddmm.mmmm,E,knots,course,ddmmyy,,,A*hh | PDOP | HDOP | VDOP
 * | status 12 | clock yyyymmddhhmmss | charging 1, battery 0.01 V 3, supply 0.01 V 4 | (ADC 8) | cell 8 hex
 * | temperature 4 | (km) | serial number |
 * status, a digit each: SOS | buttons A to C | inputs 1 to 4 | outputs 1 to 4
 * </pre>
 *
 * <p>A tracker that never had a fix sends zeros for the date; its place is left out then.
 */
final class SentenceReport {
    private static final int FLAGS_LENGTH = 12;
    private static final int SUPPLY_FIELD = 6;

    private static final Param VALID = Param.named("position.valid");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param PDOP = Param.named("position.pdop");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param VDOP = Param.named("position.vdop");
    private static final Param SOS = Param.named("sos.status");
    private static final Param BUTTON = Param.named("totem.button.#");
    private static final Param INPUT = Param.named("din.#");
    private static final Param OUTPUT = Param.named("dout.#");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");

    private SentenceReport() {}

    static Verdict store(Frame frame, int from, int end, Sink out) {
        int alarm = (int) frame.seek(from).hexDigits(2);
        int start = frame.offset();
        int bar = frame.find('|', start);
        if (bar < 0 || bar > end) {
            return Verdict.TRUNCATED;
        }
        putSentence(frame.split(bar - start, ','), out);
        Alarm.putOld(alarm, out);
        putMore(frame.seek(bar + 1).split(end - bar - 1, '|'), out);
        return Verdict.ACCEPTED;
    }

    private static void putSentence(Fields fields, Sink out) {
        long moment = fields.is(9, "000000") ? Sink.NO_TIME : fields.moment(9, 1);
        out.message(moment).put(VALID, fields.is(2, "A"));
        if (moment != Sink.NO_TIME) {
            out.put(LATITUDE, fields.degreesMinutes(3, 4)).put(LONGITUDE, fields.degreesMinutes(5, 6));
            fields.put(7, SPEED, Place.KMH_IN_KNOT, out);
            fields.put(8, DIRECTION, 1, out);
        }
    }

    private static void putMore(Fields fields, Sink out) {
        fields.put(0, PDOP, 1, out);
        fields.put(1, HDOP, 1, out);
        fields.put(2, VDOP, 1, out);
        if (fields.length(3) == FLAGS_LENGTH) {
            putFlags(fields, out);
        }
        if (fields.isDigits(5, 8)) {
            out.put(CHARGING, fields.charAt(5, 0) == '1');
            out.put(BATTERY, fields.digits(5, 1, 3) / 100.0).put(SUPPLY, fields.digits(5, 4, 4) / 100.0);
        }
        Tail.put(fields, SUPPLY_FIELD, out);
    }

    private static void putFlags(Fields fields, Sink out) {
        out.put(SOS, fields.charAt(3, 0) == '1');
        for (int i = 1; i < FLAGS_LENGTH; i++) {
            Param family = i < 4 ? BUTTON : i < 8 ? INPUT : OUTPUT;
            out.put(family, i < 4 ? i : i % 4 + 1, fields.charAt(3, i) == '1');
        }
    }
}
