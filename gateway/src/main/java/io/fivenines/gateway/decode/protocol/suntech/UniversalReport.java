package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A universal report in text. The map has a bit for each field, in order.
 *
 * <pre>
 * bit 1 model, 2 version, 3 live, 4 date, 5 time, 6 cell, 7 mcc, 8 mnc, 9 area, 10 signal, 11 latitude, 12 longitude,
 *     13 speed, 14 course, 15 satellites, 16 fix, 17 inputs, 18 outputs,
 *     19 mode or alert, 20 reason or modifier, 21 number or data, 23 map of the values the operator chose
 * </pre>
 *
 * <p>UEX has what a serial port sent in place of bits 19 to 21. BLE has no map: it tells model, version, date, time,
 * latitude and longitude, then the beacons.
 */
final class UniversalReport {
    private static final int MAP = 2;
    private static final int MAP_OF_BEACONS = 0b1_1000_0011_0110;
    private static final int LAST_COMMON = 18;
    private static final int ASSIGN_BITS = 31;
    private static final int BEACON_FIELDS = 7;
    private static final int BEACONS_MAX = 64;

    private static final Param EVENT = Param.named("event.code");
    private static final Param VALID = Param.named("position.valid");
    private static final Param MODE = Param.named("suntech.mode");
    private static final Param REASON = Param.named("suntech.reason");
    private static final Param INDEX = Param.named("message.index");
    private static final Param MODIFIER = Param.named("suntech.alert.modifier");
    private static final Param DATA = Param.named("suntech.alert.data");
    private static final Param DRIVER = Param.named("ibutton.code");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param ASSIGNED = Param.named("suntech.assign.#");
    private static final Param OTHER = Param.named("suntech.field.#");
    private static final Param BEACON = Param.named("beacon.id.#");
    private static final Param BEACON_DBM = Param.named("beacon.signal.dbm.#");
    private static final Param BEACON_MAJOR = Param.named("beacon.major.#");
    private static final Param BEACON_MINOR = Param.named("beacon.minor.#");

    private UniversalReport() {}

    /** The field that follows those the map tells of in every kind of report. */
    static int afterMap(Fields fields) {
        return MAP + 1 + Integer.bitCount(map(fields) & bits(1, LAST_COMMON));
    }

    private static int map(Fields fields) {
        return fields.isHex(MAP) ? (int) fields.hex(MAP) : 0;
    }

    private static int bits(int from, int to) {
        return (2 << to) - (1 << from);
    }

    private static boolean has(int map, int bit) {
        return (map >> bit & 1) != 0;
    }

    static boolean store(Frame frame, Fields fields, int end, Sink out) {
        boolean beacons = fields.is(0, "BLE");
        boolean serial = fields.is(0, "UEX");
        boolean alert = fields.is(0, "ALT");
        int map = beacons ? MAP_OF_BEACONS : map(fields);
        if (!(beacons || serial || alert || fields.is(0, "STT")) || map == 0) {
            return false;
        }
        int first = beacons ? MAP : MAP + 1;
        int date = first + Integer.bitCount(map & bits(1, 3));
        boolean timed = has(map, 4) && has(map, 5) && Texts.isMoment(fields, date);
        out.message(timed ? Texts.time(fields, date) : Sink.NO_TIME).put(EVENT, fields.text(0));
        int i = first;
        for (int bit = 1; bit <= LAST_COMMON; bit++) {
            if (has(map, bit)) {
                UniversalField.put(bit, fields, i++, out);
            }
        }
        if (beacons) {
            putBeacons(fields, i, out);
        } else if (serial) {
            int rest = Serial.put(frame, fields, i, end, out);
            Texts.putRest(frame.seek(rest).split(end - rest, ';'), 0, ASSIGNED, out);
        } else {
            i = alert ? putAlert(fields, map, i, out) : putStatus(fields, map, i, out);
            putAssigned(fields, map, has(map, 22) ? i + 1 : i, out);
        }
        return true;
    }

    private static int putAlert(Fields fields, int map, int from, Sink out) {
        int i = from;
        long number = 0;
        if (has(map, 19)) {
            number = fields.isReal(i) ? (long) fields.real(i) : 0;
            Alert.put(number, out);
            i++;
        }
        if (has(map, 20)) {
            fields.putText(i++, MODIFIER, out);
        }
        if (has(map, 21)) {
            fields.putText(i++, number == Alert.DRIVER ? DRIVER : DATA, out);
        }
        return i;
    }

    private static int putStatus(Fields fields, int map, int from, Sink out) {
        int i = from;
        if (has(map, 19)) {
            fields.putWhole(i++, MODE, out);
        }
        if (has(map, 20)) {
            fields.putWhole(i++, REASON, out);
        }
        if (has(map, 21)) {
            fields.putWhole(i++, INDEX, out);
        }
        return i;
    }

    private static void putAssigned(Fields fields, int map, int from, Sink out) {
        int i = from;
        if (has(map, 23) && fields.isHex(i)) {
            long assigned = fields.hex(i++);
            for (int bit = 0; bit < ASSIGN_BITS; bit++) {
                if ((assigned >> bit & 1) != 0) {
                    putOne(fields, i++, bit + 1, out);
                }
            }
        }
        Texts.putRest(fields, i, OTHER, out);
    }

    private static void putOne(Fields fields, int i, int number, Sink out) {
        if (number == 1) {
            fields.put(i, BATTERY, 1, out);
        } else if (number == 2) {
            fields.put(i, SUPPLY, 1, out);
        } else if (fields.has(i)) {
            out.put(ASSIGNED, number, fields.text(i));
        }
    }

    /** {@code count; (signal; lowest; highest; id; samples; major; minor) ...} */
    private static void putBeacons(Fields fields, int from, Sink out) {
        out.put(VALID, true);
        int count = fields.isReal(from) ? (int) Math.min(BEACONS_MAX, fields.real(from)) : 0;
        int i = from + 1;
        for (int n = 1; n <= count && i < fields.count(); n++, i += BEACON_FIELDS) {
            if (fields.isReal(i)) {
                out.put(BEACON_DBM, n, (long) fields.real(i));
            }
            if (fields.has(i + 3)) {
                out.put(BEACON, n, fields.text(i + 3));
            }
            if (fields.isReal(i + 5) && fields.isReal(i + 6)) {
                out.put(BEACON_MAJOR, n, (long) fields.real(i + 5));
                out.put(BEACON_MINOR, n, (long) fields.real(i + 6));
            }
        }
        Texts.putRest(fields, i, OTHER, out);
    }
}
