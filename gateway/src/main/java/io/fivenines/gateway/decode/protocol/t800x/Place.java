package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * A moment and a place, or the cells around where there is no place.
 *
 * <pre>
 * | yymmddhhmmss, 6 BCD |
 * | height m f32 | longitude f32 | latitude f32 | 0.1 km/h, 2 BCD | course u16 |        floats low byte first
 * | mcc u16 | mnc u16 | area u16, cell u16, three times |                              head 23: low byte first
 * | 8000 + mcc | mnc u16 | cell u32 | area u16 | physical cell u16, three times |      LTE
 * </pre>
 */
final class Place {
    static final int LENGTH = 16;
    private static final int TIME_LENGTH = 6;
    private static final int LTE = 0x8000;
    private static final int NONE = 0xFFFF;
    private static final int MCC_MIN = 200;
    private static final int MCC_MAX = 799;
    private static final int DIRECTION_MAX = 360;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param OTHER_LAC = Param.named("gsm.cell.lac.#");
    private static final Param OTHER_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param PHYSICAL = Param.named("t800x.cell.pci.#");

    private Place() {}

    /** Decimal digits, two a byte, or -1 where they are none. */
    static long digits(Frame frame, int at, int octets) {
        long value = 0;
        for (int i = at; i < at + octets; i++) {
            int octet = frame.at(i);
            int high = octet >> 4;
            int low = octet & 15;
            if (octet < 0 || high > 9 || low > 9) {
                return -1;
            }
            value = value * 100 + high * 10L + low;
        }
        return value;
    }

    /** Puts decimal digits divided, where they are some. */
    static void put(Frame frame, int at, int octets, double divisor, Param param, Sink out) {
        long value = digits(frame, at, octets);
        if (value >= 0) {
            out.put(param, value / divisor);
        }
    }

    static long moment(Frame frame, int at) {
        long moment = digits(frame, at, TIME_LENGTH);
        return moment < 0 ? Sink.NO_TIME : Utc.yymmdd(moment / 1_000_000, moment % 1_000_000);
    }

    /** Puts what the byte before a place says of it, and the place. */
    static void put(Frame frame, int status, int at, Sink out) {
        int bits = frame.seek(status).u8();
        out.put(SATELLITES, bits & 0x1F);
        if ((bits & 0x80) != 0) {
            out.put(BUFFERED, true);
        }
        frame.seek(at).skip(LENGTH);
        boolean valid = (bits & 0x40) != 0 && isThere(frame, at);
        out.put(VALID, valid);
        if (valid) {
            putPlace(frame, at, out);
        } else {
            putCells(frame, at, out);
        }
    }

    static boolean isThere(Frame frame, int at) {
        float longitude = frame.seek(at + 4).f32le();
        float latitude = frame.f32le();
        return !Float.isNaN(longitude) && !Float.isNaN(latitude);
    }

    /** Puts a place that is there. */
    static void putPlace(Frame frame, int at, Sink out) {
        double altitude = frame.seek(at).f32le();
        if (!Double.isNaN(altitude)) {
            out.put(ALTITUDE, altitude);
        }
        double longitude = frame.f32le();
        out.put(LATITUDE, (double) frame.f32le()).put(LONGITUDE, longitude);
        if (hasSpeed(frame)) {
            put(frame, at + 12, 2, 10, SPEED, out);
        }
        int direction = frame.seek(at + 14).u16();
        if (direction <= DIRECTION_MAX) {
            out.put(DIRECTION, direction);
        } else if (direction <= 10 * DIRECTION_MAX) {
            out.put(DIRECTION, direction / 10.0);
        }
    }

    /** Reports with OBD have something else there; their speed comes later. */
    private static boolean hasSpeed(Frame frame) {
        int kind = frame.at(2);
        return frame.at(0) != T800x.OBD || kind > T800x.ALARM && kind < T800x.PLACE_AND_MOTION;
    }

    private static void putCells(Frame frame, int at, Sink out) {
        int mcc = frame.seek(at).u16();
        boolean highFirst = isCountry(mcc & ~LTE);
        if (mcc == NONE || !highFirst && !isCountry(frame.seek(at).u16le())) {
            return;
        }
        frame.seek(at);
        out.put(MCC, word(frame, highFirst) & ~LTE).put(MNC, word(frame, highFirst));
        if (highFirst && (mcc & LTE) != 0) {
            out.put(CELL, frame.u32()).put(LAC, frame.u16());
            for (int n = 1; n <= 3; n++) {
                int physical = frame.u16();
                if (physical != NONE) {
                    out.put(PHYSICAL, n, physical);
                }
            }
            return;
        }
        out.put(LAC, word(frame, highFirst)).put(CELL, word(frame, highFirst));
        for (int n = 1; n <= 2; n++) {
            out.put(OTHER_LAC, n, word(frame, highFirst)).put(OTHER_CELL, n, word(frame, highFirst));
        }
    }

    private static int word(Frame frame, boolean highFirst) {
        return highFirst ? frame.u16() : frame.u16le();
    }

    private static boolean isCountry(int mcc) {
        return mcc >= MCC_MIN && mcc <= MCC_MAX;
    }
}
