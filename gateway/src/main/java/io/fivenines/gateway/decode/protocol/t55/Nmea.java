package io.fivenines.gateway.decode.protocol.t55;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Sentences with a place.
 *
 * <pre>
 * $GPRMC,hhmmss.sss,A,lat,N,lon,E,knots,course,ddmmyy,...
 * $GPGGA,hhmmss.sss,lat,N,lon,E,quality,satellites,hdop,altitude,M,...
 * $GPGLL,lat,N,lon,E,hhmmss.sss,A,...
 * $GPRMA,A,lat,N,lon,E,,,knots,course,...
 * $PUBX,00,hhmmss.ss,lat,N,lon,E,altitude,state,accuracy,accuracy,km/h,course,up,age,hdop,vdop,tdop,satellites,id,0
 * $TRCCR,yyyymmddhhmmss.sss,A,lat,lon,knots,course,altitude,battery,
 * $GPIOP,inputs,outputs,volts,volts,volts,volts,vehicle,battery
 * QZE,IMEI,event,ddmmyyyy,hhmmss,lat,lon,km/h,course,A,ignition
 * </pre>
 *
 * <p>Where there is no date it is the one nearest to the gateway's own.
 */
final class Nmea {
    static final double KMH_IN_KNOT = 1.852;

    static final Param LATITUDE = Param.named("position.latitude");
    static final Param LONGITUDE = Param.named("position.longitude");
    static final Param VALID = Param.named("position.valid");
    static final Param SPEED = Param.named("position.speed");
    static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param VDOP = Param.named("position.vdop");
    private static final Param TDOP = Param.named("position.tdop");
    private static final Param ACCURACY = Param.named("position.accuracy");
    private static final Param ACCURACY_VERTICAL = Param.named("position.accuracy.vertical");
    private static final Param STATE = Param.named("t55.satellites.status");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param VEHICLE = Param.named("external.powersource.voltage");
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param ANALOGUE = Param.named("ain.#");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param FUEL = Param.named("fuel.level");
    private static final Param OTHER = Param.named("t55.param.#");

    private Nmea() {}

    static Verdict store(Frame frame, int start, Fields fields, long nowMs, Sink out) {
        if (frame.has(start + 3, "GGA,")) {
            return storeFix(fields, nowMs, out);
        }
        if (frame.has(start + 3, "GLL,")) {
            return storeGeographic(fields, nowMs, out);
        }
        if (frame.has(start + 3, "RMA,")) {
            return storeLoran(fields, out);
        }
        if (frame.has(start, "$TRCCR,")) {
            return storeTrccr(fields, out);
        }
        return frame.has(start, "$GPIOP,") ? storePorts(fields, out) : Verdict.UNSUPPORTED;
    }

    private static void putPlace(Fields fields, int i, Sink out) {
        out.put(LATITUDE, fields.degreesMinutes(i, i + 1)).put(LONGITUDE, fields.degreesMinutes(i + 2, i + 3));
    }

    private static long today(Fields fields, int i, long nowMs) {
        boolean timed = fields.length(i) >= 6 && fields.isReal(i);
        return timed ? Utc.nearest(nowMs, (long) fields.real(i)) : Sink.NO_TIME;
    }

    static Verdict storeMinimum(Fields fields, Sink out) {
        if (!fields.isReal(3) || !fields.isReal(5)) {
            return Verdict.IGNORED;
        }
        out.message(fields.moment(9, 1));
        putPlace(fields, 3, out);
        out.put(VALID, fields.is(2, "A"));
        fields.put(7, SPEED, KMH_IN_KNOT, out);
        fields.put(8, DIRECTION, 1, out);
        return Verdict.ACCEPTED;
    }

    static void putBehind(Fields fields, Sink out) {
        fields.putWhole(0, SATELLITES, out);
        if (fields.has(2)) {
            out.put(IGNITION, fields.is(2, "1"));
        }
        fields.put(3, FUEL, 1, out);
        fields.put(4, LEVEL, 1, out);
        for (int i = 5; i < fields.count(); i++) {
            if (fields.has(i)) {
                out.put(OTHER, i - 4, fields.text(i));
            }
        }
    }

    private static Verdict storeFix(Fields fields, long nowMs, Sink out) {
        if (!fields.isReal(2) || !fields.isReal(4)) {
            return Verdict.IGNORED;
        }
        out.message(today(fields, 1, nowMs));
        putPlace(fields, 2, out);
        out.put(VALID, fields.isReal(6) && fields.real(6) > 0);
        fields.putWhole(7, SATELLITES, out);
        fields.put(8, HDOP, 1, out);
        fields.put(9, ALTITUDE, 1, out);
        return Verdict.ACCEPTED;
    }

