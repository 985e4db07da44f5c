package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * What the oldest trackers send, those whose frames have no version.
 *
 * <pre>
 * 2001 login                 index u32 | now u32 | u8 | place
 * 4001                       place
 * 4201, 4202, 4206           place
 * 4204 from memory           eight times: place | 31 bytes
 * </pre>
 *
 * <p>No document tells what follows the places, nor how a 4001 is answered: it gets what these trackers get elsewhere,
 * its own kind with FF for a version.
 */
final class OldReport {
    private static final int LOGIN = 0x2001;
    private static final int LOGGED_IN = 0x1001;
    private static final int ANSWERED = 0x4001;
    private static final int NO_VERSION = 0xFF;
    private static final int REMEMBERED = 8;
    private static final int SKIPPED = 31;

    private static final Param BUFFERED = Param.named("position.buffered");

    private OldReport() {}

    static Verdict store(Frame frame, int kind, Sink out) {
        switch (kind) {
            case LOGIN -> {
                frame.skip(4);
                long nowMs = frame.u32le() * 1000;
                Place.store(frame.skip(1), nowMs, out);
                Answer.end(Answer.beginOld(frame, LOGGED_IN, 12, out)
                        .u32le(0)
                        .u32le(0xFFFF_FFFFL)
                        .u32le(0xFFFF_FFFFL));
            }
            case ANSWERED -> {
                Place.store(frame, Sink.NO_TIME, out);
                Answer.end(Answer.begin(frame, NO_VERSION, ANSWERED, 0, out));
            }
            case 0x4201, 0x4202, 0x4206 -> Place.store(frame, Sink.NO_TIME, out);
            case 0x4204 -> {
                for (int i = 0; i < REMEMBERED && !frame.truncated(); i++) {
                    Place.store(frame, Sink.NO_TIME, out);
                    out.put(BUFFERED, true);
                    frame.skip(SKIPPED);
                }
            }
            default -> {
                return Castel.storeUnknown(frame, kind, out);
            }
        }
        return Castel.storeRest(frame, out);
    }
}
