package io.fivenines.gateway.decode.protocol.galileo;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Expected;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;

/**
 * A command in text ("GalileoSky GLONASS/GPS v5.1, User's Manual", firmware 223, chapters 10 and 12). The number is
 * that of the order; the answer repeats it.
 *
 * <pre>
 * +----+------------+----+----------+----+------------+----+------------+----+-----------+------+--------+
 * | 01 | length u16 | 03 | IMEI, 15 | 04 | device u16 | E0 | number u32 | E1 | length u8 | text | CRC-16 |
 * +----+------------+----+----------+----+------------+----+------------+----+-----------+------+--------+
 * </pre>
 *
 * <p>{@code Out} counts outputs from 0. Which of its two states closes the transistor differs between devices: on is
 * the state that they report as 1. The period of recording is set for driving and parking at once, so a text has to.
 */
final class TagCommand {
    static final Downlink DOWNLINK =
            Downlink.numbered(CommandType.TEXT, CommandType.OUTPUT, CommandType.POSITION, CommandType.REBOOT);

    private static final int IMEI_DIGITS = 15;
    private static final int OUTPUTS = 16;
    private static final int TEXT_MAX = 255;
    /** The tags' numbers, the device's number, the command's, and the length of the text. */
    private static final int AROUND = 4 + IMEI_DIGITS + 2 + 4 + 1;

    private TagCommand() {}

    static boolean encode(Order order, CharSequence ident, int device, Reply out) {
        Expected.dialect(order);
        String text = text(order.command());
        if (text.isEmpty()) {
            return false;
        }
        CharSequence imei = Expected.digits(ident, IMEI_DIGITS, IMEI_DIGITS);
        out.u8(0x01).u16le(AROUND + text.length()).u8(0x03).text(imei).u8(0x04);
        out.u16le(device).u8(0xE0).u32le(order.number()).u8(0xE1).u8(text.length());
        out.text(text).u16le(Crc.MODBUS.of(out, 0));
        return true;
    }

    private static String text(Command command) {
        if (command instanceof Command.Text given) {
            return Expected.ascii(given.text(), TEXT_MAX, "");
        } else if (command instanceof Command.Output output) {
            return "Out " + (Expected.output(output, OUTPUTS) - 1) + (output.on() ? ",1" : ",0");
        } else if (command instanceof Command.PositionRequest) {
            return "status";
        }
        return command instanceof Command.Reboot ? "reset" : "";
    }
}
