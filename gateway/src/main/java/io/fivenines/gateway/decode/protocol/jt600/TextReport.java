package io.fivenines.gateway.decode.protocol.jt600;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report in text.
 *
 * <pre>
 * (ID,U01,ddmmyy,hhmmss,T,lat,N,lon,E,mph,course,satellites,32%,state bits,cell,area,signal,kilometres,number)
 * (ID,U06,alarm,ddmmyy,...)                       U01 to U03 are answered S39, U06 S20
 * (ID,P45,ddmmyy,hhmmss,lat,N,lon,E,A,mph,course,source,result,card,result,errors,number,...)     answered P69
 * (ID,W01,dddmm.mmmm,E,ddmm.mmmm,N,A,ddmmyy,hhmmss,km/h,course,power,gps,gsm,alert,...)
 * (ID,n,n,WLNET,5,2,bytes)                        a wireless sensor, see {@link SensorReport}
 * (ID,@JT)                                        heartbeat
 * </pre>
 *
 * <p>Anything else that begins with P is the answer to a command; the rest is kept as text.
 */
final class TextReport {
    private static final double KMH_IN_MPH = 1.609344;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param EVENT = Param.named("event.code");
    private static final Param EVENT_NUMBER = Param.named("event.enum");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param STATUS = Param.named("device.status");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.csq");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param INDEX = Param.named("message.index");
    private static final Param CARD = Param.named("rfid.code");
    private static final Param UNLOCK = Param.named("jt600.unlock.result");
    private static final Param PASSWORD = Param.named("jt600.password.result");
    private static final Param ERRORS = Param.named("jt600.password.errors");
    private static final Param POWER = Param.named("jt600.power");
    private static final Param GPS = Param.named("jt600.gps.signal");
    private static final Param OTHER = Param.named("jt600.field.#");
    private static final Param RESULT = Param.named("command.result");
    private static final Param TEXT = Param.named("message.text");

    private TextReport() {}

    static Verdict store(Frame frame, Session session, Sink out) {
        int end = frame.length() - 1;
        Fields fields = frame.seek(1).split(end - 1, ',');
        if (!session.identify(fields.text(0))) {
            return Verdict.UNIDENTIFIED;
        }
        if (fields.is(1, "@JT") || fields.count() < 2) {
            return Verdict.ACCEPTED;
        }
        if (fields.is(3, "WLNET") && fields.is(4, "5")) {
            return SensorReport.store(frame, end, out);
        }
        if (isReport(fields) && storeReport(fields, out)) {
            return Verdict.ACCEPTED;
        }
        if (fields.is(1, "P45") && storeLock(fields, out)) {
            return Verdict.ACCEPTED;
        }
        if (!fields.is(1, "W01") || !storeWatch(fields, out)) {
            int from = 2 + fields.length(0);
            Param param = fields.charAt(1, 0) == 'P' ? RESULT : TEXT;
            out.message(Sink.NO_TIME).put(param, frame.seek(from).text(end - from));
            if (param == RESULT) {
                out.answer(Sink.UNNUMBERED, frame.seek(from).text(end - from));
            }
        }
        return Verdict.ACCEPTED;
    }

    private static boolean isReport(Fields fields) {
        return fields.length(1) == 3 && fields.charAt(1, 0) == 'U';
    }

    /** Time, and coordinates with their hemispheres behind; false if one of them is none. */
    private static boolean begin(Fields fields, int date, int latitude, Sink out) {
        if (!fields.isDigits(date, 6)
                || !fields.isDigits(date + 1, 6)
                || !fields.isReal(latitude)
                || !fields.isReal(latitude + 2)) {
            return false;
        }
        out.message(Utc.ddmmyy(fields.integer(date), fields.integer(date + 1))).put(EVENT, fields.text(1));
        double north = fields.real(latitude);
        double east = fields.real(latitude + 2);
        out.put(LATITUDE, fields.is(latitude + 1, "S") ? -north : north);
        out.put(LONGITUDE, fields.is(latitude + 3, "W") ? -east : east);
        return true;
    }