    private static Verdict storeGeographic(Fields fields, long nowMs, Sink out) {
        if (!fields.isReal(1) || !fields.isReal(3)) {
            return Verdict.IGNORED;
        }
        out.message(today(fields, 5, nowMs));
        putPlace(fields, 1, out);
        out.put(VALID, fields.is(6, "A"));
        return Verdict.ACCEPTED;
    }

    private static Verdict storeLoran(Fields fields, Sink out) {
        if (!fields.isReal(2) || !fields.isReal(4)) {
            return Verdict.IGNORED;
        }
        out.message(Sink.NO_TIME);
        putPlace(fields, 2, out);
        out.put(VALID, fields.is(1, "A"));
        fields.put(8, SPEED, KMH_IN_KNOT, out);
        fields.put(9, DIRECTION, 1, out);
        return Verdict.ACCEPTED;
    }

    static Verdict storeUblox(Fields fields, long nowMs, Sink out) {
        if (!fields.isReal(3) || !fields.isReal(5)) {
            return Verdict.IGNORED;
        }
        out.message(today(fields, 2, nowMs));
        putPlace(fields, 3, out);
        out.put(VALID, fields.has(8) && !fields.is(8, "NF"));
        fields.putText(8, STATE, out);
        fields.put(7, ALTITUDE, 1, out);
        fields.put(9, ACCURACY, 1, out);
        fields.put(10, ACCURACY_VERTICAL, 1, out);
        fields.put(11, SPEED, 1, out);
        fields.put(12, DIRECTION, 1, out);
        fields.put(15, HDOP, 1, out);
        fields.put(16, VDOP, 1, out);
        fields.put(17, TDOP, 1, out);
        fields.putWhole(18, SATELLITES, out);
        return Verdict.ACCEPTED;
    }

    private static Verdict storeTrccr(Fields fields, Sink out) {
        if (fields.length(1) < 14 || !fields.isReal(1) || !fields.isReal(3) || !fields.isReal(4)) {
            return Verdict.UNSUPPORTED;
        }
        out.message(Utc.yyyymmddhhmmss(fields.digits(1, 0, 14)));
        out.put(LATITUDE, fields.real(3)).put(LONGITUDE, fields.real(4)).put(VALID, fields.is(2, "A"));
        fields.put(5, SPEED, KMH_IN_KNOT, out);
        fields.put(6, DIRECTION, 1, out);
        fields.put(7, ALTITUDE, 1, out);
        fields.put(8, LEVEL, 1, out);
        return Verdict.ACCEPTED;
    }

    private static Verdict storePorts(Fields fields, Sink out) {
        out.message(Sink.NO_TIME);
        putBits(fields, 1, INPUTS, out);
        putBits(fields, 2, OUTPUTS, out);
        for (int i = 3; i <= 6; i++) {
            if (fields.isReal(i)) {
                out.put(ANALOGUE, i - 2, fields.real(i));
            }
        }
        fields.put(7, VEHICLE, 1, out);
        fields.put(8, BATTERY, 1, out);
        return Verdict.ACCEPTED;
    }

    private static void putBits(Fields fields, int i, Param param, Sink out) {
        int bits = fields.has(i) ? 0 : -1;
        for (int k = 0; k < fields.length(i) && k < 31; k++) {
            bits = bits << 1 | fields.charAt(i, k) & 1;
        }
        if (bits >= 0) {
            out.put(param, bits);
        }
    }

    static Verdict storeQze(Fields fields, Sink out) {
        if (!fields.isDigits(3, 8) || !fields.isDigits(4, 6) || !fields.isReal(5) || !fields.isReal(6)) {
            return Verdict.UNSUPPORTED;
        }
        long time = fields.integer(4);
        out.message(Utc.ms(
                fields.digits(3, 4, 4),
                fields.digits(3, 2, 2),
                fields.digits(3, 0, 2),
                time / 10_000,
                time / 100 % 100,
                time % 100));
        fields.putWhole(2, EVENT, out);
        out.put(LATITUDE, fields.real(5)).put(LONGITUDE, fields.real(6)).put(VALID, fields.is(9, "A"));
        fields.put(7, SPEED, 1, out);
        fields.put(8, DIRECTION, 1, out);
        out.put(IGNITION, fields.is(10, "1"));
        return Verdict.ACCEPTED;
    }
}
