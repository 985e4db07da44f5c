package io.fivenines.gateway.decode.protocol.navis;

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
import io.fivenines.gateway.telemetry.Param;

/**
 * Navtelecom, after the maker's "Protocol of information exchange" (NTCB with FLEX 1.0, 2.0 and 3.0), v6.2;
 * little-endian.
 *
 * <pre>
 * +------+----------+--------+--------+----------+------------+---------------------------------------+
 * | @NTC | receiver | sender | length | XOR of   | XOR of all | *&gt;S:IMEI   *&gt;FLEX...   *&gt;T record    |
 * |      | u32      | u32    | u16    | the data | before     | *&gt;A count records                     |
 * +------+----------+--------+--------+----------+------------+---------------------------------------+
 * | ~A | count u8, records          | CRC-8 |    | ~E | count u8, extra packets      | CRC-8 |
 * | ~T | number u32, record         | CRC-8 |    | ~X | number u32, an extra packet  | CRC-8 |
 * | ~C | record                     | CRC-8 |    | 7F   still here
 * </pre>
 *
 * What a FLEX record holds, and so how long it is, the tracker says once a connection.
 */
public final class Navis implements Codec {
    private static final int LENGTH_MAX = 64 * 1024 + 16;

    public static final Protocol PROTOCOL =
            new Protocol("navis", 5045, Framing.of(LENGTH_MAX, ahead -> cut(ahead, 0)), Navis::new, Opening.of("@NTC"));

    private static final int HEADER = 16;
    private static final int PING = 0x7F;
    private static final int FLEX = 0xB0;
    private static final int VERSION_MAX = 30;
    /** Bytes of what is not understood in one message: twice as many characters in hex are the most a text may have. */
    private static final int PIECE = 512;

    private static final Param REST = Param.named("navis.rest");
    private static final Param RESULT = Param.named("command.result");

    private final Session session;
    private final SignalCommand command = new SignalCommand();
    private final FlexRecord flex = new FlexRecord();
    private final NtcbRecord ntcb = new NtcbRecord();
    private final Framing framing = Framing.of(LENGTH_MAX, ahead -> cut(ahead, flex.length()));

    private Navis(Session session) {
        this.session = session;
    }

    @Override
    public Framing framing(Framing shared) {
        return framing;
    }

    private static int cut(Frame ahead, int record) {
        switch (ahead.at(0)) {
            case PING -> {
                return 1;
            }
            case '@' -> {
                if (ahead.length() < HEADER) {
                    return 0;
                }
                return ahead.has(0, "@NTC") ? HEADER + word(ahead, 12) : -1;
            }
            case '~' -> {
                return record == 0 ? -1 : FlexPacket.cut(ahead, record);
            }
            default -> {
                return -1;
            }
        }
    }

    static int word(Frame frame, int at) {
        return frame.at(at) | frame.at(at + 1) << 8;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (frame.at(0) == PING) {
            return Verdict.ACCEPTED;
        }
        if (frame.at(0) == '~') {
            return flex(frame, out);
        }
        if (Crc.xor(frame, 0, HEADER - 1) != frame.at(HEADER - 1)
                || Crc.xor(frame, HEADER, frame.length() - HEADER) != frame.at(HEADER - 2)) {
            return Verdict.BAD_CHECKSUM;
        }
        frame.seek(HEADER);
        if (frame.remaining() == 0) {
            return Verdict.ACCEPTED;
        }
        if (frame.has(HEADER, "*>S:")) {
            return handshake(frame, out);
        }
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        if (frame.has(HEADER, "*>FLEX")) {
            return agree(frame, out);
        }
        return data(frame, out);
    }

    private Verdict handshake(Frame frame, Sink out) {
        if (!session.identify(frame.skip(4).text(frame.remaining()))) {
            return Verdict.UNIDENTIFIED;
        }
        command.spokenTo(frame);
        reply(frame, out, "*<S", 0, 0);
        return Verdict.ACCEPTED;
    }

