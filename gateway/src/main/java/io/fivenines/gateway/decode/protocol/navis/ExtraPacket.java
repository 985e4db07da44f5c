package io.fivenines.gateway.decode.protocol.navis;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * An extra packet of FLEX 2.0:
 *
 * <pre>
 * +------------+-----------+--------+-------+------------+------+------+----------+-----------+----------+
 * | structure  | length of | number | event | event time | sat. | time | latitude | longitude | altitude |
 * | u8, 10     | what is   | u32    | u16   | u32        | u8   | u32  | i32      | i32       | i32      |
 * |            | fixed, u8 | speed f32, course u16, mileage f32, and what belongs to the event             |
 * +------------+-----------+-----------------------------------------------------------------------------+
 * </pre>
 */
final class ExtraPacket {
    private static final int STRUCTURE = 0x0A;
    private static final int FIXED = 37;

    private static final Param INDEX = Param.named("message.index");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param EVENT_TIME = Param.named("navis.event.timestamp");
    private static final Param REST = Param.named("navis.rest");

    private ExtraPacket() {}

    /** Puts the packet that fills the frame. */
    static void put(Frame frame, Sink out) {
        int start = frame.offset();
        int structure = frame.at(start);
        int fixed = frame.at(start + 1);
        if (structure != STRUCTURE || fixed < FIXED || frame.remaining() < 2 + fixed) {
            rest(frame, out.message(Sink.NO_TIME));
            return;
        }
        long number = frame.skip(2).u32le();
        int event = frame.u16le();
        long eventTime = frame.u32le();
        int state = frame.u8();
        long time = frame.u32le();
        out.message(1000 * (time == 0 ? eventTime : time)).put(INDEX, number).put(EVENT, (long) event);
        out.put(EVENT_TIME, eventTime);
        Fix.state(state, out);
        Fix.coordinates(frame, out);
        Fix.motion(frame, out);
        frame.seek(start + 2 + fixed);
        if (frame.remaining() > 0) {
            rest(frame, out);
        }
    }

    private static void rest(Frame frame, Sink out) {
        out.put(REST, frame.hexText(Math.min(512, frame.remaining())));
        frame.skip(frame.remaining());
    }
}
