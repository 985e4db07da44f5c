package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A location as the second edition (1.8) has it, and what stands behind it:
 *
 * <pre>
 * +----------+--------------+--------------+----------+---------------+-----+-----+-----+------+-----------+
 * | time u32 | latitude i32 | longitude i32| speed u8 | direction u16 | mcc | mnc | lac | cell | bit 0 fix |
 * |          | of 1/500 "   |              |          |               | u16 | u16 | u16 | u24  | u8        |
 * +----------+--------------+--------------+----------+---------------+-----+-----+-----+------+-----------+
 * | 02: status u16, battery u16 mV, signal u16, inputs u16 mV   04: alarm u8   05: state u8, time u32, status u16 |
 * +---------------------------------------------------------------------------------------------------------+
 * </pre>
 */
final class OldReport {
    private static final int LENGTH = 25;
    private static final int LOCATION = 0x02;
    private static final int ALARM = 0x04;
    private static final int STATE = 0x05;

    private static final Param INDEX = Param.named("message.index");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param VALID = Param.named("position.valid");
    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param BATTERY = Param.named("battery.voltage");
    private static final Param SIGNAL = Param.named("gsm.signal.raw");
    private static final Param ANALOG = Param.named("ain.#");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param EVENT_TIME = Param.named("eelink.event.timestamp");
    private static final Param TEXT = Param.named("message.text");

    private OldReport() {}

    static boolean put(Frame frame, int kind, int index, Sink out) {
        if (frame.remaining() < LENGTH) {
            return false;
        }
        out.message(frame.u32() * 1000).put(INDEX, (long) index);
        out.put(LATITUDE, frame.i32() / 1_800_000.0).put(LONGITUDE, frame.i32() / 1_800_000.0);
        out.put(SPEED, (long) frame.u8()).put(DIRECTION, (long) frame.u16());
        out.put(MCC, (long) frame.u16()).put(MNC, (long) frame.u16()).put(LAC, (long) frame.u16());
        out.put(CELL, (long) frame.u24()).put(VALID, Status.isFixed(frame.u8()));
        switch (kind) {
            case LOCATION -> measurements(frame, out);
            case ALARM -> {
                if (frame.remaining() > 0) {
                    Warning.put(frame.u8(), out);
                }
            }
            case STATE -> state(frame, out);
            default -> {
                if (frame.remaining() > 0) {
                    out.put(TEXT, frame.text(frame.remaining()));
                }
            }
        }
        return true;
    }

    private static void measurements(Frame frame, Sink out) {
        if (frame.remaining() >= 2) {
            Status.put(frame.u16(), out);
        }
        if (frame.remaining() >= 8) {
            out.put(BATTERY, frame.u16() / 1000.0).put(SIGNAL, (long) frame.u16());
            out.put(ANALOG, 1, frame.u16() / 1000.0);
            out.put(ANALOG, 2, frame.u16() / 1000.0);
        }
    }

    private static void state(Frame frame, Sink out) {
        if (frame.remaining() >= 1) {
            out.put(EVENT, (long) frame.u8());
        }
        if (frame.remaining() >= 4) {
            out.put(EVENT_TIME, frame.u32());
        }
        if (frame.remaining() >= 2) {
            Status.put(frame.u16(), out);
        }
    }
}
