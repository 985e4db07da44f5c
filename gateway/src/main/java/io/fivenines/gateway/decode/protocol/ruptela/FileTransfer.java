package io.fivenines.gateway.decode.protocol.ruptela;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/** Files that come in parts: tachograph cards and memories, and what a tracker keeps of accidents and cameras. */
final class FileTransfer {
    private static final Param TYPE = Param.named("message.type.enum");
    private static final Param NAME = Param.named("media.name");
    private static final Param SOURCE = Param.named("media.type");
    private static final Param SIZE = Param.named("media.size");
    private static final Param OFFSET = Param.named("media.offset");
    private static final Param PART = Param.named("media.index");
    private static final Param PARTS = Param.named("media.parts");
    private static final Param DATA = Param.named("media.data");
    private static final Param REST = Param.named("user.data");

    private static final int HEAD = 11;
    private static final int BEGIN_LENGTH = 21;
    private static final int CHUNK = 2;
    private static final int CHUNK_HEAD = 14;
    private static final int NAME_OCTETS = 8;

    private FileTransfer() {}

    /** A card's file waits to be fetched: its size and time. */
    static Verdict announced(Frame frame, int command, Sink out) {
        long size = command == 6 ? frame.u16() : frame.u32();
        out.message(frame.u32() * 1000).put(TYPE, command).put(SIZE, size);
        return Passage.bytes(frame, command, out);
    }

    /**
     * The head of a card's file (command 12) or a part of it (11). The answer names the part.
     *
     * <pre>
     * +-------+----+----+-----+---+----+------+          +----+-----+            +--+----+
     * |storage|size|read|begin|end|part|CRC-16|          |part|bytes|            |01|part|
     * +-------+----+----+-----+---+----+------+          +----+-----+            +--+----+
     * 0       1    5    9     13  17   19                0    2
     * </pre>
     */
    static Verdict cardPart(Frame frame, int command, Sink out) {
        int part;
        if (command == 12) {
            if (frame.remaining() < BEGIN_LENGTH) {
                return Verdict.TRUNCATED;
            }
            part = frame.at(HEAD + 17) << 8 | frame.at(HEAD + 18);
            int storage = frame.u8();
            long size = frame.u32();
            out.message(frame.u32() * 1000).put(TYPE, command);
            out.put(SOURCE, storage).put(SIZE, size).put(PART, part);
            out.put(REST, frame.hexText(Math.min(Passage.PIECE, frame.remaining())));
        } else {
            part = frame.u16();
            data(frame, command, frame.offset(), part, out);
        }
        Ruptela.close(Ruptela.open(out, 4, 111).u8(1).u16(part));
        return Verdict.ACCEPTED;
    }

    private static void data(Frame frame, int command, int from, int part, Sink out) {
        while (frame.remaining() > 0) {
            int offset = frame.offset() - from;
            out.message(Sink.NO_TIME).put(TYPE, command).put(PART, part).put(OFFSET, offset);
            out.put(DATA, frame.hexText(Math.min(Passage.PIECE, frame.remaining())));
        }
    }

    /**
     * A part of a file. The answer asks for the next one, after the last there is none.
     *
     * <pre>
     * +--+------+----+-----+----+-----+                  +--+------+----+----+
     * |02|source|name|parts|part|bytes|                  |02|source|name|part|
     * +--+------+----+-----+----+-----+                  +--+------+----+----+
     * 0  1      2    10    12   14
     * </pre>
     */
    static Verdict part(Frame frame, int command, Sink out) {
        if (frame.at(HEAD) != CHUNK || frame.remaining() < CHUNK_HEAD) {
            return Passage.bytes(frame, command, out);
        }
        int source = frame.skip(1).u8();
        int parts = frame.skip(NAME_OCTETS).u16();
        int part = frame.u16();
        int from = frame.offset();
        do {
            int offset = frame.offset() - from;
            out.message(Sink.NO_TIME).put(TYPE, command).put(SOURCE, source);
            out.put(PARTS, parts).put(PART, part).put(OFFSET, offset);
            out.put(NAME, frame.seek(HEAD + 2).hexText(NAME_OCTETS));
            frame.seek(from + offset);
            out.put(DATA, frame.hexText(Math.min(Passage.PIECE, frame.remaining())));
        } while (frame.remaining() > 0);
        if (part + 1 < parts) {
            Reply reply = Ruptela.open(out, 13, 137).u8(CHUNK).u8(source);
            Ruptela.close(reply.bytes(frame, HEAD + 2, NAME_OCTETS).u16(part + 1));
        }
        return Verdict.ACCEPTED;
    }
}