    /** Protocol u8, its version u8, that of the structure u8, count of bits u8, bits: the fields of a record. */
    private Verdict agree(Frame frame, Sink out) {
        int protocol = frame.skip(6).u8();
        int version = frame.u8();
        int structure = frame.u8();
        boolean known = protocol == FLEX && version <= VERSION_MAX && structure <= VERSION_MAX;
        if (known && !flex.agree(frame)) {
            return Verdict.TRUNCATED;
        }
        int versions = known ? version | structure << 8 : VERSION_MAX | VERSION_MAX << 8;
        reply(frame, out, "*<FLEX", FLEX | versions << 8, 3);
        return Verdict.ACCEPTED;
    }

    private Verdict data(Frame frame, Sink out) {
        boolean array = frame.has(HEADER, "*>A");
        if (!array && !frame.has(HEADER, "*>T")) {
            return answer(frame, out);
        }
        frame.skip(3);
        int count = array ? frame.u8() : 1;
        // The record's number, behind its format.
        long number = frame.remaining() < 5 ? 0 : frame.skip(1).u32le();
        frame.seek(HEADER + (array ? 4 : 3));
        for (int i = 0; i < count && ntcb.fits(frame); i++) {
            ntcb.put(frame, out);
        }
        rest(frame, out);
        if (array) {
            reply(frame, out, "*<A", count, 1);
        } else {
            reply(frame, out, "*<T", number, 4);
        }
        return Verdict.ACCEPTED;
    }

    /** What a tracker says to a command, {@code *<} and so on. */
    private Verdict answer(Frame frame, Sink out) {
        if (!frame.has(HEADER, "*<") && !frame.has(HEADER, "*@") && !frame.has(HEADER, "*#")) {
            return Verdict.UNSUPPORTED;
        }
        int length = frame.remaining();
        out.message(Sink.NO_TIME).put(RESULT, frame.text(length));
        if (!frame.has(HEADER, "*<")) {
            out.answer(Sink.UNNUMBERED, frame.seek(HEADER).text(length));
        }
        return Verdict.ACCEPTED;
    }

    private Verdict flex(Frame frame, Sink out) {
        int end = frame.length() - 1;
        if (end < 2 || flex.length() == 0) {
            return Verdict.TRUNCATED;
        }
        if (Crc.nrsc5(frame, 0, end) != frame.at(end)) {
            return Verdict.BAD_CHECKSUM;
        }
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        frame.narrow(end);
        FlexPacket.put(frame, flex, out);
        rest(frame, out);
        Reply reply = out.reply();
        int start = reply.length();
        FlexPacket.answer(frame, reply);
        reply.u8(Crc.nrsc5(reply, start));
        return Verdict.ACCEPTED;
    }

    /** Bytes that no record explains are kept as they are. */
    private static void rest(Frame frame, Sink out) {
        while (frame.remaining() > 0) {
            out.message(Sink.NO_TIME).put(REST, frame.hexText(Math.min(PIECE, frame.remaining())));
        }
    }

    /** An answer: a text, and the low bytes of a number. */
    private static void reply(Frame frame, Sink out, String head, long tail, int octets) {
        int sum = 0;
        for (int i = 0; i < head.length(); i++) {
            sum ^= head.charAt(i);
        }
        for (int i = 0; i < octets; i++) {
            sum ^= (int) (tail >> 8 * i) & 0xFF;
        }
        Reply reply = out.reply();
        int start = reply.length();
        reply.text("@NTC")
                .bytes(frame, 8, 4)
                .bytes(frame, 4, 4)
                .u16le(head.length() + octets)
                .u8(sum);
        int header = 0;
        for (int i = start; i < reply.length(); i++) {
            header ^= reply.at(i);
        }
        reply.u8(header).text(head);
        for (int i = 0; i < octets; i++) {
            reply.u8((int) (tail >> 8 * i));
        }
    }

    @Override
    public Downlink downlink() {
        return SignalCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return command.encode(order, out);
    }
}
