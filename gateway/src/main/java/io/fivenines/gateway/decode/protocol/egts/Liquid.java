package io.fivenines.gateway.decode.protocol.egts;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** A fuel level sensor: flags u8 (0-2 number, 3 raw bytes, 4-5 unit, 6 error), module u16, level u32 or raw bytes. */
final class Liquid {
    private static final int PERCENT = 1;
    private static final int TENTHS_OF_LITRE = 2;

    private static final Param RAW = Param.named("fuel.raw.#");
    private static final Param LEVEL = Param.named("fuel.level.#");
    private static final Param VOLUME = Param.named("fuel.volume.#");
    private static final Param BYTES = Param.named("egts.fuel.data.#");
    private static final Param ERROR = Param.named("egts.fuel.error.#");

    private Liquid() {}

    static boolean put(Frame frame, int length, Sink out) {
        if (length < 7) {
            return false;
        }
        int flags = frame.u8();
        int number = (flags & 7) + 1;
        frame.skip(2);
        if ((flags & 64) != 0) {
            out.put(ERROR, number, true);
        } else if ((flags & 8) != 0) {
            out.put(BYTES, number, frame.hexText(Math.min(length - 3, 512)));
        } else {
            long level = frame.u32le();
            switch (flags >> 4 & 3) {
                case PERCENT -> out.put(LEVEL, number, level);
                case TENTHS_OF_LITRE -> out.put(VOLUME, number, level / 10.0);
                default -> out.put(RAW, number, level);
            }
        }
        return true;
    }
}
