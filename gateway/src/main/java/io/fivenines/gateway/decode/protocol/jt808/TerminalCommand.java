package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * What JT/T 808 can tell a terminal. The header's serial number is that of the order: the general answer 0001 and the
 * location's answer 0201 repeat it.
 *
 * <pre>
 * 8103 | count u8, 1 | 00000029 | length u8, 4 | seconds u32     how often it reports by default
 * 8105 | word u8                                                 04: restart
 * 8201                                                           where it is
 * 8300 | flags u8 | text                                         2019: flags u8, kind u8, text
 * </pre>
 *
 * <p>The standard has no word for the relay; makers of trackers use F0 to cut and F1 to restore as words of 8105, or 64
 * and 65: dialect {@code 64}.
 */
final class TerminalCommand {
    static final Downlink DOWNLINK = Downlink.numbered(
            CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.INTERVAL, CommandType.REBOOT);

    private static final int SETTINGS = 0x8103;
    private static final int CONTROL = 0x8105;
    private static final int WHERE = 0x8201;
    private static final int TEXT = 0x8300;
    private static final int REPORT_SECONDS = 0x29;
    private static final int RESTART = 4;
    private static final int CUT = 0xF0;
    private static final int CUT_64 = 0x64;
    private static final int URGENT = 1;
    private static final int NOTICE = 1;
    private static final int TEXT_MAX = 1000;

    private final Addressee addressee;
    private final Answer message;

    TerminalCommand(Header header, Answer message) {
        addressee = header.addressee();
        this.message = message;
    }

    boolean encode(Order order, Reply out) {
        boolean of64 = Expected.dialect(order, "64") > 0;
        if (!addressee.isKnown()) {
            throw new IllegalArgumentException(
                    "the terminal has said nothing on this connection, expected a message to take its number from");
        }
        Command command = order.command();
        int number = order.number();
        if (command instanceof Command.Text given) {
            text(Expected.ascii(given.text(), TEXT_MAX, ""), number, out);
        } else if (command instanceof Command.Output output) {
            Expected.output(output, 1);
            control((of64 ? CUT_64 : CUT) + (output.on() ? 0 : 1), number, out);
        } else if (command instanceof Command.PositionRequest) {
            message.begin(out, WHERE, 0, number).end();
        } else if (command instanceof Command.Interval interval) {
            message.begin(out, SETTINGS, 10, number).u8(1).u32(REPORT_SECONDS);
            message.u8(4).u32(interval.seconds()).end();
        } else if (command instanceof Command.Reboot) {
            control(RESTART, number, out);
        } else {
            return false;
        }
        return true;
    }

    private void control(int word, int number, Reply out) {
        message.begin(out, CONTROL, 1, number).u8(word).end();
    }

    private void text(String text, int number, Reply out) {
        boolean of2019 = addressee.version() >= 0;
        message.begin(out, TEXT, (of2019 ? 2 : 1) + text.length(), number).u8(URGENT);
        if (of2019) {
            message.u8(NOTICE);
        }
        message.text(text).end();
    }
}
