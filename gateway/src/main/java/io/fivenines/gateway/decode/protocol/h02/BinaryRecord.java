package io.fivenines.gateway.decode.protocol.h02;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A position in binary, after SinoTrack, "Protocol ST-901 ...": digits are decimal, two a byte.
 *
 * <pre>
 * +---+-------+--------+--------+----------+---------+-----------+--------+-----------+--------+--------+--------+
 * | $ | ident | hhmmss | ddmmyy | ddmmffff | battery | dddmmffff | a      | sss ddd   | status | user   | u8,    |
 * |   | 5     | 3      | 3      | 4        | u8      | 4 1/2     | 1/2    | 3         | u32    | alarms | number |
 * +---+-------+--------+--------+----------+---------+-----------+--------+-----------+--------+--------+--------+
 *  a: bit 3 east, 2 north, 1 fixed                                sss knots, ddd degrees
 *
 * with a cell (45 bytes), after user alarms:
 * +-------+---------+-----+-----+-----+------+--------+
 * | u8 *3 | mileage | mcc | mnc | lac | cell | number |
 * |       | u32     | u16 | u8  | u16 | u16  | u8     |
 * +-------+---------+-----+-----+-----+------+--------+
 * </pre>
 *
 * {@code X} has the mileage in knot seconds in place of the ident and the temperature in place of the battery. Idents
 * of eight bytes are IMEIs and a half byte of padding; their records are 35 or 42 bytes long.
 */
final class BinaryRecord {
    static final int STANDARD = '$';
    static final int MILEAGE = 'X';
    static final int IDENT_SHORT = 5;
    static final int IDENT_LONG = 8;
    static final int LENGTH = 32;
    static final int LENGTH_CELL = 45;
    static final int LENGTH_LONG_IDENT = 35;
    static final int LENGTH_LONG_IDENT_MORE = 42;
    static final int USER_ALARM_AT = 29;

    private static final int ANY = -1;

    /** What the bytes from the time to the degrees of longitude may be at most; the battery is free. */
    static final int[] HEAD_MAXIMA = {23, 59, 59, 31, 12, 99, 90, 59, 99, 99, ANY, 18};

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param VALID = Param.named("position.valid");
    private static final Param MILEAGE_TOTAL = Param.named("vehicle.mileage");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param USER_ALARM = Param.named("h02.user.alarm");
    private static final Param NUMBER = Param.named("message.index");
    private static final Param UNKNOWN = Param.named("h02.io.#");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final double KNOT_SECOND_KM = 1.852 / 3600;
    private static final int CELL_PREFIX_OCTETS = 3;
    private static final int NO_TEMPERATURE_FROM = 0xFE;

    private BinaryRecord() {}

    /** The same as a regular expression. */
    static String headForm() {
        StringBuilder form = new StringBuilder();
        for (int most : HEAD_MAXIMA) {
            form.append(most == ANY ? "." : Opening.bcd(0, most));
        }
        return form.toString();
    }

    /** Whether a byte is two decimal digits of at most {@code max}. */
    static boolean decimal(int octet, int max) {
        return max == ANY || (octet & 15) <= 9 && octet >> 4 <= 9 && digits(octet) <= max;
    }

    private static int digits(int octet) {
        return (octet >> 4) * 10 + (octet & 15);
    }

    static int identOctets(Frame frame) {
        boolean longer = frame.length() == LENGTH_LONG_IDENT || frame.length() == LENGTH_LONG_IDENT_MORE;
        return longer ? IDENT_LONG : IDENT_SHORT;
    }

    static void read(Frame frame, Sink out) {
        int ident = identOctets(frame);
        frame.seek(1 + ident);
        long time = frame.bcd(3);
        out.message(Utc.ddmmyy(frame.bcd(3), time));
        long latitude = frame.bcd(4);
        int battery = frame.u8();
        long longitude = frame.bcd(4) * 10 + (frame.at(frame.offset()) >> 4);
        int side = frame.u8() & 15;
        out.put(LATITUDE, degrees(latitude, (side & 4) != 0)).put(LONGITUDE, degrees(longitude, (side & 8) != 0));
        out.put(VALID, (side & 2) != 0);
        motion(frame, out);
        if (frame.at(0) == STANDARD) {
            VehicleStatus.battery(out, battery);
        } else {
            total(frame, out, battery, side);
        }
        VehicleStatus.put(out, frame.u32());
        tail(frame, out);
    }

    /** Degrees, two digits of minutes, four of their fraction. */
    private static double degrees(long digits, boolean positive) {
        long whole = digits / 1_000_000;
        double degrees = whole + digits % 1_000_000 / 600_000.0;
        return positive ? degrees : -degrees;
    }

    /** Three digits of knots and three of degrees; odd digits must not cost the position. */
    private static void motion(Frame frame, Sink out) {
        int a = frame.u8();
        int b = frame.u8();
        int c = frame.u8();
        out.put(SPEED, (digits(a) * 10 + (b >> 4)) * 1.852);
        out.put(DIRECTION, (b & 15) * 100 + digits(c));
    }

    private static void total(Frame frame, Sink out, int temperature, int side) {
        int at = frame.offset();
        out.put(MILEAGE_TOTAL, frame.seek(1).bcd(IDENT_SHORT) * KNOT_SECOND_KM);
        frame.seek(at);
        if (temperature < NO_TEMPERATURE_FROM) {
            out.put(TEMPERATURE, 1, (side & 1) != 0 ? -temperature / 2.0 : temperature / 2.0);
        }
    }

    /** Bytes nobody documents alike are kept by their place; with the older ones the last is a number, or a signal. */
    private static void tail(Frame frame, Sink out) {
        out.put(USER_ALARM, frame.u8());
        int unknown = frame.length() == LENGTH_CELL ? CELL_PREFIX_OCTETS : frame.remaining();
        for (int i = 1; i <= unknown; i++) {
            out.put(UNKNOWN, i, frame.u8());
        }
        if (frame.length() == LENGTH_CELL) {
            out.put(UNKNOWN, unknown + 1, frame.u32());
            out.put(MCC, frame.u16()).put(MNC, frame.u8()).put(LAC, frame.u16()).put(CELL, frame.u16());
            out.put(NUMBER, frame.u8());
        }
    }
}
