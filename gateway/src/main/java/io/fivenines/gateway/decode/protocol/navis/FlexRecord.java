package io.fivenines.gateway.decode.protocol.navis;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** A FLEX record: those fields that the tracker announced, one behind the other. */
final class FlexRecord {
    private static final Param INPUTS = Param.named("din");
    private static final Param OUTPUTS = Param.named("dout");

    /** A bit a field, the first is the highest. */
    private final byte[] bits = new byte[(FlexFields.COUNT + 7) / 8];

    private int fields;
    private int length;
    private int timeAt;
    private int eventTimeAt;

    /** Reads which fields there will be; false, and nothing changed, if they are not all there. */
    boolean agree(Frame frame) {
        int count = frame.u8();
        if (frame.truncated() || frame.remaining() < (count + 7) / 8) {
            return false;
        }
        fields = count;
        for (int i = 0; i < (count + 7) / 8; i++) {
            bits[i] = (byte) frame.u8();
        }
        length = 0;
        timeAt = -1;
        eventTimeAt = -1;
        for (int field = 1; field <= fields; field++) {
            if (has(field)) {
                timeAt = field == FlexFields.TIME ? length : timeAt;
                eventTimeAt = field == FlexFields.EVENT_TIME ? length : eventTimeAt;
                length += FlexFields.length(field);
            }
        }
        return true;
    }

    private boolean has(int field) {
        return (bits[(field - 1) / 8] >> 7 - (field - 1) % 8 & 1) != 0;
    }

    /** Bytes in a record; 0 before anything was agreed on. */
    int length() {
        return length;
    }

    /** Puts the record at the cursor; the cursor is left where it ends. */
    void put(Frame frame, Sink out) {
        int start = frame.offset();
        if (frame.remaining() < length) {
            return;
        }
        out.message(timeMs(frame, start));
        int at = start;
        for (int field = 1; field <= fields; field++) {
            if (has(field)) {
                put(frame.seek(at), field, out);
                at += FlexFields.length(field);
            }
        }
        frame.seek(at);
    }

    /** Inputs and outputs come in two bytes of which either may be missing. */
    private void put(Frame frame, int field, Sink out) {
        switch (field) {
            case 29, 31 -> {
                long low = frame.u8();
                long high = has(field + 1) ? frame.u8() : 0;
                out.put(field == 29 ? INPUTS : OUTPUTS, low | high << 8);
            }
            case 30, 32 -> {
                if (!has(field - 1)) {
                    out.put(field == 30 ? INPUTS : OUTPUTS, (long) frame.u8() << 8);
                }
            }
            default -> FlexFields.put(frame, field, out);
        }
    }

    /** The time of the position; that of the event as long as there has been none. */
    private long timeMs(Frame frame, int start) {
        long seconds = timeAt < 0 ? 0 : frame.seek(start + timeAt).u32le();
        if (seconds == 0 && eventTimeAt >= 0) {
            seconds = frame.seek(start + eventTimeAt).u32le();
        }
        return seconds == 0 ? Sink.NO_TIME : seconds * 1000;
    }
}
