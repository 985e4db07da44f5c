package io.fivenines.gateway.decode.protocol.galileo;

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
 * Galileosky, after the maker's "Galileosky protocol" (2023); little-endian but for what comes by Iridium.
 *
 * <pre>
 * +------+-----------------------------+------------------------------------------------+-----------+
 * | kind | length u16                  | 01: records of tags, each a number and a value | CRC-16    |
 * | u8   | bit 15: more in the archive | 07: part u8, bytes of a picture                | of Modbus |
 * |      |                             | 08: records, compressed                        | u16       |
 * +------+-----------------------------+------------------------------------------------+-----------+
 * </pre>
 *
 * The answer is 02 (07 to a picture) and the check sum.
 */
public final class Galileo implements Codec {
    private static final int LENGTH_BITS = 0x7FFF;
    private static final int AROUND = 5;

    public static final Protocol PROTOCOL = new Protocol(
            "galileo",
            5034,
            Framing.of(LENGTH_BITS + AROUND, Galileo::cut),
            Galileo::new,
            Opening.of(
                    "\\x01..\\x01.\\x02",
                    "\\x01..\\x03\\d{15}",
                    "\\x01..\\x04..[\\x03\\x10-\\xFE]",
                    "\\x01..\\x10..\\x20",
                    "\\x01..\\x20.{4}[\\x30-\\xFE]",
                    "\\x01[\\x00-\\x0F].\\x01\\x00\\x1C",
                    "\\x07..\\x00\\xFF\\xD8"));

    private static final int TAGS = 0x01;
    private static final int CONFIRMED = 0x02;
    private static final int PICTURE = 0x07;
    private static final int COMPRESSED = 0x08;
    /** Bytes of a picture in one message: twice as many characters in hex are the most a text may have. */
    private static final int PIECE = 512;

    private static final Param PART = Param.named("galileo.picture.part");
    private static final Param OFFSET = Param.named("galileo.picture.offset");
    private static final Param DATA = Param.named("photo.data");

    private final Session session;
    private final TagRecord record;
    private final Compressed compressed;
    private final Iridium iridium;

    private Galileo(Session session) {
        this.session = session;
        record = new TagRecord(session);
        compressed = new Compressed(session, record);
        iridium = new Iridium(session, record, compressed);
    }

    private static int cut(Frame ahead) {
        int kind = ahead.at(0);
        if (kind != TAGS && kind != PICTURE && kind != COMPRESSED) {
            return -1;
        }
        int length = ahead.at(1) | ahead.at(2) << 8;
        if (ahead.length() < AROUND) {
            return 0;
        }
        if (Iridium.begins(ahead)) {
            return ahead.length() < AROUND + 1 ? 0 : Iridium.length(ahead);
        }
        return (length & LENGTH_BITS) + AROUND;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (Iridium.begins(frame)) {
            return iridium.put(frame, out);
        }
        int end = frame.length() - 2;
        if (end < 3) {
            return Verdict.TRUNCATED;
        }
        if (Crc.MODBUS.of(frame, 0, end) != frame.seek(end).u16le()) {
            return Verdict.BAD_CHECKSUM;
        }
        frame.seek(0).narrow(end);
        frame.skip(3);
        Verdict verdict = switch (frame.at(0)) {
            case TAGS -> record.putAll(frame, out);
            case COMPRESSED -> compressed.putAll(frame, out);
            default -> picture(frame, out);
        };
        frame.widen(end + 2);
        out.reply().u8(frame.at(0) == PICTURE ? PICTURE : CONFIRMED).bytes(frame, end, 2);
        return verdict;
    }

    /** A part; one without bytes says that the picture is complete. */
    private Verdict picture(Frame frame, Sink out) {
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        int part = frame.u8();
        for (long offset = 0; frame.remaining() > 0; offset += PIECE) {
            out.message(Sink.NO_TIME).put(PART, (long) part).put(OFFSET, offset);
            out.put(DATA, frame.hexText(Math.min(PIECE, frame.remaining())));
        }
        return Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        return TagCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return TagCommand.encode(order, session.ident(), record.device(), out);
    }
}