    private static boolean storeReport(Fields fields, Sink out) {
        int date = fields.isDigits(2, 6) ? 2 : 3;
        if (!begin(fields, date, date + 3, out)) {
            return false;
        }
        if (date > 2) {
            fields.putWhole(2, EVENT_NUMBER, out);
        }
        out.put(VALID, fields.is(date + 2, "T"));
        fields.put(date + 7, SPEED, KMH_IN_MPH, out);
        fields.put(date + 8, DIRECTION, 1, out);
        fields.putWhole(date + 9, SATELLITES, out);
        int digits = fields.length(date + 10) - 1;
        if (fields.charAt(date + 10, digits) == '%' && fields.isReal(date + 10, 0, digits)) {
            out.put(LEVEL, fields.real(date + 10, 0, digits));
        }
        putBits(fields, date + 11, out);
        fields.putWhole(date + 12, CELL, out);
        fields.putWhole(date + 13, LAC, out);
        fields.putWhole(date + 14, SIGNAL, out);
        fields.put(date + 15, MILEAGE, 1, out);
        fields.putWhole(date + 16, INDEX, out);
        for (int i = date + 17; i < fields.count(); i++) {
            putOther(fields, i, out);
        }
        if (fields.is(1, "U06")) {
            out.reply().text("(S20)");
        } else if (fields.is(1, "U01") || fields.is(1, "U02") || fields.is(1, "U03")) {
            out.reply().text("(S39)");
        }
        return true;
    }

    private static void putBits(Fields fields, int i, Sink out) {
        long bits = 0;
        for (int k = 0; k < fields.length(i) && k < 63; k++) {
            bits = bits << 1 | fields.charAt(i, k) & 1;
        }
        out.put(STATUS, bits);
    }

    private static void putOther(Fields fields, int i, Sink out) {
        if (fields.has(i)) {
            out.put(OTHER, i, fields.text(i));
        }
    }

    private static boolean storeLock(Fields fields, Sink out) {
        if (!fields.isReal(16) || !begin(fields, 2, 4, out)) {
            return false;
        }
        out.put(VALID, fields.is(8, "A"));
        fields.put(9, SPEED, KMH_IN_MPH, out);
        fields.put(10, DIRECTION, 1, out);
        fields.putWhole(11, EVENT_NUMBER, out);
        fields.putWhole(12, UNLOCK, out);
        if (fields.has(13) && !fields.is(13, "0000000000")) {
            out.put(CARD, fields.text(13));
        }
        fields.putWhole(14, PASSWORD, out);
        fields.putWhole(15, ERRORS, out);
        fields.putWhole(16, INDEX, out);
        for (int i = 17; i < fields.count(); i++) {
            putOther(fields, i, out);
        }
        out.reply().text("(P69,0,").text(fields.text(16)).text(")");
        return true;
    }

    private static boolean storeWatch(Fields fields, Sink out) {
        boolean placed = fields.isReal(2) && fields.isReal(4);
        if (!placed || !fields.isDigits(7, 6) || !fields.isDigits(8, 6)) {
            return false;
        }
        out.message(Utc.ddmmyy(fields.integer(7), fields.integer(8))).put(EVENT, fields.text(1));
        out.put(LATITUDE, fields.degreesMinutes(4, 5)).put(LONGITUDE, fields.degreesMinutes(2, 3));
        out.put(VALID, fields.is(6, "A"));
        fields.put(9, SPEED, 1, out);
        fields.put(10, DIRECTION, 1, out);
        fields.putWhole(11, POWER, out);
        fields.putWhole(12, GPS, out);
        fields.putWhole(13, SIGNAL, out);
        fields.putWhole(14, EVENT_NUMBER, out);
        for (int i = 15; i < fields.count(); i++) {
            putOther(fields, i, out);
        }
        return true;
    }
}
