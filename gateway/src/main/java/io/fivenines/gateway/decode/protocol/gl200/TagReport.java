package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The form of devices since the GL601 (GL601 and GV500CNA Air Interface Protocol): records of tagged data units.
 *
 * <pre>
 * 2B 00 | length 2 | flags 1 | [frame count and number 2, with flag 80] | IMEI 8 | device 2 | protocol 2 | custom 1
 *       | reserved length 1, bytes | records | count 2 | CRC-8 1 | 24
 * record: length with itself 1 or 2 | time 4 | count 2 | record id 1 | event 1 | units
 * unit:   id 1 or 2 | length 1 or 2 | bytes
 * 2B 10 | length 1 | IMEI 8 | device 2 | protocol 2 | custom 1 | time 4 | count 2 | CRC-8 1 | 24       heartbeat
 * 2D 00 ...: stored and sent later
 * </pre>
 *
 * <p>A number of 1 or 2 bytes has 2 where its highest bit is set. The IMEI stands in the lower fifteen half bytes.
 * How a server acknowledges is in no document at hand; trackers do not ask for it unless told to.
 */
final class TagReport {
    static final int HEAD = 4;
    private static final int TAIL = 4;
    private static final int IDENT_LENGTH = 8;
    private static final int RECORD_HEAD = 8;
    private static final int POLYNOMIAL = 0x31;
    /** Bytes of which a text holds the hexadecimal digits; a longer unit goes on in another message. */
    private static final int PIECE = 512;

    private static final Param KIND = Param.named("message.type");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param CODE = Param.named("event.value");
    private static final Param INDEX = Param.named("message.index");
    private static final Param BUFFERED = Param.named("position.buffered");

    private final Session session;

    TagReport(Session session) {
        this.session = session;
    }

    /** Whether a frame that begins so is of this form. */
    static boolean begins(Frame frame) {
        return frame.at(1) == 0 && (frame.at(0) == '+' || frame.at(0) == '-') || isHeartbeat(frame);
    }

    private static boolean isHeartbeat(Frame frame) {
        return frame.at(0) == '+' && frame.at(1) == 0x10;
    }

    /** The length a frame announces; its first four bytes must be there. */
    static int length(Frame frame) {
        return isHeartbeat(frame) ? frame.at(2) : frame.at(2) << 8 | frame.at(3);
    }

    Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - TAIL;
        if (frame.at(end + 2) != sum(frame, end + 2)) {
            return Verdict.BAD_CHECKSUM;
        }
        boolean heartbeat = isHeartbeat(frame);
        int flags = heartbeat ? 0 : frame.at(HEAD);
        int ident = heartbeat ? 3 : flags < 0x80 ? HEAD + 1 : HEAD + 3;
        if (ident + IDENT_LENGTH > end) {
            return Verdict.TRUNCATED;
        }
        if (!session.identify(frame.seek(ident).hexText(IDENT_LENGTH, 1, 2 * IDENT_LENGTH))) {
            return Verdict.UNIDENTIFIED;
        }
        if (heartbeat) {
            return Verdict.ACCEPTED;
        }
        frame.seek(ident + IDENT_LENGTH).skip(5);
        frame.skip(frame.u8());
        int length = frame.narrow(end - frame.offset());
        while (frame.remaining() > 0 && !frame.truncated()) {
            putRecord(frame, out);
        }
        frame.widen(length);
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private void putRecord(Frame frame, Sink out) {
        int before = frame.offset();
        int size = number(frame);
        int start = frame.offset();
        int length = frame.narrow(before + size - start);
        if (frame.remaining() < RECORD_HEAD) {
            frame.skip(RECORD_HEAD);
            return;
        }
        long fixMs = TagUnit.fixMs(frame.skip(RECORD_HEAD));
        long timeMs = fixMs == Sink.NO_TIME ? frame.seek(start).u32() * 1000 : fixMs;
        begin(frame, start, timeMs, out);
        while (frame.remaining() > 0 && !frame.truncated()) {
            int tag = number(frame);
            int unitSize = number(frame);
            for (int at = 0; at == 0 || at < unitSize; at += PIECE) {
                if (at > 0) {
                    int offset = frame.offset();
                    begin(frame, start, timeMs, out);
                    frame.seek(offset);
                }
                int pieceSize = Math.min(unitSize - at, PIECE);
                int left = frame.narrow(pieceSize);
                TagUnit.put(frame, tag, pieceSize, out);
                frame.widen(left);
            }
        }
        frame.widen(length);
    }

    /** Starts a message of the record whose time stands at an offset; the frame is left at its units. */
    private void begin(Frame frame, int start, long timeMs, Sink out) {
        out.message(timeMs).put(INDEX, (long) frame.seek(start + 4).u16()).put(EVENT, (long) frame.at(start + 6));
        out.put(KIND, frame.hexText(1)).put(CODE, (long) frame.u8());
        if (frame.at(0) == '-') {
            out.put(BUFFERED, true);
        }
    }

    /** A number of one byte, or of two of which the highest bit is set. */
    static int number(Frame frame) {
        int first = frame.u8();
        return first < 0x80 ? first : (first & 0x7F) << 8 | frame.u8();
    }

    /** CRC-8/NRSC-5 of all bytes before an offset. */
    private static int sum(Frame frame, int to) {
        int sum = 0xFF;
        for (int i = 0; i < to; i++) {
            sum ^= frame.at(i);
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 0x80) != 0 ? (sum << 1 ^ POLYNOMIAL) & 0xFF : sum << 1;
            }
        }
        return sum;
    }
}
