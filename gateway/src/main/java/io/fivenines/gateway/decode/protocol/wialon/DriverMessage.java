package io.fivenines.gateway.decode.protocol.wialon;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * A message to the driver, in UTF-8: the only way to tell a tracker something. Makers let it carry their commands.
 *
 * <pre>
 * #M#text\r\n         1.1      #AM#1\r\n  taken, 0 not taken, 01 wrong checksum
 * #M#text;CRC\r\n     2.0
 * </pre>
 */
final class DriverMessage {
    static final Downlink DOWNLINK = Downlink.answered(CommandType.TEXT);

    private static final int HEAD = 3;

    private DriverMessage() {}

    static boolean encode(Order order, boolean checked, Reply out) {
        Expected.dialect(order);
        if (!(order.command() instanceof Command.Text given)) {
            return false;
        }
        String text = Expected.printable(given.text());
        out.text("#M#");
        text.codePoints().forEach(point -> utf8(point, out));
        if (checked) {
            out.u8(';');
            out.hex(Crc.ARC.of(out, HEAD), 4);
        }
        out.text("\r\n");
        return true;
    }

    /** Half of a character that takes two is none: it becomes a question mark. */
    private static void utf8(int point, Reply out) {
        if (point < 0x80) {
            out.u8(point);
        } else if (point < 0x800) {
            out.u8(0xC0 | point >> 6).u8(0x80 | point & 0x3F);
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            out.u8('?');
        } else if (point < 0x10000) {
            out.u8(0xE0 | point >> 12).u8(0x80 | point >> 6 & 0x3F).u8(0x80 | point & 0x3F);
        } else {
            out.u8(0xF0 | point >> 18).u8(0x80 | point >> 12 & 0x3F);
            out.u8(0x80 | point >> 6 & 0x3F).u8(0x80 | point & 0x3F);
        }
    }

    static Verdict answered(Frame frame, int body, int end, Session session, Sink out) {
        if (!session.identified()) {
            return Verdict.UNIDENTIFIED;
        }
        if (end - body == 1 && frame.at(body) == '1') {
            out.answer(Sink.UNNUMBERED, "");
        } else {
            out.refusal(Sink.UNNUMBERED, frame.seek(body).text(end - body));
        }
        return Verdict.ACCEPTED;
    }
}
