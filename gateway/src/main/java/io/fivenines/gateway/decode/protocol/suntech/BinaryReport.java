package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A universal report in bytes, big-endian; the map is that of {@link UniversalReport}.
 *
 * <pre>
 * 81 status, 82 alert | length u16 | ID, 10 digits | map u24
 * | model u8 | version 3 | live u8 | yy mm dd | hh mm ss | cell u32 | mcc u16 | mnc u16 | area u16 | signal u8
 * | lat sign and 1e-6 | lon likewise | speed u16 * 0.01 | course u16 * 0.01 | satellites u8 | fix u8 | in u8
 * | out u8 | status: mode u8 | reason u8 | number u16     alert: number u8 | modifier u16 | driver's key 8 if about one
 * | values the operator chose
 * </pre>
 */
final class BinaryReport {
    private static final int STATUS = 0x81;
    private static final int ALERT = 0x82;
    private static final int TAIL_MAX = 512;
    private static final double DEGREE = 1_000_000.0;

    private static final Param EVENT = Param.named("event.code");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VALID = Param.named("position.valid");
    private static final Param OUTPUTS = Param.named("dout");
    private static final Param MODE = Param.named("suntech.mode");
    private static final Param REASON = Param.named("suntech.reason");
    private static final Param INDEX = Param.named("message.index");
    private static final Param MODIFIER = Param.named("suntech.alert.modifier");
    private static final Param DRIVER = Param.named("ibutton.code");
    private static final Param MODEL = Param.named("suntech.model");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param DATA = Param.named("user.data");

    private BinaryReport() {}

    static Verdict store(Frame frame, Session session, Sink out) {
        int kind = frame.at(0);
        if (!session.identify(frame.seek(3).hexText(5))) {
            return Verdict.UNIDENTIFIED;
        }
        if (kind != STATUS && kind != ALERT) {
            out.message(Sink.NO_TIME).put(DATA, frame.seek(0).hexText(Math.min(TAIL_MAX, frame.length())));
            return Verdict.ACCEPTED;
        }
        int map = frame.u24();
        int start = frame.offset();
        frame.skip(has(map, 1) + 3 * has(map, 2) + has(map, 3));
        boolean timed = has(map, 4) + has(map, 5) == 2;
        out.message(
                timed
                        ? Utc.ms(2000 + frame.u8(), frame.u8(), frame.u8(), frame.u8(), frame.u8(), frame.u8())
                        : Sink.NO_TIME);
        int next = frame.offset() + (timed ? 0 : 3 * (has(map, 4) + has(map, 5)));
        out.put(EVENT, kind == STATUS ? "STT" : "ALT");
        putDevice(frame.seek(start), map, out);
        frame.seek(next);
        putCell(frame, map, out);
        putPlace(frame, map, out);
        putReason(frame, kind, map, out);
        if (frame.remaining() > 0) {
            out.put(DATA, frame.hexText(Math.min(TAIL_MAX, frame.remaining())));
        }
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private static int has(int map, int bit) {
        return map >> bit & 1;
    }

    private static void putDevice(Frame frame, int map, Sink out) {
        if (has(map, 1) == 1) {
            out.put(MODEL, frame.u8());
        }
        if (has(map, 2) == 1) {
            out.put(VERSION, frame.hexText(3));
        }
        if (has(map, 3) == 1) {
            out.put(BUFFERED, frame.u8() == 0);
        }
    }

    private static void putCell(Frame frame, int map, Sink out) {
        if (has(map, 6) == 1) {
            out.put(CELL, frame.u32());
        }
        if (has(map, 7) == 1) {
            out.put(MCC, frame.u16());
        }
        if (has(map, 8) == 1) {
            out.put(MNC, frame.u16());
        }
        if (has(map, 9) == 1) {
            out.put(LAC, frame.u16());
        }
        if (has(map, 10) == 1) {
            out.put(SIGNAL, frame.u8());
        }
    }

    private static double degrees(Frame frame) {
        int bits = frame.i32();
        return (bits < 0 ? -(bits & Integer.MAX_VALUE) : bits) / DEGREE;
    }

    private static void putPlace(Frame frame, int map, Sink out) {
        if (has(map, 11) == 1) {
            out.put(LATITUDE, degrees(frame));
        }
        if (has(map, 12) == 1) {
            out.put(LONGITUDE, degrees(frame));
        }
        if (has(map, 13) == 1) {
            out.put(SPEED, frame.u16() / 100.0);
        }
        if (has(map, 14) == 1) {
            out.put(DIRECTION, frame.u16() / 100.0);
        }
        if (has(map, 15) == 1) {
            out.put(SATELLITES, frame.u8());
        }
        if (has(map, 16) == 1) {
            out.put(VALID, frame.u8() > 0);
        }
        if (has(map, 17) == 1) {
            UniversalField.putInputs(frame.u8(), out);
        }
        if (has(map, 18) == 1) {
            out.put(OUTPUTS, frame.u8());
        }
    }

    private static void putReason(Frame frame, int kind, int map, Sink out) {
        int number = has(map, 19) == 1 ? frame.u8() : 0;
        if (kind == STATUS) {
            out.put(MODE, number);
            if (has(map, 20) == 1) {
                out.put(REASON, frame.u8());
            }
            if (has(map, 21) == 1) {
                out.put(INDEX, frame.u16());
            }
            return;
        }
        Alert.put(number, out);
        if (has(map, 20) == 1) {
            out.put(MODIFIER, frame.hexText(2));
        }
        if (has(map, 21) == 1 && number == Alert.DRIVER) {
            out.put(DRIVER, frame.hexText(8));
        }
    }
}
