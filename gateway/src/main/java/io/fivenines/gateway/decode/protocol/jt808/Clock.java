package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;

/** Moments as BCD yymmddhhmmss in the time of Peking, whatever the tracker's own. */
final class Clock {
    static final int LENGTH = 6;

    private static final long ZONE_MS = 8 * 3_600_000L;

    private Clock() {}

    /** The moment in the next six bytes, or {@link Sink#NO_TIME} if they are none. */
    static long ms(Frame frame) {
        if (!isDecimal(frame, LENGTH)) {
            frame.skip(LENGTH);
            return Sink.NO_TIME;
        }
        return Utc.yymmdd(frame.bcd(3), frame.bcd(3)) - ZONE_MS;
    }

    /** Whether the next bytes are all two decimal digits. */
    static boolean isDecimal(Frame frame, int length) {
        boolean decimal = frame.remaining() >= length;
        for (int i = 0; i < length; i++) {
            int octet = frame.at(frame.offset() + i);
            decimal &= octet >> 4 < 10 && (octet & 15) < 10;
        }
        return decimal;
    }
}
