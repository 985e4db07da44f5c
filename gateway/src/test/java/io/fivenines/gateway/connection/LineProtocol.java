package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * For tests: {@code I,ident} says who it is and is answered with {@code i}, {@code R,seconds,latitude} is a record
 * answered with {@code r}, {@code H} a heartbeat answered with {@code h}, {@code Q,seconds} a record without an answer,
 * {@code X} puts a record and then finds the frame bad, {@code T} puts half of one and throws. A text is sent as
 * {@code C,number,text}, a reboot as {@code B}, which is never answered; {@code A,number,text} answers, 0 for no
 * number, {@code N,number,text} refuses.
 */
final class LineProtocol implements Codec {
    static final Protocol PROTOCOL =
            new Protocol("line", 5999, Framing.terminatedBy(64, "\n"), LineProtocol::new, Opening.of("I,"));
    private static final Param LATITUDE = Param.named("position.latitude");

    private final Session session;

    private LineProtocol(Session session) {
        this.session = session;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        Fields fields = frame.split(frame.length() - 1, ',');
        switch (fields.charAt(0, 0)) {
            case 'I' -> {
                if (!session.identify(fields.text(1))) {
                    return Verdict.UNIDENTIFIED;
                }
                out.reply().text("i");
            }
            case 'R' -> {
                out.message(fields.integer(1) * 1000).put(LATITUDE, fields.real(2));
                out.reply().text("r");
            }
            case 'A' -> out.answer((int) fields.integer(1), fields.text(2));
            case 'N' -> out.refusal((int) fields.integer(1), fields.text(2));
            case 'H' -> out.reply().text("h");
            case 'Q' -> out.message(fields.integer(1) * 1000);
            case 'X' -> {
                out.message(1).put(LATITUDE, 1.0);
                out.reply().text("x");
                return Verdict.BAD_CHECKSUM;
            }
            case 'T' -> {
                out.message(1).put(LATITUDE, 1.0);
                throw new IllegalStateException("a codec failed on purpose");
            }
            default -> {
                return Verdict.UNSUPPORTED;
            }
        }
        return frame.truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    @Override
    public Downlink downlink() {
        Downlink downlink = session.ident().toString().startsWith("numbering")
                ? Downlink.numbered(CommandType.TEXT)
                : Downlink.answered(CommandType.TEXT);
        return downlink.unanswered(CommandType.REBOOT);
    }

    @Override
    public boolean encode(Order order, Reply out) {
        if (order.command() instanceof Command.Reboot) {
            out.text("B\n");
        } else if (order.command() instanceof Command.Text command) {
            if (command.text().contains("\n")) {
                throw new IllegalArgumentException("text has a line feed, expected none");
            }
            out.text("C,")
                    .decimal(order.number(), 1)
                    .text(",")
                    .text(command.text())
                    .text("\n");
        }
        return out.length() > 0;
    }
}
