package io.fivenines.gateway.decode.protocol.galileo;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;
import java.util.Arrays;

/** Records of tags one behind the other: each has a tag but once, so that a tag seen before begins the next record. */
final class TagRecord {
    static final int TIME = 0x20;
    static final int PLACE = 0x30;

    private static final int IMEI = 0x03;
    private static final int IMEI_LENGTH = 15;
    private static final int MILLISECONDS = 0x21;
    private static final int DEVICE = 0x04;
    private static final int COMMAND = 0xE0;
    private static final int ANSWER = 0xE1;
    private static final int PIECE = 512;

    private static final Param REST = Param.named("galileo.rest");

    private final Session session;
    private final Tags tags = new Tags();
    private final long[] seen = new long[4];
    private long timeMs;
    private int device;
    private long command;
    private int count;
    private boolean strange;
    private boolean ascending;

    TagRecord(Session session) {
        this.session = session;
    }

    /** Puts all records that fill what is left of the frame. */
    Verdict putAll(Frame frame, Sink out) {
        return putAll(frame, Sink.NO_TIME, null, out);
    }

    /** The same; they were sent at the given time, and from where the satellite says. */
    Verdict putAll(Frame frame, long sentMs, Iridium satellite, Sink out) {
        while (frame.remaining() > 0) {
            int start = frame.offset();
            int end = scan(frame, sentMs);
            if (!session.identified()) {
                return Verdict.UNIDENTIFIED;
            }
            if (count > 0) {
                out.message(timeMs);
                if (satellite != null && !has(PLACE)) {
                    satellite.putLocation(out);
                }
                putOne(frame.seek(start), end, out);
            }
            frame.seek(end);
            if (strange) {
                rest(frame, out);
            }
        }
        return Verdict.ACCEPTED;
    }

    /** Finds the end of the record at the cursor, its sender and its time. */
    private int scan(Frame frame, long sentMs) {
        Arrays.fill(seen, 0);
        timeMs = sentMs;
        count = 0;
        strange = false;
        ascending = true;
        int last = -1;
        long milliseconds = 0;
        while (frame.remaining() > 0) {
            int at = frame.offset();
            int tag = frame.u8();
            int length = Tags.length(tag, frame);
            strange = length < 0 || length > frame.remaining();
            if (strange || (seen[tag >> 6] >> tag & 1) != 0) {
                frame.seek(at);
                break;
            }
            seen[tag >> 6] |= 1L << tag;
            ascending &= tag > last;
            last = tag;
            switch (tag) {
                case IMEI -> session.identify(frame.text(IMEI_LENGTH));
                case TIME -> timeMs = frame.u32le() * 1000;
                case MILLISECONDS -> milliseconds = frame.u16le();
                default -> frame.skip(length);
            }
            count += tag == IMEI ? 0 : 1;
        }
        timeMs += timeMs == Sink.NO_TIME ? 0 : milliseconds;
        return frame.offset();
    }

    /** Whether records of known tags, each in ascending order, fill what is left of the frame; the cursor stays. */
    boolean fits(Frame frame) {
        int start = frame.offset();
        do {
            scan(frame, Sink.NO_TIME);
        } while (!strange && ascending && frame.remaining() > 0);
        frame.seek(start);
        return !strange && ascending;
    }

    private boolean has(int tag) {
        return (seen[tag >> 6] >> tag & 1) != 0;
    }

    private void putOne(Frame frame, int end, Sink out) {
        tags.begin();
        command = 0;
        while (frame.offset() < end) {
            int tag = frame.u8();
            int value = frame.offset();
            int next = value + Tags.length(tag, frame);
            note(frame, tag, out);
            put(frame.seek(value), tag, out);
            frame.seek(next);
        }
    }

    /** Keeps the device's number, and knows an answer by the number of the command before it. */
    private void note(Frame frame, int tag, Sink out) {
        switch (tag) {
            case DEVICE -> device = frame.u16le();
            case COMMAND -> command = frame.u32le();
            case ANSWER -> {
                if (command > 0 && command <= Order.NUMBER_MAX) {
                    out.answer((int) command, frame.text(frame.u8()));
                }
            }
            default -> {}
        }
    }

    /** The number the device was given by its user, as it last said. */
    int device() {
        return device;
    }

    /** Puts one tag's value. */
    void put(Frame frame, int tag, Sink out) {
        if (tag != TIME && tag != MILLISECONDS && tag != IMEI) {
            tags.put(frame, tag, out);
        }
    }

    void begin() {
        tags.begin();
    }

    /** The length of a tag that is not known cannot be known either: what is left is kept as bytes. */
    static void rest(Frame frame, Sink out) {
        while (frame.remaining() > 0) {
            out.message(Sink.NO_TIME).put(REST, frame.hexText(Math.min(PIECE, frame.remaining())));
        }
    }
}
