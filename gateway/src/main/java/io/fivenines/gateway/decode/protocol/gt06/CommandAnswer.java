package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Param;

/**
 * Texts, mostly the answers to commands: kind 15 with a length before and a language behind, kind 21 with its coding.
 *
 * <pre>
 * 15: length u8, server's flag u32, text, language u16; the length counts flag and text
 * 21: server's flag u32, coding u8 (1 ASCII, 2 UTF-16 big-endian), text
 * </pre>
 */
final class CommandAnswer {
    private static final Param RESULT = Param.named("command.result");
    private static final Param NUMBER = Param.named("command.number");
    private static final Param ICCID = Param.named("sim.iccid");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param VALID = Param.named("position.valid");
    private static final String POSITION = "Current position!Lat:";
    private static final int POSITION_FIELDS = 5;
    private static final int TIME_LENGTH_MIN = 28;
    private static final int FLAG_OCTETS = 4;
    private static final int UTF_16 = 2;
    private static final int ICCID_DIGITS = 20;

    private CommandAnswer() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() <= FLAG_OCTETS) {
            packet.raw(out);
        } else if (packet.type() == Kind.TEXT) {
            counted(packet, out);
        } else {
            coded(packet, out);
        }
    }

    private static void counted(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int announced = frame.u8() - FLAG_OCTETS;
        long flag = frame.u32();
        // Some leave the length 0 and fill the text up with zeros.
        int length = announced > 0 ? Math.min(announced, frame.remaining()) : Math.max(0, frame.remaining() - 2);
        answer(flag, trimmed(frame, length), out);
        packet.message(out, Sink.NO_TIME);
        number(out, flag);
        if (frame.has(frame.offset(), "<ICCID:") && length >= 7 + ICCID_DIGITS) {
            out.put(ICCID, frame.skip(7).text(ICCID_DIGITS));
        } else {
            trimmed(frame, out, RESULT, length);
        }
    }

    private static void coded(Packet packet, Sink out) {
        Frame frame = packet.frame();
        long flag = frame.u32();
        int coding = frame.u8();
        int characters = coding == UTF_16 ? frame.remaining() / 2 : 0;
        CharSequence wide = characters > 0 ? new Utf16Text(frame, frame.offset(), characters) : "";
        answer(flag, characters > 0 ? wide : trimmed(frame, frame.remaining()), out);
        if (frame.has(frame.offset(), POSITION) && position(packet, out)) {
            return;
        }
        packet.message(out, Sink.NO_TIME);
        number(out, flag);
        if (characters > 0) {
            out.put(RESULT, wide);
        } else {
            trimmed(frame, out, RESULT, frame.remaining());
        }
    }

    /** The flag is the number of the order, or 0 where a terminal does not give it back. */
    private static void answer(long flag, CharSequence said, Sink out) {
        out.answer((int) flag, said);
    }

    private static void number(Sink out, long flag) {
        if (flag != 0) {
            out.put(NUMBER, flag);
        }
    }

    /** {@code Lat:N54.739332,Lon:E25.273270,Course:126.53,Speed:0.000,DateTime:2017-05-26  10:27:47}. */
    private static boolean position(Packet packet, Sink out) {
        Frame frame = packet.frame();
        int start = frame.offset();
        Fields fields = frame.split(frame.remaining(), ',');
        int latitudeAt = POSITION.length();
        if (fields.count() != POSITION_FIELDS || !decimals(fields) || !dated(fields)) {
            frame.seek(start);
            return false;
        }
        packet.message(out, time(fields));
        double latitude = fields.real(0, latitudeAt + 1, fields.length(0) - latitudeAt - 1);
        double longitude = fields.real(1, 5, fields.length(1) - 5);
        out.put(LATITUDE, fields.charAt(0, latitudeAt) == 'S' ? -latitude : latitude);
        out.put(LONGITUDE, fields.charAt(1, 4) == 'W' ? -longitude : longitude);
        out.put(DIRECTION, fields.real(2, 7, fields.length(2) - 7));
        out.put(SPEED, fields.real(3, 6, fields.length(3) - 6)).put(VALID, true);
        return true;
    }

    private static boolean decimals(Fields fields) {
        int latitudeAt = POSITION.length() + 1;
        return fields.isReal(0, latitudeAt, fields.length(0) - latitudeAt)
                && fields.isReal(1, 5, fields.length(1) - 5)
                && fields.isReal(2, 7, fields.length(2) - 7)
                && fields.isReal(3, 6, fields.length(3) - 6);
    }

    /** Whether date and time are where {@link #time} reads them. */
    private static boolean dated(Fields fields) {
        int clock = fields.length(4) - 8;
        return fields.length(4) >= TIME_LENGTH_MIN
                && fields.isReal(4, 9, 4)
                && fields.isReal(4, 14, 2)
                && fields.isReal(4, 17, 2)
                && fields.isReal(4, clock, 2)
                && fields.isReal(4, clock + 3, 2)
                && fields.isReal(4, clock + 6, 2);
    }

    /** The date follows its name, the time ends the text; blanks stand between. */
    private static long time(Fields fields) {
        int clock = fields.length(4) - 8;
        long date = fields.digits(4, 9, 4) * 10_000 + fields.digits(4, 14, 2) * 100 + fields.digits(4, 17, 2);
        long time = fields.digits(4, clock, 2) * 10_000 + fields.digits(4, clock + 3, 2) * 100;
        return Utc.yyyymmddhhmmss(date * 1_000_000 + time + fields.digits(4, clock + 6, 2));
    }

    /** Puts a text of so many characters without the zeros and blanks that fill it up, unless nothing is left. */
    static void trimmed(Frame frame, Sink out, Param param, int count) {
        int end = frame.offset() + Math.min(count, frame.remaining());
        CharSequence text = trimmed(frame, count);
        if (text.length() > 0) {
            out.put(param, text);
        }
        frame.seek(end);
    }

    /** The same characters; the cursor stays before them. */
    private static CharSequence trimmed(Frame frame, int count) {
        int start = frame.offset();
        int end = start + Math.min(count, frame.remaining());
        while (end > start && frame.at(end - 1) <= ' ') {
            end--;
        }
        CharSequence text = frame.text(end - start);
        frame.seek(start);
        return text;
    }
}
