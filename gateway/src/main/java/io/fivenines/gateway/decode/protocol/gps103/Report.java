package io.fivenines.gateway.decode.protocol.gps103;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A report on the place, an alarm, or the answer to a command; only the keyword is always there.
 *
 * <pre>
 *    0       1          2           3        4   5     6  7    8   9  10   11     12      13     14   15   16   17   18
 * IMEI,keyword,yymmddhhmm[ss],phone or card,F,hhmmss.s,A,lat, N, lon, E,knots,course,altitude,acc,door,oil1,oil2,temp
 * IMEI,keyword,yymmddhhmm[ss],phone or card,L,        , ,lac,  ,cell,  ,     ,      ,        ,acc,door,oil1,oil2,temp
 * </pre>
 *
 * <p>Field 2 is the tracker's own clock in a zone that it does not tell, field 5 the time of day in UTC: the date is
 * the one that brings the two within half a day of each other. Without field 5 the clock is taken as UTC, to the
 * minute.
 */
final class Report {
    static final int ACC = 14;
    static final int TEMPERATURE_FIELD = 18;
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MINUTES = 1440;
    private static final double KMH_IN_KNOT = 1.852;
    private static final int DIGITS_OF_PHONE = 5;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param DOOR = Param.named("door.status");
    private static final Param FUEL = Param.named("fuel.level.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param CARD = Param.named("rfid.code");
    private static final Param PHONE = Param.named("device.phone");
    private static final Param CLOCK = Param.named("device.time.local");
    private static final Param OTHER = Param.named("gps103.io.#");

    private Report() {}

    static void store(Fields fields, Sink out) {
        boolean located = fields.is(4, "F");
        out.message(located ? time(fields) : Sink.NO_TIME);
        Keyword.put(fields, out);
        putSender(fields, out);
        if (located) {
            putPlace(fields, out);
        } else {
            fields.putText(2, CLOCK, out);
            putCell(fields, out);
        }
        putSwitch(fields, ACC, IGNITION, out);
        // The alarms oil1 and oil2 come in an older form, which has neither switch.
        boolean old = fields.isReal(15) && fields.length(15) > 1;
        if (old) {
            putLevel(fields, 15, 1, out);
            putLevel(fields, 16, 2, out);
            return;
        }
        putSwitch(fields, 15, DOOR, out);
        putLevel(fields, 16, 1, out);
        putLevel(fields, 17, 2, out);
        if (fields.isReal(TEMPERATURE_FIELD)) {
            out.put(TEMPERATURE, 1, fields.real(TEMPERATURE_FIELD));
        }
        for (int i = TEMPERATURE_FIELD + 1; i < fields.count(); i++) {
            putOther(fields, i, out);
        }
    }

    private static void putSender(Fields fields, Sink out) {
        if (fields.is(1, "rfid")) {
            fields.putText(3, CARD, out);
        } else if (fields.length(3) < DIGITS_OF_PHONE) {
            putOther(fields, 3, out);
        } else {
            out.put(PHONE, fields.text(3));
        }
    }

    private static void putPlace(Fields fields, Sink out) {
        // Some firmware writes the hemisphere before the number.
        boolean before = fields.is(7, "N") || fields.is(7, "S");
        int latitude = before ? 8 : 7;
        int longitude = before ? 10 : 9;
        if (fields.isReal(latitude) && fields.isReal(longitude)) {
            out.put(LATITUDE, fields.degreesMinutes(latitude, before ? 7 : 8));
            out.put(LONGITUDE, fields.degreesMinutes(longitude, before ? 9 : 10));
            out.put(VALID, fields.is(6, "A"));
        }
        fields.put(11, SPEED, KMH_IN_KNOT, out);
        fields.put(12, DIRECTION, 1, out);
        fields.put(13, ALTITUDE, 1, out);
    }

    private static void putCell(Fields fields, Sink out) {
        if (fields.isHex(7) && fields.isHex(9)) {
            out.put(LAC, fields.hex(7)).put(CELL, fields.hex(9));
        }
    }

    private static void putSwitch(Fields fields, int i, Param param, Sink out) {
        if (fields.is(i, "0") || fields.is(i, "1")) {
            out.put(param, fields.is(i, "1"));
        } else {
            putOther(fields, i, out);
        }
    }

    /** Percent, with or without the sign. */
    private static void putLevel(Fields fields, int i, int sensor, Sink out) {
        int digits = fields.length(i) - (fields.charAt(i, fields.length(i) - 1) == '%' ? 1 : 0);
        if (fields.isReal(i, 0, digits)) {
            out.put(FUEL, sensor, fields.real(i, 0, digits));
        } else {
            putOther(fields, i, out);
        }
    }

    private static void putOther(Fields fields, int i, Sink out) {
        if (fields.has(i)) {
            out.put(OTHER, i, fields.text(i));
        }
    }

    private static long time(Fields fields) {
        long clock = clock(fields);
        if (clock == Sink.NO_TIME || fields.length(5) < 6 || !fields.isReal(5) || fields.charAt(5, 5) == '.') {
            return clock;
        }
        long minute = fields.digits(5, 0, 2) * 60 + fields.digits(5, 2, 2);
        long east = Math.floorMod(clock / MINUTE_MS, DAY_MINUTES) - minute;
        if (east <= -DAY_MINUTES / 2) {
            east += DAY_MINUTES;
        } else if (east > DAY_MINUTES / 2) {
            east -= DAY_MINUTES;
        }
        return clock - east * MINUTE_MS + (long) (fields.real(5, 4, fields.length(5) - 4) * 1000);
    }

    /** The tracker's clock as if it were UTC, without seconds; it may be written with slashes, colon and space. */
    private static long clock(Fields fields) {
        long digits = 0;
        int count = 0;
        for (int k = 0; k < fields.length(2) && count < 10; k++) {
            char c = fields.charAt(2, k);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + c - '0';
                count++;
            }
        }
        return count < 10 ? Sink.NO_TIME : Utc.yymmdd(digits / 10_000, digits % 10_000 * 100);
    }
}
