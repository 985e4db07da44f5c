package io.fivenines.gateway.decode.protocol.t55;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Reports made of words and their values, as WMCS trackers send them, and what a modem says of its network.
 *
 * <pre>
 * $ID,IMEI,...,ALARM,0x00004000,...,GPSET,V,D,ddmmyy,T,hhmmss,S,visible:used,La,lat,N,Lo,lon,W,H,course,V,km/h,
 *      DD,metres
 * $CONNECT,IMEI,NETWORK,"name",RO,001,LAC,B02C,CID,521B,...
 * $GPTXT,NET,id,name,dBm,mcc mnc
 * </pre>
 */
final class Wmcs {
    private static final Param EVENT = Param.named("event.code");
    private static final Param VISIBLE = Param.named("position.satellites.visible");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param OPERATOR = Param.named("gsm.operator.name");
    private static final Param DBM = Param.named("gsm.signal.dbm");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");

    private Wmcs() {}

    static Verdict store(Fields fields, Sink out) {
        int fix = fix(fields);
        int alarm = word(fields, "ALARM", 1);
        if (fix < 0 && alarm < 0) {
            return Verdict.IGNORED;
        }
        int date = word(fields, "D", fix);
        int time = word(fields, "T", fix);
        boolean timed = date > 0 && time > 0 && fields.isDigits(date + 1, 6) && fields.isDigits(time + 1, 6);
        out.message(timed ? Utc.ddmmyy(fields.integer(date + 1), fields.integer(time + 1)) : Sink.NO_TIME);
        if (alarm > 0) {
            fields.putText(alarm + 1, EVENT, out);
        }
        if (fix > 0) {
            putPlace(fields, fix, out);
        }
        return Verdict.ACCEPTED;
    }

    private static int fix(Fields fields) {
        for (int i = 2; i < fields.count(); i++) {
            if (fields.length(i) == 5 && fields.charAt(i, 0) == 'G' && fields.charAt(i, 3) == 'E') {
                return i;
            }
        }
        return -1;
    }

    private static int word(Fields fields, String word, int from) {
        for (int i = from + 1; from >= 0 && i < fields.count(); i++) {
            if (fields.is(i, word)) {
                return i;
            }
        }
        return -1;
    }

    private static void putPlace(Fields fields, int fix, Sink out) {
        int latitude = word(fields, "La", fix) + 1;
        int longitude = word(fields, "Lo", fix) + 1;
        if (latitude > 0 && longitude > 0 && fields.isReal(latitude) && fields.isReal(longitude)) {
            double north = fields.real(latitude);
            double east = fields.real(longitude);
            out.put(Nmea.LATITUDE, fields.is(latitude + 1, "S") ? -north : north);
            out.put(Nmea.LONGITUDE, fields.is(longitude + 1, "W") ? -east : east);
            out.put(Nmea.VALID, fields.is(fix + 1, "A"));
        }
        put(fields, "H", fix, Nmea.DIRECTION, out);
        // The fix flag behind the word may be a V too.
        put(fields, "V", fix + 1, Nmea.SPEED, out);
        int mileage = word(fields, "DD", fix) + 1;
        if (mileage > 0 && fields.isReal(mileage)) {
            out.put(MILEAGE, fields.real(mileage) / 1000);
        }
        putSatellites(fields, word(fields, "S", fix) + 1, out);
    }

    private static void put(Fields fields, String word, int from, Param param, Sink out) {
        int i = word(fields, word, from);
        if (i > 0) {
            fields.put(i + 1, param, 1, out);
        }
    }

    private static void putSatellites(Fields fields, int i, Sink out) {
        int colon = 0;
        while (colon < fields.length(i) && fields.charAt(i, colon) != ':') {
            colon++;
        }
        int rest = fields.length(i) - colon - 1;
        if (i > 0 && fields.isReal(i, 0, colon) && rest > 0 && fields.isReal(i, colon + 1, rest)) {
            out.put(VISIBLE, (long) fields.real(i, 0, colon));
            out.put(SATELLITES, (long) fields.real(i, colon + 1, rest));
        }
    }

    static void storeNetwork(Fields fields, Sink out) {
        int name = word(fields, "NETWORK", 0) + 1;
        int area = word(fields, "LAC", 0) + 1;
        int cell = word(fields, "CID", 0) + 1;
        out.message(Sink.NO_TIME);
        if (name > 0 && fields.length(name) > 2) {
            out.put(OPERATOR, fields.text(name, 1, fields.length(name) - 2));
        }
        if (area > 0 && cell > 0 && fields.isHex(area) && fields.isHex(cell)) {
            out.put(LAC, fields.hex(area)).put(CELL, fields.hex(cell));
        }
    }

    static Verdict storeOperator(Fields fields, Sink out) {
        out.message(Sink.NO_TIME);
        fields.putText(3, OPERATOR, out);
        fields.putWhole(4, DBM, out);
        if (fields.length(5) > 4 && fields.charAt(5, 3) == ' ' && fields.isReal(5, 0, 3)) {
            int digits = fields.length(5) - 4;
            out.put(MCC, (long) fields.real(5, 0, 3));
            if (fields.isReal(5, 4, digits)) {
                out.put(MNC, (long) fields.real(5, 4, digits));
            }
        }
        return Verdict.ACCEPTED;
    }
}
