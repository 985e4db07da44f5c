package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * The places of a binary report and what stands before them.
 *
 * <pre>
 * battery 1 | supply 2 | state 1 | satellites 1 | id and type 1 | count 1 | places
 * place: accuracy 1 | speed 3 | azimuth 2 | altitude 2 | longitude 4 | latitude 4 | time 7
 *        | MCC 2 | MNC 2 | LAC 2 | cell 2 | 0
 * packed place (type 100, the count has 2 bytes; the time counts on by seconds):
 *   01 attributes, fix 1 bit, speed 12 bits, azimuth 9 bits | longitude 4 | latitude 4 | time 4, in the first
 *   10 attributes, fix 1 bit, differences of speed 7 bits, azimuth 7 bits, longitude 12 bits, latitude 11 bits
 *   00 or 11: no place, or the same
 * </pre>
 */
final class HexPlace {
    private static final int REPORT_CALL = 3;
    private static final int REPORT_AREA = 8;
    private static final int REPORT_PACKED = 100;
    /** Event types and how many bytes of their own they have before the places. */
    private static final int[] EVENTS = {
        6, 2, 15, 3, 17, 4, 21, 5, 23, 1, 26, 14, 31, 2, 33, 1, 34, 3, 35, 1, 45, 7, 46, 7,
    };

    /** The most bytes before the places that are always there. */
    private static final int HEAD = 8;

    private static final int SPEED_BIT = 0;
    private static final int AZIMUTH_BIT = 1;
    private static final int ALTITUDE_BIT = 2;
    private static final int CELL_BIT = 3;

    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param HDOP = Param.named("position.hdop");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param BATTERY = Param.named("battery.level");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param ID = Param.named("gl200.report.id");
    private static final Param TYPE = Param.named("gl200.report.type");
    private static final Param DATA = Param.named("gl200.event.data");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");

    private long mask;
    private boolean packed;
    private int battery;
    private int supplyMv;
    private int state;
    private int satellites;
    private int idAndType;
    private int ownAt;
    private int ownLength;
    private long timeMs;
    private int accuracy;
    private int speed;
    private int azimuth;
    private int altitude;
    private int longitude;
    private int latitude;
    private int mcc;
    private int mnc;
    private int lac;
    private int cell;

    /** Reads what stands before the places; how many there are, 0 if that cannot be. */
    int begin(Frame frame, boolean event) {
        int type = frame.at(4);
        mask = (long) frame.at(5) << 24 | frame.at(6) << 16 | frame.at(7) << 8 | frame.at(8);
        packed = !event && type == REPORT_PACKED;
        timeMs = 0;
        idAndType = -1;
        ownLength = event ? ownLength(type) : 0;
        if (frame.remaining() < HEAD + ownLength) {
            return 0;
        }
        battery = frame.u8();
        supplyMv = frame.u16();
        frame.skip(!event && type == REPORT_AREA ? 2 : 0);
        state = frame.u8();
        satellites = frame.u8();
        ownAt = frame.offset();
        frame.skip(ownLength);
        if (!event && !packed) {
            idAndType = frame.u8();
        }
        if (!event && type == REPORT_CALL) {
            skipNumber(frame);
        }
        int count = frame.remaining() < 2 ? 0 : packed ? frame.u16() : frame.u8();
        return packed || isPlace(frame, count) ? count : 0;
    }

    /** Whether the bytes ahead can be so many places. */
    private boolean isPlace(Frame frame, int count) {
        int before = 1 + (has(SPEED_BIT) ? 3 : 0) + (has(AZIMUTH_BIT) ? 2 : 0) + (has(ALTITUDE_BIT) ? 2 : 0);
        int length = before + 15 + (has(CELL_BIT) ? 9 : 0);
        int at = frame.offset() + before;
        int year = frame.at(at + 8) << 8 | frame.at(at + 9);
        return count * length <= frame.remaining()
                && Math.abs(degrees(frame, at)) <= 180
                && Math.abs(degrees(frame, at + 4)) <= 90
                && (year == 0 || year > 1969 && year < 2100);
    }

