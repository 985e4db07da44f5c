package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands, as "GL300 @Tracker Air Interface Protocol" 1.02, that of GV200 3.20 and that of GV300 2.40 have them. The
 * serial number, four hexadecimal digits at the end, is that of the order; the acknowledgement repeats it.
 *
 * <pre>
 * AT+GTRTO=password,1,,,,,,0007$    1 where it is, 3 reboot
 * AT+GTOUT=password,1,0,0,,,,,,,,,,,,,0007$    status, duration and toggles of each of four outputs, and four more
 * </pre>
 *
 * <p>A text is such a command, with or without its end; the number in it gives way to that of the order. How often a
 * device reports stands in another place of AT+GTFRI for each family, among settings that would be overwritten: a text
 * has to say it. The password a device leaves the factory with is its model; what is not known must be told.
 */
final class AtCommand {
    static final Downlink DOWNLINK =
            Downlink.numbered(CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.REBOOT);

    private static final int OUTPUTS = 4;
    private static final int OUTPUT_FIELDS = 3;
    private static final int FIELDS = 16;
    private static final int TEXT_MAX = 1000;

    private AtCommand() {}

    static void answered(int serial, Sink out) {
        if (serial > 0) {
            out.answer(serial, "");
        }
    }

    static boolean encode(Order order, int device, Reply out) {
        Expected.dialect(order);
        Command command = order.command();
        if (command instanceof Command.Text given) {
            out.text(unfinished(Expected.ascii(given.text(), TEXT_MAX, "")));
        } else if (command instanceof Command.Output output) {
            int before = OUTPUT_FIELDS * (Expected.output(output, OUTPUTS) - 1);
            out.text("AT+GTOUT=").text(password(order, device)).u8(',').text(",".repeat(before));
            out.text(output.on() ? "1,0,0" : "0,0,0").text(",".repeat(FIELDS - OUTPUT_FIELDS - before));
        } else if (command instanceof Command.PositionRequest) {
            out.text("AT+GTRTO=").text(password(order, device)).text(",1,,,,,");
        } else if (command instanceof Command.Reboot) {
            out.text("AT+GTRTO=").text(password(order, device)).text(",3,,,,,");
        } else {
            return false;
        }
        out.u8(',').hex(order.number(), 4).u8('$');
        return true;
    }

    /** Without the serial number and the tail. */
    private static String unfinished(String text) {
        boolean finished = text.endsWith("$");
        String head = finished ? text.substring(0, Math.max(0, text.lastIndexOf(','))) : text;
        if (!head.matches("AT\\+GT[A-Z]{3}=[^$]*")) {
            throw new IllegalArgumentException(
                    "text is '" + text + "', expected a command as AT+GTRTO=gl300,1,,,,,,0001$");
        }
        return head;
    }

    private static String password(Order order, int device) {
        String password = Expected.password(order, makers(device));
        if (password.isEmpty()) {
            throw new IllegalArgumentException(
                    "password is empty, expected that of the device: its default, the model's name, is not known here");
        }
        return password;
    }

    /** By the first two digits of the protocol's version. */
    private static String makers(int device) {
        return switch (device) {
            case 0x02 -> "gl200";
            case 0x04 -> "gv200";
            case 0x06 -> "gv300";
            case 0x08 -> "gmt100";
            case 0x1A -> "gl300";
            default -> "";
        };
    }
}
