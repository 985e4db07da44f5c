package io.fivenines.gateway.decode.protocol.ruptela;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/** What a tracker passes on: answers to commands, bytes from serial ports, cards. */
final class Passage {
    private static final Param TYPE = Param.named("message.type.enum");
    private static final Param RESULT = Param.named("command.result");
    private static final Param DATA = Param.named("user.data");
    private static final Param TEXT = Param.named("message.text");
    private static final Param PORT = Param.named("serial.port.enum");
    private static final Param FIX_MODE = Param.named("position.fix.mode");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param EVENT_VALUE = Param.named("event.value");
    private static final Param REGISTRATION = Param.named("driver.registration.enum");
    private static final Param CARD_STATUS = Param.named("card.status.enum");
    private static final Param TRACK = Param.named("card.track.#");

    /** The longest text a value takes; of bytes in hex, half as many. */
    private static final int TEXT_MAX = 1024;

    static final int PIECE = TEXT_MAX / 2;
    private static final int TRACKS = 3;
    private static final int SERIAL_HEAD = 7;

    private Passage() {}

    /** Keeps what is left of a packet as bytes, in pieces. */
    static Verdict bytes(Frame frame, int command, Sink out) {
        while (frame.remaining() > 0) {
            out.message(Sink.NO_TIME).put(TYPE, command);
            out.put(DATA, frame.hexText(Math.min(PIECE, frame.remaining())));
        }
        return Verdict.ACCEPTED;
    }

    /** The text that answers a command: configuration, version, the result of an update, an SMS. */
    static Verdict answer(Frame frame, int command, Sink out) {
        if (!readable(frame)) {
            return bytes(frame, command, out);
        }
        SmsCommand.answered(frame, Math.min(TEXT_MAX, frame.remaining()), out);
        while (frame.remaining() > 0) {
            out.message(Sink.NO_TIME).put(TYPE, command);
            out.put(RESULT, frame.text(Math.min(TEXT_MAX, frame.remaining())));
        }
        return Verdict.ACCEPTED;
    }

    /** The answer to setting an output, as a number: 0, done. */
    static Verdict result(Frame frame, int command, Sink out) {
        if (frame.remaining() > 0) {
            boolean done = frame.at(frame.offset()) == 0;
            CharSequence result = frame.decimalText(1, 1);
            out.message(Sink.NO_TIME).put(TYPE, command).put(RESULT, result);
            if (done) {
                out.answer(Sink.UNNUMBERED, result);
            } else {
                out.refusal(Sink.UNNUMBERED, result);
            }
        }
        return bytes(frame, command, out);
    }

    private static boolean readable(Frame frame) {
        for (int i = frame.offset(); i < frame.length(); i++) {
            int octet = frame.at(i);
            if (octet < ' ' && octet != '\r' && octet != '\n' && octet != '\t' || octet == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a serial port received. The answer names the port.
     *
     * <pre>
     * +----+--------+----+-----+          +--+----+--------+
     * |port|reserved|time|bytes|          |01|port|reserved|
     * +----+--------+----+-----+          +--+----+--------+
     * 0    1        3    7
     * </pre>
     */
    static Verdict serial(Frame frame, Sink out) {
        if (frame.remaining() < SERIAL_HEAD) {
            return Verdict.TRUNCATED;
        }
        int port = frame.u8();
        long timeMs = frame.skip(2).u32() * 1000;
        do {
            out.message(timeMs).put(PORT, port);
            out.put(DATA, frame.hexText(Math.min(PIECE, frame.remaining())));
        } while (frame.remaining() > 0);
        Ruptela.close(Ruptela.open(out, 5, 114).u8(1).u8(port).u16(0));
        return Verdict.ACCEPTED;
    }

    /**
     * What a serial port received, with where that was.
     *
     * <pre>
     * +----+---------+--------+---+----+----+
     * |time|longitude|latitude|fix|port|text|
     * +----+---------+--------+---+----+----+
     * 0    4         8        12  13   14
     * </pre>
     */
    static Verdict located(Frame frame, Sink out) {
        out.message(frame.u32() * 1000);
        Fix.coordinates(frame, out);
        out.put(FIX_MODE, frame.u8()).put(PORT, frame.u8());
        boolean readable = readable(frame);
        int length = Math.min(readable ? TEXT_MAX : PIECE, frame.remaining());
        out.put(readable ? TEXT : DATA, readable ? frame.text(length) : frame.hexText(length));
        return bytes(frame, 32, out);
    }

    /**
     * A magnetic card was drawn through the reader.
     *
     * <pre>
     * +----+----+------------+----+-----+-------------+
     * |kind|time|registration|card|track|length, bytes|  three times
     * +----+----+------------+----+-----+-------------+
     * 0    1    5            6    7     8
     * </pre>
     */
    static Verdict card(Frame frame, Sink out) {
        int kind = frame.u8();
        out.message(frame.u32() * 1000).put(EVENT, kind);
        out.put(REGISTRATION, frame.u8()).put(CARD_STATUS, frame.u8()).put(EVENT_VALUE, frame.u8());
        for (int track = 1; track <= TRACKS && frame.remaining() > 1; track++) {
            int length = Math.min(frame.u16(), frame.remaining());
            if (length > 0 && length <= TEXT_MAX) {
                out.put(TRACK, track, frame.text(length));
            }
        }
        return bytes(frame, 36, out);
    }
}
