package io.fivenines.gateway.decode.protocol.totem;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The AT06's report: fields parted by bars.
 *
 * <pre>
 * alarm 2 hex ddmmyyhhmmss | A or V | ddmm.mmmm | N | dddmm.mmmm | E | knots | course | HDOP | status 12
 * | charging 1, battery 0.1 V 2, supply V 2 | ADC 8 | cell 8 hex | temperatures 4 each | km | serial number |
 * </pre>
 */
final class BarReport {
    private static final Param VALID = Param.named("position.valid");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param FLAGS = Param.named("totem.flags");
    private static final Param CHARGING = Param.named("battery.charging.status");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");

    private BarReport() {}

    static Verdict store(Frame frame, int from, int end, Sink out) {
        int alarm = (int) frame.seek(from).hexDigits(2);
        Fields fields = frame.split(end - frame.offset(), '|');
        if (!fields.isDigits(0, 12)) {
            return Verdict.TRUNCATED;
        }
        out.message(Utc.ddmmyy(fields.digits(0, 0, 6), fields.digits(0, 6, 6)));
        Alarm.putOld(alarm, out);
        out.put(VALID, fields.is(1, "A"));
        out.put(LATITUDE, fields.degreesMinutes(2, 3)).put(LONGITUDE, fields.degreesMinutes(4, 5));
        fields.put(6, SPEED, Place.KMH_IN_KNOT, out);
        fields.put(7, DIRECTION, 1, out);
        fields.put(8, HDOP, 1, out);
        fields.putText(9, FLAGS, out);
        if (fields.isDigits(10, 5)) {
            out.put(CHARGING, fields.charAt(10, 0) == '1');
            out.put(BATTERY, fields.digits(10, 1, 2) / 10.0).put(SUPPLY, fields.digits(10, 3, 2));
        }
        Tail.put(fields, 11, out);
        return Verdict.ACCEPTED;
    }
}
