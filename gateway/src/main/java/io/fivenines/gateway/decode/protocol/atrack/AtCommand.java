package io.fivenines.gateway.decode.protocol.atrack;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands ("ATrack Protocol Document", 2.1 Command Syntax): {@code AT$INFO=?}, with the end of a line behind it. The
 * answer is {@code $OK}, {@code $ERROR=number} or {@code $INFO=} and what was asked. Which words a device knows, and
 * what belongs to them, is its model's: they are said as text.
 */
final class AtCommand {
    static final Downlink DOWNLINK = Downlink.answered(CommandType.TEXT);

    private static final String HEAD = "AT$";
    private static final int TEXT_MAX = 1000;

    private AtCommand() {}

    static boolean encode(Order order, Reply out) {
        Expected.dialect(order);
        if (!(order.command() instanceof Command.Text given)) {
            return false;
        }
        String text = Expected.ascii(given.text(), TEXT_MAX, "");
        if (!text.startsWith(HEAD)) {
            throw new IllegalArgumentException("text is '" + text + "', expected a command that begins with " + HEAD);
        }
        out.text(text).text("\r\n");
        return true;
    }

    static void answered(Frame frame, int end, Sink out) {
        CharSequence said = frame.seek(0).text(end);
        if (frame.has(0, "$ERROR")) {
            out.refusal(Sink.UNNUMBERED, said);
        } else {
            out.answer(Sink.UNNUMBERED, said);
        }
    }
}
