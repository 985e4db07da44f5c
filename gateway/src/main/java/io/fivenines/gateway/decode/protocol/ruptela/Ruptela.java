package io.fivenines.gateway.decode.protocol.ruptela;

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
 * The protocol of Ruptela's trackers, every packet with the tracker's IMEI.
 *
 * <pre>
 * 0      2        10      11          -2    end
 * +------+--------+-------+-----------+------+
 * |length|IMEI    |command|payload    |CRC-16|    CRC-16/KERMIT of IMEI to payload; length of the same
 * +------+--------+-------+-----------+------+
 * +------+-------+-------+------+
 * |length|command|payload|CRC-16|                 the answer; its command is the packet's plus 99 or 100
 * +------+-------+-------+------+
 * </pre>
 *
 * <p>The first byte of most answers is 1, "taken", or 0, "send again". A packet that is not taken is not answered: that
 * does the same.
 */
public final class Ruptela implements Codec {
    private static final int LENGTH_MAX = 4096;
    /** Length, IMEI and command. */
    private static final int HEAD = 11;

    private static final int CHECKSUM = 2;
    private static final int IMEI_DIGITS = 15;

    public static final Protocol PROTOCOL = new Protocol(
            "ruptela",
            5046,
            Framing.of(LENGTH_MAX, Ruptela::cut),
            Ruptela::new,
            Opening.of("([\\x01-\\x0F].|\\x00[\\x09-\\xFF])\\x00[\\x00-\\x03].{6}[\\x01-\\x2F\\x3A-\\x45]"));

    private final Session session;

    Ruptela(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        if (ahead.length() < 2) {
            return 0;
        }
        int length = ahead.seek(0).u16();
        return length < 2 ? -1 : 2 + length + CHECKSUM;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int end = frame.length() - CHECKSUM;
        if (frame.seek(end).u16() != Crc.KERMIT.of(frame, 2, end - 2)) {
            return Verdict.BAD_CHECKSUM;
        }
        if (end < HEAD) {
            return Verdict.UNSUPPORTED;
        }
        boolean named = frame.seek(2).i64() > 0;
        if (!named || !session.identify(frame.seek(2).decimalText(8, IMEI_DIGITS))) {
            return Verdict.UNIDENTIFIED;
        }
        int command = frame.u8();
        frame.narrow(end - HEAD);
        Verdict verdict = read(frame, command, out);
        return verdict == Verdict.ACCEPTED && frame.truncated() ? Verdict.TRUNCATED : verdict;
    }

    private static Verdict read(Frame frame, int command, Sink out) {
        return switch (command) {
            case 1 -> taken(Records.CLASSIC.read(frame, out), 100, out);
            case 68 -> taken(Records.EXTENDED.read(frame, out), 100, out);
            case 34 -> requested(frame, out);
            case 9 -> taken(TroubleCodes.read(frame, out), 109, out);
            case 15 -> taken(Identification.packed(frame, out), 115, out);
            case 18 -> taken(Identification.tagged(frame, out), 115, out);
            case 2, 3, 4, 7 -> Passage.answer(frame, command, out);
            case 17 -> Passage.result(frame, command, out);
            case 14 -> Passage.serial(frame, out);
            case 32 -> taken(Passage.located(frame, out), 132, out);
            case 36 -> taken(Passage.card(frame, out), 136, out);
            case 5 -> taken(Passage.bytes(frame, command, out), 107, out);
            case 6, 19 -> taken(FileTransfer.announced(frame, command, out), 107, out);
            case 11, 12 -> FileTransfer.cardPart(frame, command, out);
            case 37 -> FileTransfer.part(frame, command, out);
            case 16 -> taken(Passage.bytes(frame, command, out), 116, out);
            case 35 -> taken(Passage.bytes(frame, command, out), 135, out);
            case 38 -> taken(Passage.bytes(frame, command, out), 138, out);
            case 10, 30, 31, 33 -> Passage.bytes(frame, command, out);
            default -> Verdict.UNSUPPORTED;
        };
    }

    /** Records the server asked for: the kind of their layout, and the records. */
    private static Verdict requested(Frame frame, Sink out) {
        return switch (frame.at(HEAD)) {
            case 0x40 -> taken(Records.CLASSIC.read(frame.skip(1), out), 134, out);
            case 0x80 -> taken(Records.EXTENDED.read(frame.skip(1), out), 134, out);
            default -> Passage.bytes(frame, 34, out);
        };
    }

    private static Verdict taken(Verdict verdict, int command, Sink out) {
        if (verdict == Verdict.ACCEPTED) {
            close(open(out, 2, command).u8(1));
        }
        return verdict;
    }

    /** Begins an answer of so many bytes, the command among them. */
    static Reply open(Sink out, int length, int command) {
        return out.reply().u16(length).u8(command);
    }

    static void close(Reply reply) {
        reply.u16(Crc.KERMIT.of(reply, 2));
    }

    @Override
    public Downlink downlink() {
        return SmsCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return SmsCommand.encode(order, out);
    }
}
