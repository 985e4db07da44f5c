package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** A day's walk: time u32, then steps, seconds, millimetres and calories in all, and the same of the day, u32 each. */
final class Pedometer {
    private static final int LENGTH = 36;

    private static final Param INDEX = Param.named("message.index");
    private static final Param STEPS = Param.named("step.count");
    private static final Param TIME = Param.named("eelink.walking.time");
    private static final Param DISTANCE = Param.named("eelink.walking.distance");
    private static final Param ENERGY = Param.named("eelink.walking.energy");
    private static final Param DAY_STEPS = Param.named("eelink.day.steps");
    private static final Param DAY_TIME = Param.named("eelink.day.walking.time");
    private static final Param DAY_DISTANCE = Param.named("eelink.day.walking.distance");
    private static final Param DAY_ENERGY = Param.named("eelink.day.walking.energy");

    private Pedometer() {}

    static boolean put(Frame frame, int index, Sink out) {
        if (frame.remaining() < LENGTH) {
            return false;
        }
        out.message(frame.u32() * 1000).put(INDEX, (long) index);
        out.put(STEPS, frame.u32()).put(TIME, frame.u32()).put(DISTANCE, frame.u32() / 1e6);
        out.put(ENERGY, frame.u32()).put(DAY_STEPS, frame.u32()).put(DAY_TIME, frame.u32());
        out.put(DAY_DISTANCE, frame.u32() / 1e6).put(DAY_ENERGY, frame.u32());
        return true;
    }
}
