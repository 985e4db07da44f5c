package io.fivenines.gateway.decode.protocol.navis;

import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands in text in an NTCB packet (wiki.navtelecom.ru, "Standard commands"): {@code *!} does, {@code *?} asks; the
 * answers begin with {@code *@} and {@code *#}.
 *
 * <pre>
 * *!SETOUT 1Y      output 1 on, 1N off; answered *@SETOUT OK,1Y
 * *!DEV_RESET      restart, answered *@DEV_RESET
 * </pre>
 *
 * <p>The place can be asked for by SMS only, and how often a tracker reports is part of its configuration.
 */
final class SignalCommand {
    static final Downlink DOWNLINK = Downlink.answered(CommandType.TEXT, CommandType.OUTPUT, CommandType.REBOOT);

    private static final int RECEIVER = 4;
    private static final int SENDER = 8;
    private static final int OUTPUTS = 9;
    private static final int TEXT_MAX = 1000;

    private long tracker;
    private long server = 1;

    /** Keeps by which numbers the tracker calls the server and itself. */
    void spokenTo(Frame frame) {
        int at = frame.offset();
        server = frame.seek(RECEIVER).u32le();
        tracker = frame.seek(SENDER).u32le();
        frame.seek(at);
    }

    boolean encode(Order order, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum ^= text.charAt(i);
        }
        out.text("@NTC").u32le(tracker).u32le(server).u16le(text.length()).u8(sum);
        int header = 0;
        for (int i = 0; i < out.length(); i++) {
            header ^= out.at(i);
        }
        out.u8(header).text(text);
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            String text = Expected.ascii(given.text(), TEXT_MAX, "");
            if (!text.startsWith("*!") && !text.startsWith("*?")) {
                throw new IllegalArgumentException("text is '" + text + "', expected one that begins with *! or *?");
            }
            return text;
        } else if (command instanceof Command.Output output) {
            return "*!SETOUT " + Expected.output(output, OUTPUTS) + (output.on() ? "Y" : "N");
        }
        return command instanceof Command.Reboot ? "*!DEV_RESET" : "";
    }
}
