package io.fivenines.gateway.decode.protocol.teltonika;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * Commands in codec 12 or, as dialect {@code codec14}, in codec 14, whose tracker checks that its IMEI is meant (from
 * firmware FMB 03.25.04 on); 13 and 15 are spoken by trackers only. The text is what an SMS would say, without login
 * and password.
 *
 * <pre>
 * 0      4      8     9     10    11     15           end - 5  - 4
 * +------+------+-----+-----+-----+------+-----------+-----+------+
 * | 0    |length|codec|count|type |length|IMEI, text |count|CRC-16|   type 5; the IMEI only in codec 14
 * +------+------+-----+-----+-----+------+-----------+-----+------+
 * </pre>
 *
 * <p>An answer carries no number.
 */
final class GprsCommand {
    static final Downlink DOWNLINK = Downlink.answered(
            CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.INTERVAL, CommandType.REBOOT);

    private static final String ADDRESSED = "codec14";
    private static final int COMMAND = 5;
    private static final int IMEI_DIGITS = 15;
    private static final int IMEI_OCTETS = 8;
    private static final int OUTPUTS = 4;
    /** Codec, count, type, length, and the second count. */
    private static final int AROUND = 8;

    private GprsCommand() {}

    static boolean encode(Order order, Session session, Reply out) {
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        boolean addressed = Expected.dialect(order, ADDRESSED) > 0;
        int length = text.length() + (addressed ? IMEI_OCTETS : 0);
        out.u32(0)
                .u32(AROUND + length)
                .u8(addressed ? 0x0E : 0x0C)
                .u8(1)
                .u8(COMMAND)
                .u32(length);
        if (addressed) {
            imei(session.ident(), out);
        }
        out.text(text).u8(1);
        out.u32(Crc.ARC.of(out, 8));
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return latin(given.text());
        } else if (command instanceof Command.Output output) {
            return output(output);
        } else if (command instanceof Command.PositionRequest) {
            return "getgps";
        } else if (command instanceof Command.Interval interval) {
            int seconds = interval.seconds();
            // Recorded while moving: in the home network, roaming, and in one that is not known.
            return "setparam 10050:" + seconds + ";10150:" + seconds + ";10250:" + seconds;
        }
        return command instanceof Command.Reboot ? "cpureset" : "";
    }

    private static String latin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("text has '" + text.charAt(i) + "', expected ISO 8859-1 only");
            }
        }
        return text;
    }

    /** A digit for each output up to this one; a question mark leaves one as it is. */
    private static String output(Command.Output output) {
        return "setdigout " + "?".repeat(Expected.output(output, OUTPUTS) - 1) + (output.on() ? 1 : 0);
    }

    /** Sixteen digits, of which the first is a 0. */
    private static void imei(CharSequence ident, Reply out) {
        Expected.digits(ident, IMEI_DIGITS, IMEI_DIGITS);
        int high = 0;
        for (int i = 0; i < ident.length(); i += 2) {
            out.u8(high << 4 | ident.charAt(i) - '0');
            high = i + 1 < ident.length() ? ident.charAt(i + 1) - '0' : 0;
        }
    }
}
