package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Digits;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** What trackers say to commands, and other texts. */
final class Answers {
    private static final int DONE = 0;
    private static final String[] REASONS = {"", "failed", "wrong", "not supported"};
    private static final Param SERIAL = Param.named("jt808.answer.serial");
    private static final Param ANSWERED = Param.named("jt808.answer.kind");
    private static final Param RESULT = Param.named("command.result");
    private static final Param TEXT = Param.named("message.text");
    private static final Param PARAMETER = Param.named("jt808.parameter.#");

    private Answers() {}

    /** Serial number and kind of what is answered, and 0 done, 1 failed, 2 wrong, 3 not supported. */
    static void general(Header header, Frame body, Sink out) {
        if (body.remaining() < 5) {
            Blob.put(header, body, out);
            return;
        }
        int serial = body.u16();
        out.message(Sink.NO_TIME).put(SERIAL, (long) serial).put(ANSWERED, (long) body.u16());
        int result = body.u8();
        out.put(RESULT, new Digits().of(result));
        if (serial > 0 && result == DONE) {
            out.answer(serial, "");
        } else if (serial > 0) {
            out.refusal(serial, result < REASONS.length ? REASONS[result] : "");
        }
    }

    /** Parameters asked for: serial number u16, count u8, then id u32, length u8, value each. */
    static void parameters(Header header, Frame body, Sink out) {
        if (body.remaining() < 3) {
            Blob.put(header, body, out);
            return;
        }
        Blob.head(header, Sink.NO_TIME, out).put(SERIAL, (long) body.u16());
        body.u8();
        while (body.remaining() >= 5) {
            int id = body.i32() & 0xFFFFFF;
            int length = Math.min(body.u8(), body.remaining());
            int next = body.offset() + length;
            if (length > 4 && Chars.isText(body, length)) {
                out.put(PARAMETER, id, body.text(length));
            } else {
                Items.unknown(body, PARAMETER, id, length, out);
            }
            body.seek(next);
        }
    }

    /** A waybill with its length before it in four bytes. */
    static void waybill(Header header, Frame body, Sink out) {
        if (body.remaining() <= 4) {
            Blob.put(header, body, out);
            return;
        }
        Blob.head(header, Sink.NO_TIME, out);
        Chars.put(body.skip(4), body.remaining(), TEXT, out);
    }

    /** An encoding u8, and text in it. */
    static void text(Header header, Frame body, Sink out) {
        if (body.remaining() < 2) {
            Blob.put(header, body, out);
            return;
        }
        out.message(Sink.NO_TIME);
        Chars.put(body.skip(1), body.remaining(), RESULT, out);
    }

    /** Serial number u16, and UTF-16. */
    static void wideText(Header header, Frame body, Sink out) {
        if (body.remaining() < 4) {
            Blob.put(header, body, out);
            return;
        }
        int serial = body.u16();
        out.message(Sink.NO_TIME).put(SERIAL, (long) serial);
        StringBuilder text = new StringBuilder();
        while (body.remaining() >= 2) {
            text.append((char) body.u16());
        }
        String said = text.toString().trim();
        out.put(RESULT, said);
        if (serial > 0) {
            out.answer(serial, said);
        }
    }
}
