package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands, kind 80: the text an SMS would have. The tracker gives the server's flag back with its answer.
 *
 * <pre>
 * +-------+--------+----+--------+---------------+------+----------+--------+---------+-------+
 * | 78 78 | length | 80 | length | server's flag | text | language | serial | CRC-ITU | 0D 0A |
 * |       | u8     |    | u8     | u32           |      | u16      | u16    |         |       |
 * +-------+--------+----+--------+---------------+------+----------+--------+---------+-------+
 *                       |        |&lt;-- counted there ---&gt;|
 * </pre>
 *
 * <p>The language is left out, as in the maker's GT06 document; dialect {@code language} sends English, as newer
 * documents (JM-VL03) have it. The relay is switched by RELAY; where a password is given, by DYD and HFYD with it,
 * which older terminals want.
 */
final class OnlineCommand {
    static final Downlink DOWNLINK = Downlink.numbered(
            CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.INTERVAL, CommandType.REBOOT);

    private static final String WITH_LANGUAGE = "language";
    private static final int KIND = 0x80;
    private static final int ENGLISH = 2;
    private static final int FLAG_OCTETS = 4;
    /** Kind, inner length, flag, language, serial number, check sum. */
    private static final int AROUND = 1 + 1 + FLAG_OCTETS + 2 + 2 + 2;

    private static final int TEXT_MAX = 0xFF - AROUND;

    private OnlineCommand() {}

    static boolean encode(Order order, Reply out) {
        String text = text(order);
        if (text.isEmpty()) {
            return false;
        }
        check(text);
        boolean language = Expected.dialect(order, WITH_LANGUAGE) > 0;
        out.u16(0x7878).u8(AROUND - (language ? 0 : 2) + text.length()).u8(KIND);
        out.u8(FLAG_OCTETS + text.length()).u32(order.number()).text(text);
        if (language) {
            out.u16(ENGLISH);
        }
        Answer.end(out, order.number());
        return true;
    }

    private static String text(Order order) {
        Command command = order.command();
        if (command instanceof Command.Text given) {
            return given.text();
        } else if (command instanceof Command.Output output) {
            return relay(output, order.password());
        } else if (command instanceof Command.PositionRequest) {
            return "WHERE#";
        } else if (command instanceof Command.Interval interval) {
            return "TIMER," + interval.seconds() + "#";
        }
        return command instanceof Command.Reboot ? "RESET#" : "";
    }

    private static String relay(Command.Output output, String password) {
        Expected.output(output, 1);
        if (password.isEmpty()) {
            return output.on() ? "RELAY,1#" : "RELAY,0#";
        }
        return (output.on() ? "DYD," : "HFYD,") + password + "#";
    }

    private static void check(String text) {
        if (text.length() > TEXT_MAX) {
            throw new IllegalArgumentException(
                    "text is " + text.length() + " characters, expected 1 to " + TEXT_MAX + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                throw new IllegalArgumentException("text has '" + text.charAt(i) + "', expected ASCII only");
            }
        }
    }
}
