package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands, kind 80: the text an SMS would have. The number is that of the order; the answer repeats it.
 *
 * <pre>
 * +-------+----+------------+-----------+---------+------------+------+
 * | 67 67 | 80 | length u16 | index u16 | kind u8 | number u32 | text |     kind 1: a command
 * +-------+----+------------+-----------+---------+------------+------+
 *                           |&lt;------- counted in the length ------->|
 * </pre>
 *
 * <p>How often a device reports is said in words that differ between models: a text has to.
 */
final class OnlineCommand {
    static final Downlink DOWNLINK =
            Downlink.numbered(CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.REBOOT);

    private static final int COMMAND = 1;
    private static final int TEXT_MAX = 1000;
    /** Index, kind and number. */
    private static final int AROUND = 2 + 1 + 4;

    private OnlineCommand() {}

    static boolean encode(Order order, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        out.u16(0x6767).u8(0x80).u16(AROUND + text.length()).u16(order.number());
        out.u8(COMMAND).u32(order.number()).text(text);
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "");
        } else if (command instanceof Command.Output output) {
            Expected.output(output, 1);
            return output.on() ? "RELAY,1#" : "RELAY,0#";
        } else if (command instanceof Command.PositionRequest) {
            return "WHERE#";
        }
        return command instanceof Command.Reboot ? "RESET#" : "";
    }
}