    private static double degrees(Frame frame, int at) {
        return (frame.at(at) << 24 | frame.at(at + 1) << 16 | frame.at(at + 2) << 8 | frame.at(at + 3)) / 1e6;
    }

    private static int ownLength(int type) {
        for (int i = 0; i < EVENTS.length; i += 2) {
            if (EVENTS[i] == type) {
                return EVENTS[i + 1];
            }
        }
        return 0;
    }

    /** The caller's number: its length, and two digits a byte up to a half byte F. */
    private static void skipNumber(Frame frame) {
        frame.skip(1);
        int pair = 0;
        while (frame.remaining() > 0 && (pair & 15) != 15 && pair >> 4 != 15) {
            pair = frame.u8();
        }
    }

    /** Reads the next place; false if there is none in its stead. */
    boolean next(Frame frame) {
        if (packed) {
            timeMs += timeMs == 0 ? 0 : 1000;
            return nextPacked(frame);
        }
        accuracy = frame.u8();
        speed = has(SPEED_BIT) ? tenths(frame.u24()) : 0;
        azimuth = has(AZIMUTH_BIT) ? frame.u16() : 0;
        altitude = has(ALTITUDE_BIT) ? frame.i16() : 0;
        longitude = frame.i32();
        latitude = frame.i32();
        timeMs = HexReport.timeMs(frame);
        if (has(CELL_BIT)) {
            mcc = frame.u16();
            mnc = frame.u16();
            lac = frame.u16();
            cell = frame.u16();
            frame.skip(1);
        }
        return true;
    }

    private boolean has(int bit) {
        return (mask >> bit & 1) != 0;
    }

    /** A whole number in two bytes and its decimal in one; some firmware counts tenths through all three. */
    private static int tenths(int speed) {
        return (speed & 0xFF) < 10 ? (speed >> 8) * 10 + (speed & 0xFF) : speed;
    }

    private boolean nextPacked(Frame frame) {
        int attributes = frame.at(frame.offset()) >> 6;
        if (attributes == 1 && frame.remaining() >= 11 + (timeMs == 0 ? 4 : 0)) {
            int bits = frame.u24();
            speed = bits >> 9 & 0xFFF;
            azimuth = bits & 0x1FF;
            longitude = frame.i32();
            latitude = frame.i32();
            timeMs = timeMs == 0 ? frame.u32() * 1000 : timeMs;
            return true;
        }
        if (attributes == 2 && frame.remaining() >= 5 && timeMs > 0) {
            long bits = frame.unsigned(5);
            speed += signed(bits >> 30, 7);
            azimuth += signed(bits >> 23, 7);
            longitude += signed(bits >> 11, 12);
            latitude += signed(bits, 11);
            return true;
        }
        frame.skip(1);
        return false;
    }

    private static int signed(long bits, int count) {
        return (int) (bits << 64 - count >> 64 - count);
    }

    /** The time of the place just read. */
    long timeMs() {
        return timeMs;
    }

    /** Puts the place just read and what stood before the first. */
    void put(Frame frame, Sink out) {
        out.put(LATITUDE, latitude / 1e6).put(LONGITUDE, longitude / 1e6);
        out.put(VALID, packed || accuracy > 0);
        out.put(SPEED, speed / 10.0).put(DIRECTION, (long) azimuth);
        out.put(BATTERY, (long) battery).put(SUPPLY, supplyMv / 1000.0).put(SATELLITES, (long) satellites);
        Word.putState(state, out);
        if (!packed) {
            out.put(HDOP, (long) accuracy);
        }
        if (!packed && has(ALTITUDE_BIT)) {
            out.put(ALTITUDE, (long) altitude);
        }
        if (!packed && has(CELL_BIT)) {
            out.put(MCC, (long) mcc).put(MNC, (long) mnc).put(LAC, (long) lac).put(CELL, (long) cell);
        }
        if (idAndType >= 0) {
            out.put(ID, (long) idAndType >> 4).put(TYPE, (long) idAndType & 15);
        }
        if (ownLength > 0) {
            int at = frame.offset();
            out.put(DATA, frame.seek(ownAt).hexText(ownLength));
            frame.seek(at);
        }
    }
}
