package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The records of the personal tracker GH3000, codec 7 ("GH3000 Protocol"): masks say what a record has.
 *
 * <pre>
 * 0    4    5    6        10        14
 * +----+----+----+--------+---------+--------+-----+-----+----------+---------+------+--------+--------+
 * |time|mask|mask|latitude|longitude|altitude|angle|speed|satellites|area,cell|signal|operator|elements|
 * +----+----+----+--------+---------+--------+-----+-----+----------+---------+------+--------+--------+
 *  4    1    1    4        4         2        1     1     1          2    2    1      4
 * </pre>
 *
 * <p>Time is seconds since 2007, the two bits above them are the priority. Bit 0 of the first mask: there is the second
 * one and what it names; bits 1 to 3: there are elements of 1, 2, 4 bytes.
 */
final class Gh3000 {
    private static final ElementTable ELEMENTS = ElementTable.load("teltonika-personal.tsv", AvlRecords.IO.name());
    private static final long EPOCH_S = 1_167_609_600;
    private static final int SECONDS = 0x3FFF_FFFF;

    private static final Param PRIORITY = Param.named("event.priority.enum");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VALID = Param.named("position.valid");
    private static final Param AREA = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param OPERATOR = Param.named("gsm.operator.code");

    private Gh3000() {}

    /** Reads the records from the count on; the frame ends with the second count. */
    static Verdict read(Frame frame, Sink out) {
        int count = frame.u8();
        for (int i = 0; i < count; i++) {
            int time = frame.i32();
            out.message((EPOCH_S + (time & SECONDS)) * 1000).put(PRIORITY, time >>> 30);
            int mask = frame.u8();
            if ((mask & 1) > 0) {
                location(frame, frame.u8(), out);
            }
            for (int group = 1; group <= 3; group++) {
                elements(frame, (mask >> group & 1) > 0 ? frame.u8() : 0, 1 << group - 1, out);
            }
        }
        out.reply().u32(count);
        return frame.truncated() || frame.remaining() != 1 ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private static void location(Frame frame, int mask, Sink out) {
        if ((mask & 0x01) > 0) {
            out.put(LATITUDE, frame.f32()).put(LONGITUDE, frame.f32());
            boolean blind = (mask & 0x10) > 0 && frame.at(frame.offset() + satellites(mask)) == 0;
            out.put(VALID, !blind);
        }
        if ((mask & 0x02) > 0) {
            out.put(ALTITUDE, frame.u16());
        }
        if ((mask & 0x04) > 0) {
            out.put(DIRECTION, frame.u8() * 360.0 / 256);
        }
        if ((mask & 0x08) > 0) {
            out.put(SPEED, frame.u8());
        }
        if ((mask & 0x10) > 0) {
            out.put(SATELLITES, frame.u8());
        }
        if ((mask & 0x20) > 0) {
            out.put(AREA, frame.u16()).put(CELL, frame.u16());
        }
        if ((mask & 0x40) > 0) {
            out.put(SIGNAL, frame.u8());
        }
        if ((mask & 0x80) > 0) {
            out.put(OPERATOR, frame.u32());
        }
    }

    /** How far behind the coordinates the satellites stand. */
    private static int satellites(int mask) {
        return ((mask & 0x02) > 0 ? 2 : 0) + ((mask & 0x04) > 0 ? 1 : 0) + ((mask & 0x08) > 0 ? 1 : 0);
    }

    private static void elements(Frame frame, int count, int octets, Sink out) {
        for (int left = count; left > 0 && !frame.truncated(); left--) {
            int id = frame.u8();
            ELEMENTS.put(out, id, frame.unsigned(octets), octets, frame.pieces());
        }
    }
}
