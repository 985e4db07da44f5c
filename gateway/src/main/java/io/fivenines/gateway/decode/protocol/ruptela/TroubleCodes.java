package io.fivenines.gateway.decode.protocol.ruptela;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Diagnostic trouble codes of the vehicle, a message each.
 *
 * <pre>
 * 0     1      2    6         10       14     15
 * +-----+------+----+---------+--------+------+----+
 * |count|source|time|longitude|latitude|status|code| ...
 * +-----+------+----+---------+--------+------+----+
 *                                               5
 * </pre>
 */
final class TroubleCodes {
    private static final Param SOURCE = Param.named("can.dtc.source.enum");
    private static final Param STATUS = Param.named("can.dtc.status.enum");
    private static final Param CODE = Param.named("can.dtc");
    private static final int OBD = 0xFF;
    private static final int CODE_OCTETS = 5;
    private static final int LENGTH = 19;

    private TroubleCodes() {}

    static Verdict read(Frame frame, Sink out) {
        int count = frame.u8();
        if (count * LENGTH > frame.remaining()) {
            return Verdict.TRUNCATED;
        }
        for (int i = 0; i < count; i++) {
            int source = frame.u8();
            out.message(frame.u32() * 1000).put(SOURCE, source);
            Fix.coordinates(frame, out);
            out.put(STATUS, frame.u8());
            out.put(CODE, source == OBD ? frame.text(CODE_OCTETS) : frame.hexText(CODE_OCTETS));
        }
        return Passage.bytes(frame, 9, out);
    }
}
