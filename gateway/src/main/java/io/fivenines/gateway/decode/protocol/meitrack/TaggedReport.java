package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Element;
import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * CCE, records of numbered elements, little-endian.
 *
 * <pre>
 * | records waiting u32 | records u16 | ( length u16 | elements u16 | ...length - 2 bytes ) ...
 *
 * | n u8 | n * (id, u8) | n u8 | n * (id, u16) | n u8 | n * (id, u32) | n u8 | n * (id, length u8, bytes) |
 *                  an id is one byte, or two of which the first is FE
 * </pre>
 */
final class TaggedReport {
    private static final ElementTable TABLE = ElementTable.load("meitrack.tsv", "meitrack.io.#");
    private static final int LONG_ID = 0xFE;
    private static final int EVENT_SHORT = 0x01;
    private static final int EVENT = 0x40;
    private static final int TIME = 0x04;
    private static final int CARD = 0x25;
    private static final int LOCK = 0x47;
    private static final long EPOCH_MS = 946_684_800_000L;

    private static final Param WAITING = Param.named("message.count");
    private static final Param LOCKED = Param.named("lock.status");
    private static final Param CARD_CODE = Param.named("rfid.code");

    private final LongElement element = new LongElement();
    private final DecimalText decimal = new DecimalText();

    Verdict store(Frame frame, int body, int end, Sink out) {
        long waiting = frame.seek(body).u32le();
        int records = frame.u16le();
        for (int i = 0; i < records; i++) {
            int length = frame.u16le();
            int from = frame.offset();
            if (frame.truncated() || length < 2 || from + length > end) {
                return Verdict.TRUNCATED;
            }
            int whole = frame.narrow(length);
            frame.skip(2);
            out.message(time(frame));
            out.put(WAITING, waiting);
            putRecord(frame.seek(from + 2), out);
            frame.seek(from + length).widen(whole);
        }
        return Verdict.ACCEPTED;
    }

    /** Looks for the time, which stands behind elements that need it. */
    private static long time(Frame frame) {
        for (int size = 1; size <= 4 && frame.remaining() > 0; size *= 2) {
            int count = frame.u8();
            for (int i = 0; i < count && frame.remaining() > size; i++) {
                int id = id(frame);
                if (size == 4 && id == TIME && frame.remaining() >= size) {
                    return EPOCH_MS + frame.u32le() * 1000;
                }
                frame.skip(Math.min(size, frame.remaining()));
            }
        }
        return Sink.NO_TIME;
    }

    private void putRecord(Frame frame, Sink out) {
        for (int size = 1; size <= 4 && frame.remaining() > 0; size *= 2) {
            int count = frame.u8();
            for (int i = 0; i < count && frame.remaining() > size; i++) {
                int id = id(frame);
                if (frame.remaining() >= size) {
                    put(id, frame.unsignedLe(size), size, out);
                }
            }
        }
        int count = frame.remaining() > 0 ? frame.u8() : 0;
        element.begin();
        for (int i = 0; i < count && frame.remaining() > 2; i++) {
            int id = id(frame);
            int length = frame.u8();
            if (length > frame.remaining()) {
                return;
            }
            int next = frame.offset() + length;
            element.put(frame, id, length, out);
            frame.seek(next);
        }
    }

    private static int id(Frame frame) {
        int first = frame.u8();
        return first == LONG_ID ? LONG_ID << 8 | frame.u8() : first;
    }

    private void put(int id, long value, int size, Sink out) {
        if (id == TIME && size == 4) {
            return;
        }
        if (id == CARD && size == 4) {
            out.put(CARD_CODE, decimal.of(value));
            return;
        }
        if (id == LOCK && size == 1) {
            if (value > 0) {
                out.put(LOCKED, value == 2);
            }
            return;
        }
        Element known = TABLE.find(id < 256 ? id : 256 | id & 0xFF);
        if (known == null) {
            out.put(TABLE.unknown(), id, value);
            return;
        }
        known.put(out, value, size);
        if (id == EVENT || id == EVENT_SHORT) {
            Event.putAlarm(value, out);
        }
    }
}
