package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * A part of a picture: {@code name,parts,number from 0,bytes}. The tracker sends eight parts and then waits to be asked
 * for the next ones.
 */
final class Picture {
    /** What the command to take a picture names it. */
    private static final String NAME_OF_SHOT = "camera_picture.jpg";

    private static final int PARTS_AT_ONCE = 8;
    /** Bytes a message takes: twice as many characters in hex are the most a text may have. */
    private static final int PIECE = 512;

    private static final int FLAG = 'O';
    private static final String ASK = "D00,";
    private static final Param NAME = Param.named("photo.name");
    private static final Param PARTS = Param.named("photo.packets");
    private static final Param PART = Param.named("photo.packet");
    private static final Param OFFSET = Param.named("photo.offset");
    private static final Param DATA = Param.named("photo.data");

    private Picture() {}

    static Verdict store(Frame frame, int body, int end, Sink out) {
        int parts = frame.find(',', body) + 1;
        int part = frame.find(',', parts) + 1;
        int data = frame.find(',', part) + 1;
        if (parts == 0 || part == 0 || data == 0 || data >= end) {
            return Verdict.TRUNCATED;
        }
        Fields fields = frame.seek(body).split(data - 1 - body, ',');
        long total = fields.isReal(1) ? (long) fields.real(1) : 0;
        long number = fields.isReal(2) ? (long) fields.real(2) : -1;
        if (number < 0 || number >= total) {
            return Verdict.IMPLAUSIBLE;
        }
        for (int at = data; at < end; at += PIECE) {
            out.message(Sink.NO_TIME).put(NAME, frame.seek(body).text(parts - 1 - body));
            out.put(PARTS, total).put(PART, number).put(OFFSET, at - data);
            out.put(DATA, frame.seek(at).hexText(Math.min(PIECE, end - at)));
        }
        long next = number + 1;
        if (next < total && next % PARTS_AT_ONCE == 0) {
            int name = parts - 1 - body;
            Reply reply = Answer.begin(out, frame, FLAG, ASK.length() + name + 1 + Answer.digits(next));
            reply.text(ASK).bytes(frame, body, name).u8(',').decimal(next, 1);
            return Answer.end(out);
        }
        return Verdict.ACCEPTED;
    }

    /** Asks for the picture that was just taken. */
    static void ask(Frame frame, Sink out) {
        Reply reply = Answer.begin(out, frame, FLAG, ASK.length() + NAME_OF_SHOT.length() + 2);
        reply.text(ASK).text(NAME_OF_SHOT).text(",0");
        Answer.end(out);
    }
}
