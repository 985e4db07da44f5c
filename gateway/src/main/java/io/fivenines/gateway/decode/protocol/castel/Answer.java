package io.fivenines.gateway.decode.protocol.castel;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;

/** A frame back, of the form of those that come: {@link #begin}, the data, {@link #end}. */
final class Answer {
    private static final int ID_LENGTH = 20;
    private static final int WITH_VERSION = 5 + ID_LENGTH + 2 + 4;

    private Answer() {}

    /** An answer with the version and ID of the frame, whose data will have so many bytes. */
    static Reply begin(Frame frame, int kind, int dataLength, Sink out) {
        return begin(frame, frame.at(4), kind, dataLength, out);
    }

    static Reply begin(Frame frame, int version, int kind, int dataLength, Sink out) {
        Reply reply = out.reply().text("@@").u16le(WITH_VERSION + dataLength).u8(version);
        return reply.bytes(frame, Castel.idAt(frame), ID_LENGTH).u16(kind);
    }

    /** An answer of the oldest form, without a version. */
    static Reply beginOld(Frame frame, int kind, int dataLength, Sink out) {
        Reply reply = out.reply().text("@@").u16le(WITH_VERSION - 1 + dataLength);
        return reply.bytes(frame, Castel.idAt(frame), ID_LENGTH).u16(kind);
    }

    static void end(Reply reply) {
        reply.u16le(Crc.X25.of(reply, 0)).text("\r\n");
    }
}
