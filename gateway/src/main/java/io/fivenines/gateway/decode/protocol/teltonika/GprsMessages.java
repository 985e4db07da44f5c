package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Answers to commands and what else a tracker passes through: codecs 12 to 15. They are not acknowledged.
 *
 * <pre>
 * 0    1      5
 * +----+------+-------+
 * |type|length|content|                12: type 6 is an answer, 5 a command
 * +----+------+----+--+----+
 * |type|length|time|content|           13: seconds since 1970; newer firmware: milliseconds, in eight bytes
 * +----+------+----+-------+
 * |type|length|IMEI|content|           14: type 17 refuses a command meant for another tracker
 * +----+------+----+----+-------+
 * |type|length|time|IMEI|content|      15: what a serial port received
 * +----+------+----+----+-------+
 * </pre>
 *
 * <p>An IMEI is sixteen digits, of which the first is a 0. Type 13 of codec 12 is a camera's picture, which the server
 * asks for part by part.
 */
final class GprsMessages {
    private static final Param RESULT = Param.named("command.result");
    private static final Param DATA = Param.named("user.data");
    private static final Param TYPE = Param.named("message.type.enum");
    private static final Param IMEI = Param.named("device.imei");
    private static final Param PHOTO = Param.named("photo.data");
    private static final Param FILE = Param.named("media.id");
    private static final Param SIZE = Param.named("media.size");
    private static final Param OFFSET = Param.named("media.offset");

    private static final int TEXT_MAX = 1024;
    private static final int ANSWER = 6;
    private static final int REFUSAL = 0x11;
    private static final int CAMERA = 0x0D;
    private static final int CAMERA_BEGINS = 1;
    private static final int CAMERA_PART = 2;
    private static final int CAMERA_PART_MAX = 2048;
    /** Below, the first four bytes of a time are the upper half of milliseconds; 4096 s after 1970 no tracker lived. */
    private static final long MILLISECONDS_UPPER_MAX = 4096;

    private GprsMessages() {}

    /** Reads the messages from their count on; the frame ends with the second count. */
    static Verdict read(Frame frame, int codec, Sink out) {
        int count = frame.u8();
        for (int i = 0; i < count; i++) {
            int type = frame.u8();
            int was = frame.narrow((int) Math.min(Integer.MAX_VALUE, frame.u32()));
            if (frame.truncated()) {
                return Verdict.TRUNCATED;
            }
            if (codec != 0x0C || type != CAMERA || !camera(frame, out)) {
                message(frame, codec, type, out);
            }
            frame.widen(was);
        }
        return frame.truncated() || frame.remaining() != 1 ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private static void message(Frame frame, int codec, int type, Sink out) {
        boolean timed = (codec == 0x0D || codec == 0x0F) && frame.remaining() >= 4;
        long timeMs = timed ? time(frame) : Sink.NO_TIME;
        boolean addressed = (codec == 0x0E || codec == 0x0F) && frame.remaining() >= 8;
        int imei = frame.offset();
        int content = imei + (addressed ? 8 : 0);
        boolean readable = readable(frame, content);
        answer(frame.seek(content), codec, type, readable, out);
        int step = readable ? TEXT_MAX : VariableElement.PIECE;
        do {
            out.message(timeMs).put(TYPE, type);
            if (addressed) {
                out.put(IMEI, frame.seek(imei).hexText(8, 1, 16));
            }
            frame.seek(content);
            int length = Math.min(step, frame.remaining());
            content += length;
            if (!readable) {
                out.put(DATA, frame.hexText(length));
            } else if (length > 0) {
                out.put(RESULT, frame.text(frame.remaining() > length ? length : VariableElement.trimmed(frame)));
            }
        } while (frame.seek(content).remaining() > 0);
    }

    /** Codec 15 and other types are what a serial port received. */
    private static void answer(Frame frame, int codec, int type, boolean readable, Sink out) {
        if (codec != 0x0F && type == ANSWER) {
            int text = Math.min(TEXT_MAX, VariableElement.trimmed(frame));
            int octets = Math.min(VariableElement.PIECE, frame.remaining());
            out.answer(Sink.UNNUMBERED, readable ? frame.text(text) : frame.hexText(octets));
        } else if (codec == 0x0E && type == REFUSAL) {
            out.refusal(Sink.UNNUMBERED, "meant for another IMEI");
        }
    }

    private static long time(Frame frame) {
        long first = frame.u32();
        boolean milliseconds = first < MILLISECONDS_UPPER_MAX && frame.remaining() >= 4;
        return milliseconds ? first << 32 | frame.u32() : first * 1000;
    }

    private static boolean readable(Frame frame, int from) {
        for (int i = from; i < frame.length(); i++) {
            int octet = frame.at(i);
            if (octet < ' ' && octet != '\r' && octet != '\n' && octet != '\t' || octet == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /**
     * A picture, part by part; false where it is neither and has something in it.
     *
     * <pre>
     * +--+--+----+                 +--+--+------+------+-----+
     * |01|id|size|  a new one      |02|id|offset|length|bytes|  a part; asked for by the same without bytes
     * +--+--+----+                 +--+--+------+------+-----+
     * 0  1  5                      0  1  5      9      11
     * </pre>
     */
    private static boolean camera(Frame frame, Sink out) {
        int kind = frame.at(frame.offset());
        if (kind == CAMERA_BEGINS && frame.remaining() > 4) {
            long id = frame.skip(1).u32();
            out.message(Sink.NO_TIME).put(FILE, id);
            if (frame.remaining() >= 4) {
                out.put(SIZE, frame.u32());
            }
            request(id, 0, out);
        } else if (kind == CAMERA_PART && frame.remaining() > 10) {
            part(frame.skip(1), out);
        } else {
            return frame.remaining() == 1;
        }
        return true;
    }

    private static void part(Frame frame, Sink out) {
        long id = frame.u32();
        long offset = frame.u32();
        int length = frame.u16();
        for (long at = offset; frame.remaining() > 0; at += VariableElement.PIECE) {
            out.message(Sink.NO_TIME).put(FILE, id).put(OFFSET, at);
            out.put(PHOTO, frame.hexText(Math.min(VariableElement.PIECE, frame.remaining())));
        }
        if (length == CAMERA_PART_MAX) {
            request(id, offset + length, out);
        }
    }

    private static void request(long id, long offset, Sink out) {
        Reply reply = out.reply();
        int start = reply.length();
        reply.u32(0).u32(0x13).u8(0x0C).u8(1).u8(CAMERA).u32(11);
        reply.u8(CAMERA_PART).u32(id).u32(offset).u16(CAMERA_PART_MAX).u8(1);
        reply.u32(Crc.ARC.of(reply, start + 8));
    }
}
