package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A location (12), warning (14), report (15) or another message with a position as 2.0 has it: time u32, a mask u8, and
 * what the mask says is there:
 *
 * <pre>
 * bit 0   latitude i32, longitude i32, altitude i16, speed u16, direction u16, satellites u8
 * bit 1   country u16, network u16, area u16, cell u32, signal u8
 * bit 2,3 area u16, cell u32, signal u8
 * bit 4-6 hardware address 6, signal i8
 * bit 7   radio u8, counts u8 (0-2 cells, 3-6 stations), the serving cell, further cells 5 each, stations 7 each
 * </pre>
 */
final class Report {
    private static final int LOCATION = 0x12;
    private static final int WARNING = 0x14;
    private static final int REPORT = 0x15;

    private static final Param INDEX = Param.named("message.index");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param ALTITUDE = Param.named("position.altitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SATELLITES = Param.named("position.satellites");
    private static final Param VALID = Param.named("position.valid");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param REST = Param.named("eelink.data");

    private final Network network = new Network();

    boolean put(Frame frame, int kind, int index, Sink out) {
        int start = frame.offset();
        if (frame.remaining() < 5) {
            return false;
        }
        long time = frame.u32() * 1000;
        int mask = frame.u8();
        int length = 5 + (mask & 1) * 15 + Network.length(frame, mask, (mask & 1) * 15);
        boolean stated = kind == LOCATION || kind == WARNING || kind == REPORT;
        int status = length + (kind == LOCATION ? 0 : 1);
        if (frame.length() - start < (stated ? status + 2 : length)) {
            return false;
        }
        out.message(time).put(INDEX, (long) index);
        if ((mask & 1) != 0) {
            position(frame, out);
        }
        network.put(frame, mask, out);
        if (stated) {
            state(frame, kind, (mask & 1) != 0, out);
        } else if ((mask & 1) != 0) {
            out.put(VALID, false);
        }
        if (kind == LOCATION) {
            Measurements.put(frame, out);
        }
        if (frame.remaining() > 0 && kind != LOCATION) {
            out.put(REST, frame.hexText(Math.min(512, frame.remaining())));
        }
        return true;
    }

    private static void position(Frame frame, Sink out) {
        out.put(LATITUDE, frame.i32() / 1_800_000.0).put(LONGITUDE, frame.i32() / 1_800_000.0);
        out.put(ALTITUDE, (long) frame.i16()).put(SPEED, (long) frame.u16()).put(DIRECTION, (long) frame.u16());
        out.put(SATELLITES, (long) frame.u8());
    }

    private static void state(Frame frame, int kind, boolean placed, Sink out) {
        int event = kind == LOCATION ? 0 : frame.u8();
        if (kind == WARNING) {
            Warning.put(event, out);
        } else if (kind == REPORT) {
            out.put(EVENT, (long) event);
        }
        int status = frame.u16();
        if (placed) {
            out.put(VALID, Status.isFixed(status));
        }
        Status.put(status, out);
        if (kind == WARNING) {
            Warning.data(frame, event, out);
        }
    }
}
