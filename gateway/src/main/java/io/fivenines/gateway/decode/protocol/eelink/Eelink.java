package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * Eelink, after "EELINK Device Protocol V2.1" and "EELINK Terminal Communication Protocol, Second Edition" V1.8.5, as
 * it is spoken over TCP: without a check sum.
 *
 * <pre>
 * +-------+------+-------------------+-----------+---------+
 * | 67 67 | kind | length u16        | index u16 | content |
 * |       | u8   | of what follows   |           |         |
 * +-------+------+-------------------+-----------+---------+
 * </pre>
 *
 * An answer has the same kind and index.
 */
public final class Eelink implements Codec {
    private static final int LENGTH_MAX = 8 * 1024;

    public static final Protocol PROTOCOL = new Protocol(
            "eelink",
            5064,
            Framing.of(LENGTH_MAX, Eelink::cut),
            Eelink::new,
            Opening.of("gg[\\x01-\\x8F][\\x00-\\x0F]"));

    private static final int HEAD = 5;
    private static final int LOGIN = 0x01;
    private static final int OLD_LOCATION = 0x02;
    private static final int HEARTBEAT = 0x03;
    private static final int OLD_ALARM = 0x04;
    private static final int OLD_STATE = 0x05;
    private static final int OLD_SMS = 0x06;
    private static final int OLD_OBD = 0x07;
    private static final int LOCATION = 0x12;
    private static final int OBD_FAULT = 0x19;
    private static final int PEDOMETER = 0x1A;
    private static final int COMMAND_ANSWER = 0x80;
    private static final int BROADCAST_ANSWER = 0x81;
    /** Bytes that are kept in one message: twice as many characters in hex are the most a text may have. */
    private static final int PIECE = 512;

    private static final Param INDEX = Param.named("message.index");
    private static final Param KIND = Param.named("eelink.kind");
    private static final Param OFFSET = Param.named("eelink.offset");
    private static final Param DATA = Param.named("eelink.data");
    private static final Param LANGUAGE = Param.named("device.language");
    private static final Param ZONE = Param.named("device.timezone.offset");
    private static final Param HARDWARE = Param.named("device.hardware.version");
    private static final Param FIRMWARE = Param.named("device.firmware.version");

    private final Session session;
    private final Report report = new Report();

    private Eelink(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        if (ahead.at(0) != 0x67 || ahead.at(1) >= 0 && ahead.at(1) != 0x67) {
            return -1;
        }
        if (ahead.length() < HEAD) {
            return 0;
        }
        int length = ahead.at(3) << 8 | ahead.at(4);
        return length < 2 || HEAD + length > LENGTH_MAX ? -1 : HEAD + length;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int kind = frame.at(2);
        int index = frame.seek(HEAD).u16();
        if (kind == LOGIN) {
            return login(frame, index, out);
        }
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        if (!read(frame, kind, index, out)) {
            bytes(frame.seek(HEAD + 2), kind, out);
        }
        if (kind != OLD_LOCATION && kind != BROADCAST_ANSWER) {
            answer(kind, index, 2, out.reply());
        }
        return Verdict.ACCEPTED;
    }

    private static Reply answer(int kind, int index, int length, Reply reply) {
        return reply.u16(0x6767).u8(kind).u16(length).u16(index);
    }

    /** IMEI BCD8, language u8, zone in quarters of an hour i8, and since 2.0 versions u16 of system and program. */
    private Verdict login(Frame frame, int index, Sink out) {
        CharSequence imei = frame.hexText(8, 1, 16);
        if (frame.truncated()) {
            return Verdict.TRUNCATED;
        }
        if (!session.identify(imei)) {
            return Verdict.UNIDENTIFIED;
        }
        if (frame.remaining() >= 6) {
            out.message(Sink.NO_TIME).put(INDEX, (long) index);
            out.put(LANGUAGE, frame.u8() == 0 ? "zh" : "en").put(ZONE, frame.i8() * 900L);
            out.put(HARDWARE, frame.hexText(2)).put(FIRMWARE, frame.hexText(2));
        }
        answer(LOGIN, index, 2 + 7, out.reply())
                .u32(session.nowMs() / 1000)
                .u16(1)
                .u8(0);
        return Verdict.ACCEPTED;
    }

    /** Puts what the content says; false if it is shorter than its kind, or the kind not known. */
    private boolean read(Frame frame, int kind, int index, Sink out) {
        int length = frame.remaining();
        return switch (kind) {
            case OLD_LOCATION, OLD_ALARM, OLD_STATE, OLD_SMS -> OldReport.put(frame, kind, index, out);
            case HEARTBEAT -> status(frame, out);
            case OLD_OBD -> length == 4 ? status(frame, out) : length > 4 && ObdReadings.put(frame, out);
            case PEDOMETER -> Pedometer.put(frame, index, out);
            case COMMAND_ANSWER -> TextAnswer.put(frame, index, out);
            default -> kind >= LOCATION && kind <= OBD_FAULT && report.put(frame, kind, index, out);
        };
    }

    private static boolean status(Frame frame, Sink out) {
        if (frame.remaining() < 2) {
            return frame.remaining() == 0;
        }
        Status.put(frame.u16(), out.message(Sink.NO_TIME));
        return true;
    }

    private static void bytes(Frame frame, int kind, Sink out) {
        for (long offset = 0; frame.remaining() > 0; offset += PIECE) {
            out.message(Sink.NO_TIME).put(KIND, (long) kind).put(OFFSET, offset);
            out.put(DATA, frame.hexText(Math.min(PIECE, frame.remaining())));
        }
    }

    @Override
    public Downlink downlink() {
        return OnlineCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return OnlineCommand.encode(order, out);
    }
}
