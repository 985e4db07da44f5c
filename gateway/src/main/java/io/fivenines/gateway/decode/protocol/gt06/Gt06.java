package io.fivenines.gateway.decode.protocol.gt06;

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
 * GT06, after Shenzhen Concox Information Technology, "GPS Tracker Communication Protocol (GT06)" V1.8.1, the same for
 * GT06N/F/E V1.0.0, JM-VL03 V1.1.2, and what other makers added.
 *
 * <pre>
 * +-------+--------+------+------------+--------+---------+-------+
 * | 78 78 | length | kind | content    | serial | CRC-ITU | 0D 0A |
 * | u16   | u8     | u8   | length - 5 | u16    | u16     |       |
 * +-------+--------+------+------------+--------+---------+-------+
 *         |&lt;-------------- check sum ---------&gt;|
 * </pre>
 *
 * With 79 79 the length has two bytes. The length counts kind, content, serial number and check sum.
 */
public final class Gt06 implements Codec {
    public static final Protocol PROTOCOL = new Protocol(
            "gt06",
            5023,
            Framing.of(Gt06Framing.LENGTH_MAX, Gt06Framing::cut),
            Gt06::new,
            Opening.of("xx..", "yy[\\x00-\\x1F]."));

    private static final int CONTENT_LESS = 5;

    private final Session session;
    private final Packet packet = new Packet();
    private final Photo photo = new Photo();

    private Gt06(Session session) {
        this.session = session;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        if (ScanReport.counted(frame) && frame.length() == ScanReport.length(frame)) {
            return session.identified() ? ScanReport.counted(packet, frame, out) : Verdict.UNIDENTIFIED;
        }
        boolean extended = frame.at(0) == 0x79;
        int kindAt = extended ? 4 : 3;
        int content = frame.length() - kindAt - 1 - 6;
        if (content < 0 || Gt06Framing.size(frame, kindAt - 2) < CONTENT_LESS) {
            return Verdict.TRUNCATED;
        }
        int serialAt = frame.length() - 6;
        if (Crc.X25.of(frame, 2, serialAt) != frame.seek(serialAt + 2).u16()) {
            return Verdict.BAD_CHECKSUM;
        }
        int serial = frame.seek(serialAt).u16();
        packet.over(frame.seek(kindAt + 1), frame.at(kindAt), extended, content);
        return frame.at(kindAt) == Kind.LOGIN ? login(out, serial) : read(out, serial);
    }

    private Verdict login(Sink out, int serial) {
        Frame frame = packet.frame();
        // Fifteen digits in eight bytes: the first half byte is padding.
        CharSequence imei = frame.hexText(8, 1, 16);
        if (frame.truncated()) {
            return Verdict.TRUNCATED;
        }
        if (!session.identify(imei)) {
            return Verdict.UNIDENTIFIED;
        }
        packet.zone(frame.remaining() >= 4 ? zoneSeconds(frame.skip(2).u16()) : 0);
        Answer.put(out.reply(), Kind.LOGIN, serial);
        return Verdict.ACCEPTED;
    }

    /** Bits 15 to 4 are hours and minutes as one decimal number, bit 3 says west; the rest is the language. */
    private static int zoneSeconds(int word) {
        int time = word >> 4;
        int seconds = (time / 100 * 60 + time % 100) * 60;
        return (word & 8) != 0 ? -seconds : seconds;
    }

    private Verdict read(Sink out, int serial) {
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        Verdict verdict = Kind.read(packet, photo, out);
        if (verdict == Verdict.ACCEPTED) {
            Answer.to(packet, session.nowMs(), photo, out, serial);
        }
        return verdict;
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
