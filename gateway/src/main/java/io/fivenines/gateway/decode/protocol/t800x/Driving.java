package io.fivenines.gateway.decode.protocol.t800x;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Harsh driving and accidents.
 *
 * <pre>
 * 15 kind u8 | moment | place | (rpm u16, head 26) |  twice: where it began and where it ended
 * 15 kind u8 | moment | status u8 | acceleration 5 | place | (rpm u16)       an accident: many times
 * </pre>
 */
final class Driving {
    private static final int RECORDS_AT = T800x.DATA + 1;
    private static final int MOMENT = 6;
    private static final int STATUS_AND_ACCELERATION = 6;
    private static final int NONE = 0xFFFF;

    private static final Param KIND = Param.named("event.enum");
    private static final Param RPM = Param.named("can.engine.rpm");
    private static final Param VALID = Param.named("position.valid");
    private static final Param BRAKING = Param.named("alarm.harsh.braking");
    private static final Param SPEEDING_UP = Param.named("alarm.harsh.acceleration");
    private static final Param CORNERING = Param.named("alarm.harsh.cornering");
    private static final Param ACCIDENT = Param.named("alarm.accident");

    private Driving() {}

    static void store(Frame frame, Sink out) {
        int kind = frame.seek(T800x.DATA).u8();
        int length = MOMENT + Place.LENGTH + rpmLength(frame);
        int at = RECORDS_AT;
        frame.seek(at).skip(length);
        for (; at + length <= frame.length(); at += length) {
            out.message(Place.moment(frame, at)).put(KIND, kind);
            boolean there = Place.isThere(frame, at + MOMENT);
            out.put(VALID, there);
            if (there) {
                Place.putPlace(frame, at + MOMENT, out);
            }
            putRpm(frame, at + MOMENT + Place.LENGTH, out);
        }
        if (kind <= 5 && !frame.truncated()) {
            out.put((kind & 1) != 0 ? SPEEDING_UP : BRAKING, true);
        }
    }

    static void storeAcceleration(Frame frame, Sink out) {
        int kind = frame.seek(T800x.DATA).u8();
        storeRecord(frame, RECORDS_AT, kind, out);
        switch (kind) {
            case 0 -> out.put(BRAKING, true);
            case 1 -> out.put(SPEEDING_UP, true);
            case 2 -> out.put(CORNERING, true);
            default -> {}
        }
    }

    static void storeAccident(Frame frame, Sink out) {
        int kind = frame.seek(T800x.DATA).u8();
        int length = MOMENT + STATUS_AND_ACCELERATION + Place.LENGTH + rpmLength(frame);
        frame.seek(RECORDS_AT).skip(length);
        for (int at = RECORDS_AT; at + length <= frame.length(); at += length) {
            storeRecord(frame, at, kind, out);
            out.put(ACCIDENT, true);
        }
    }

    private static void storeRecord(Frame frame, int at, int kind, Sink out) {
        out.message(Place.moment(frame, at)).put(KIND, kind);
        int status = at + MOMENT;
        Place.put(frame, status, status + STATUS_AND_ACCELERATION, out);
        AssetReport.putAcceleration(frame, status + 1, out);
        putRpm(frame, status + STATUS_AND_ACCELERATION + Place.LENGTH, out);
    }

    private static int rpmLength(Frame frame) {
        return frame.at(0) == T800x.OBD ? 2 : 0;
    }

    private static void putRpm(Frame frame, int at, Sink out) {
        if (rpmLength(frame) > 0) {
            int rpm = frame.seek(at).u16();
            if (rpm != NONE) {
                out.put(RPM, rpm);
            }
        }
    }
}
