package io.fivenines.gateway.decode.protocol.jt600;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands ("JT600 Protocol" V1.8, Shenzhen Joint Technology). They do not name the device; its answer does, and begins
 * with P.
 *
 * <pre>
 * (S07,0)    cut the oil      (S07,1)    restore it      (S17)    restart
 * </pre>
 *
 * <p>A text is what stands between the brackets.
 */
final class TextCommand {
    static final Downlink DOWNLINK = Downlink.answered(CommandType.TEXT, CommandType.OUTPUT, CommandType.REBOOT);

    private static final int TEXT_MAX = 1000;

    private TextCommand() {}

    static boolean encode(Order order, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        out.u8('(').text(text).u8(')');
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "()");
        } else if (command instanceof Command.Output output) {
            Expected.output(output, 1);
            return output.on() ? "S07,0" : "S07,1";
        }
        return command instanceof Command.Reboot ? "S17" : "";
    }
}
