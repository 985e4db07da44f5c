package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** Bytes that are kept as they came, in hex. */
final class Blob {
    /** Bytes a message takes: twice as many characters in hex are the most a text may have. */
    static final int PIECE = 512;

    static final Param OFFSET = Param.named("jt808.data.offset");

    private static final Param KIND = Param.named("jt808.message.kind");
    private static final Param DATA = Param.named("jt808.message.data");
    private static final Param PACKET = Param.named("jt808.packet");
    private static final Param PACKETS = Param.named("jt808.packets");

    private Blob() {}

    /** Puts what is left of a message without a known meaning; nothing where nothing is left. */
    static void put(Header header, Frame body, Sink out) {
        for (long offset = 0; body.remaining() > 0; offset += PIECE) {
            head(header, Sink.NO_TIME, out).put(OFFSET, offset);
            out.put(DATA, body.hexText(Math.min(PIECE, body.remaining())));
        }
    }

    /** Starts a message of which the kind should be known. */
    static Sink head(Header header, long timeMs, Sink out) {
        out.message(timeMs).put(KIND, (long) header.kind);
        if (header.packets > 1) {
            out.put(PACKET, (long) header.packet).put(PACKETS, (long) header.packets);
        }
        return out;
    }
}
