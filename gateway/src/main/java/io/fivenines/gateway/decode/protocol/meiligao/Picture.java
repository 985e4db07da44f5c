package io.fivenines.gateway.decode.protocol.meiligao;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/** A part of a picture: {@code picture u8, length of it u16, parts u8, part u8, bytes}. */
final class Picture {
    private static final int HEAD = 5;
    private static final int PIECE = 512;

    private static final Param INDEX = Param.named("photo.index");
    private static final Param PARTS = Param.named("photo.packets");
    private static final Param PART = Param.named("photo.packet");
    private static final Param OFFSET = Param.named("photo.offset");
    private static final Param DATA = Param.named("photo.data");

    private Picture() {}

    static Verdict store(Frame frame, int from, int end, Sink out) {
        if (end - from <= HEAD) {
            return Verdict.TRUNCATED;
        }
        for (int at = from + HEAD; at < end; at += PIECE) {
            out.message(Sink.NO_TIME).put(INDEX, frame.at(from));
            out.put(PARTS, frame.at(from + 3)).put(PART, frame.at(from + 4)).put(OFFSET, at - from - HEAD);
            out.put(DATA, frame.seek(at).hexText(Math.min(PIECE, end - at)));
        }
        return Verdict.ACCEPTED;
    }
}
