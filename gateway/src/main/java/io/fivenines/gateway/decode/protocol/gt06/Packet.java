package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/** The content of the frame being read, and the zone the tracker keeps its clock in. One serves a connection. */
final class Packet {
    /** So many bytes make a text of the greatest length a message stores. */
    static final int HEX_BYTES_MAX = 512;

    private static final int LANGUAGE_OCTETS = 2;

    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param TYPE = Param.named("message.type");
    private static final Param REST = Param.named("gt06.rest");
    private static final Param DATA = Param.named("user.data");
    private static final Param OFFSET = Param.named("media.offset");
    private static final String[] TYPES = types();

    private Frame frame;
    private int type;
    private boolean extended;
    private int octets;
    private int zoneSeconds;
    private boolean ignitionTold;

    private static String[] types() {
        String[] types = new String[256];
        for (int i = 0; i < types.length; i++) {
            types[i] = String.format("%02x", i);
        }
        return types;
    }

    /** The content begins at the frame's cursor. */
    void over(Frame frame, int type, boolean extended, int octets) {
        this.frame = frame;
        this.type = type;
        this.extended = extended;
        this.octets = octets;
        frame.narrow(octets);
    }

    /** At the content, which is all that is to be read of it. */
    Frame frame() {
        return frame;
    }

    int type() {
        return type;
    }

    /** Whether the frame's length has two bytes: some numbers mean something else then. */
    boolean extended() {
        return extended;
    }

    /** How long the content is. */
    int octets() {
        return octets;
    }

    /** Seconds east of Greenwich. */
    void zone(int seconds) {
        zoneSeconds = seconds;
    }

    /** Reads a date and time of six bytes in the tracker's zone. */
    long time() {
        int year = 2000 + frame.u8();
        int month = frame.u8();
        int day = frame.u8();
        return Utc.ms(year, month, day, frame.u8(), frame.u8(), frame.u8()) - zoneSeconds * 1000L;
    }

    /** Whether a date and time stand at the cursor; the first bytes of an IMEI never look like one. */
    boolean timeAhead() {
        int at = frame.offset();
        return in(frame.at(at + 1), 12) && in(frame.at(at + 2), 31) && in(frame.at(at + 3), 23);
    }

    private static boolean in(int value, int max) {
        return value >= 0 && value <= max;
    }

    /** Starts a message of this frame's kind. */
    Sink message(Sink out, long timeMs) {
        ignitionTold = false;
        return out.message(timeMs).put(TYPE, TYPES[type]);
    }

    /** Puts the ignition once in a message: position, status and mode may each tell it, in this order. */
    Sink ignition(Sink out, boolean on) {
        if (!ignitionTold) {
            ignitionTold = true;
            out.put(IGNITION, on);
        }
        return out;
    }

    /** Keeps what is left of the content as hexadecimal digits. */
    void rest(Sink out) {
        int count = Math.min(HEX_BYTES_MAX, frame.remaining());
        if (count > 0) {
            out.put(REST, frame.hexText(count));
        }
    }

    /** Keeps content nobody documents as it came, in as many messages as it takes; zeros say nothing. */
    void raw(Sink out) {
        int start = frame.offset();
        boolean empty = zeros(start, frame.remaining() - LANGUAGE_OCTETS);
        while (frame.remaining() > 0 && !empty) {
            message(out, Sink.NO_TIME);
            if (frame.offset() > start) {
                out.put(OFFSET, frame.offset() - start);
            }
            out.put(DATA, frame.hexText(Math.min(HEX_BYTES_MAX, frame.remaining())));
        }
        frame.skip(frame.remaining());
    }

    /** Whether count bytes from an offset on are zero. */
    boolean zeros(int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (frame.at(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
