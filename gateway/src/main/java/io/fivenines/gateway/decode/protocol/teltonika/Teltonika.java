package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Crc;
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

/**
 * Teltonika's data protocol over TCP (wiki.teltonika-gps.com, "Codec" and "Teltonika Data Sending Protocols").
 *
 * <pre>
 * 0      2
 * +------+-----------+
 * |length|IMEI, ASCII|                                   login: 01 admits the tracker, 00 does not
 * +------+-----------+
 * 0      4      8     9     10            -5    -4     end
 * +------+------+-----+-----+-------------+-----+------+
 * | 0    |length|codec|count| records     |count|CRC-16|  CRC-16/ARC of codec to second count, in four bytes
 * +------+------+-----+-----+-------------+-----+------+
 * FF                                                     keep-alive, not answered
 * </pre>
 *
 * <p>The answer to records is how many were taken, in four bytes. A tracker keeps its records and sends them again
 * after any other number and after none at all: a packet with a wrong checksum is therefore not answered.
 */
public final class Teltonika implements Codec {
    private static final int LENGTH_MAX = 16 * 1024;
    private static final int KEEP_ALIVE = 0xFF;
    private static final int IDENT_MAX = 64;
    /** Preamble and length. */
    private static final int HEAD = 8;

    private static final int CHECKSUM = 4;
    /** A codec and two counts. */
    private static final int DATA_MIN = 3;

    public static final Protocol PROTOCOL = new Protocol(
            "teltonika",
            5027,
            Framing.of(LENGTH_MAX, Teltonika::cut),
            Teltonika::new,
            Opening.of("\\xFF*\\x00[\\x05-\\x40][ -~]{5}", "\\xFF*\\x00{5}[\\x00\\x01]..[\\x07-\\x10\\x8E]"));

    private static final AvlRecords CODEC_8 = new AvlRecords(AvlLayout.CODEC_8);
    private static final AvlRecords CODEC_8_EXTENDED = new AvlRecords(AvlLayout.CODEC_8_EXTENDED);
    private static final AvlRecords CODEC_16 = new AvlRecords(AvlLayout.CODEC_16);

    private final Session session;

    Teltonika(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        if (ahead.at(0) == KEEP_ALIVE) {
            return 1;
        }
        if (ahead.at(0) != 0 || ahead.at(1) > IDENT_MAX) {
            return -1;
        }
        if (ahead.at(1) > 0) {
            return ahead.length() > 2 && !printable(ahead.at(2)) ? -1 : ahead.at(1) + 2;
        }
        if (ahead.at(2) > 0 || ahead.at(3) > 0) {
            return -1;
        }
        if (ahead.length() < HEAD) {
            return 0;
        }
        long length = ahead.seek(4).u32();
        return length < DATA_MIN ? -1 : (int) Math.min(Integer.MAX_VALUE, HEAD + length + CHECKSUM);
    }

    static boolean printable(int octet) {
        return octet > ' ' && octet < 0x7F;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (frame.at(0) == KEEP_ALIVE) {
            return Verdict.IGNORED;
        }
        if (frame.at(1) > 0) {
            return login(frame, out);
        }
        int end = frame.length() - CHECKSUM;
        if (frame.seek(end).u32() != Crc.ARC.of(frame, HEAD, end - HEAD)) {
            return Verdict.BAD_CHECKSUM;
        }
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        frame.seek(HEAD).narrow(end - HEAD);
        int codec = frame.u8();
        return switch (codec) {
            case 0x07 -> Gh3000.read(frame, out);
            case 0x08 -> CODEC_8.read(frame, out);
            case 0x8E -> CODEC_8_EXTENDED.read(frame, out);
            case 0x10 -> CODEC_16.read(frame, out);
            case 0x0C, 0x0D, 0x0E, 0x0F -> GprsMessages.read(frame, codec, out);
            default -> Verdict.UNSUPPORTED;
        };
    }

    /** The refusal, too, is an answer that the tracker waits for, and only accepted frames are answered. */
    private Verdict login(Frame frame, Sink out) {
        frame.seek(2);
        boolean admitted = session.identify(frame.text(frame.remaining()));
        out.reply().u8(admitted ? 1 : 0);
        return Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        return GprsCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return GprsCommand.encode(order, session, out);
    }
}
