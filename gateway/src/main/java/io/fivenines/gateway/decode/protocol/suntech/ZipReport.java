package io.fivenines.gateway.decode.protocol.suntech;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A legacy report in bytes, big-endian.
 *
 * <pre>
 * 02 | length u16 | kind u8 | ID, 9 digits and one more | model u8 | version u16 | yy mm dd hh mm ss | cell 3
 * | lat u8 + bcd 6 | lon u8 + bcd 6 | speed u16 + bcd 2 | course u16 + bcd 2
 * | 7 fix, 6 south, 5 west, 4-0 satellites | metres u32 | volts u8 + bcd 2 | ports u8
 * | status: mode u8, number u16; else the number of emergency, event or alert u8
 * | if switched on: minutes u32 | volts u8 + bcd 2 | live u8 |      03
 * </pre>
 */
final class ZipReport {
    private static final int STATUS = 0x10;
    private static final int EMERGENCY = 0x11;
    private static final int EVENT_KIND = 0x12;
    private static final int ALERT = 0x13;
    private static final int METERS = 7;
    private static final String[] KINDS = {"STT", "EMG", "EVT", "ALT"};

    private static final Param EVENT = Param.named("event.code");
    private static final Param EVENT_NUMBER = Param.named("event.enum");
    private static final Param MODEL = Param.named("suntech.model");
    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param VALID = Param.named("position.valid");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param CELL = Param.named("suntech.cell");
    private static final Param MILEAGE = Param.named("vehicle.mileage");
    private static final Param SUPPLY = Param.named("external.powersource.voltage");
    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param INPUT = Param.named("din.#");
    private static final Param OUTPUT = Param.named("dout.#");
    private static final Param MODE = Param.named("suntech.mode");
    private static final Param INDEX = Param.named("message.index");
    private static final Param HOURS = Param.named("motorhours");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param DATA = Param.named("user.data");

    private ZipReport() {}

    static Verdict store(Frame frame, Session session, Sink out) {
        int kind = frame.seek(3).u8();
        if (!session.identify(frame.hexText(5, 0, 9))) {
            return Verdict.UNIDENTIFIED;
        }
        if (kind < STATUS || kind > ALERT) {
            out.message(Sink.NO_TIME).put(DATA, frame.seek(3).hexText(Math.min(512, frame.remaining())));
            return Verdict.ACCEPTED;
        }
        int device = frame.offset();
        frame.skip(3);
        out.message(Utc.ms(2000 + frame.u8(), frame.u8(), frame.u8(), frame.u8(), frame.u8(), frame.u8()));
        int next = frame.offset();
        out.put(EVENT, KINDS[kind - STATUS]).put(MODEL, frame.seek(device).u8()).put(VERSION, frame.hexText(2));
        out.put(CELL, frame.seek(next).hexText(3));
        putPlace(frame, out);
        out.put(MILEAGE, frame.u32() / 1000.0).put(SUPPLY, volts(frame));
        putPorts(frame.u8(), out);
        putReason(frame, kind, out);
        if (frame.remaining() > METERS) {
            out.put(HOURS, frame.u32() / 60.0).put(BATTERY, volts(frame)).put(BUFFERED, frame.u8() == 0);
        }
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private static double volts(Frame frame) {
        return frame.u8() + frame.bcd(1) / 100.0;
    }

    private static void putPlace(Frame frame, Sink out) {
        double latitude = frame.u8() + frame.bcd(3) / 1_000_000.0;
        double longitude = frame.u8() + frame.bcd(3) / 1_000_000.0;
        out.put(SPEED, frame.u16() + frame.bcd(1) / 100.0);
        out.put(DIRECTION, frame.u16() + frame.bcd(1) / 100.0);
        int flags = frame.u8();
        out.put(LATITUDE, (flags & 0x40) != 0 ? -latitude : latitude);
        out.put(LONGITUDE, (flags & 0x20) != 0 ? -longitude : longitude);
        out.put(VALID, (flags & 0x80) != 0).put(SATELLITES, flags & 0x1F);
    }

    private static void putPorts(int ports, Sink out) {
        out.put(IGNITION, (ports & 1) != 0);
        for (int n = 1; n <= 3; n++) {
            out.put(INPUT, n, (ports >> n & 1) != 0);
        }
        for (int n = 1; n <= 2; n++) {
            out.put(OUTPUT, n, (ports >> 3 + n & 1) != 0);
        }
    }

    private static void putReason(Frame frame, int kind, Sink out) {
        int number = frame.u8();
        if (kind == STATUS) {
            out.put(MODE, number);
            if (frame.remaining() > 2) {
                out.put(INDEX, frame.u16());
            }
        } else if (kind == EMERGENCY) {
            Alert.putEmergency(number, out);
        } else if (kind == EVENT_KIND) {
            out.put(EVENT_NUMBER, number);
        } else {
            Alert.put(number, out);
        }
    }
}
