package io.fivenines.gateway.decode.protocol.watch;

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
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * Watches and trackers on Beesure and SeTracker servers, 3G ELEC, Wonlex and kin ("Beesure GPS SeTracker Server
 * Protocol", 4P-Touch).
 *
 * <pre>
 * [ maker * ident * length * kind , ... ]
 * [ maker * ident * number * length * kind , ... ]      ZJ: an answer repeats the number
 * </pre>
 *
 * <p>The length is that of what follows it, four hexadecimal digits. Trackers count it in several ways, so a frame ends
 * at its bracket: brackets, commas, stars and closing braces within it are sent as a closing brace and 1 to 5.
 */
public final class Watch implements Codec {
    /** A voice message of the greatest length, all of it escaped, and its head. */
    private static final int LENGTH_MAX = 2 * 0xFFFF + 64;

    private static final int MAKER_MAX = 8;
    private static final int LENGTH_DIGITS = 4;
    /** Four digits are sent; it comes back in the answer, which has an end. */
    private static final int NUMBER_MAX = 8;

    private static final String ESCAPES = "}\u0001}}\u0002[}\u0003]}\u0004,}\u0005*";

    private static final Param VERSION = Param.named("device.firmware.version");
    private static final Param RESULT = Param.named("command.result");
    private static final Param TEXT = Param.named("message.text");
    private static final Param EVENT = Param.named("event.code");
    private static final Param STEPS = Param.named("step.count");
    private static final Param ROLLS = Param.named("watch.rolls");
    private static final Param LEVEL = Param.named("battery.level");
    private static final Param ALARM = Param.named("alarm.general");
    private static final Param WIFI_NAME = Param.named("wifi.ssid.#");

    public static final Protocol PROTOCOL = new Protocol(
            "watch",
            5093,
            Framing.of(LENGTH_MAX, Watch::cut),
            Watch::new,
            Opening.of("\\[[0-9A-Za-z]{1,8}\\*\\w{5,20}\\*"));

    private final Session session;
    private final WatchCommand command = new WatchCommand();

    Watch(Session session) {
        this.session = session;
    }

    private static int cut(Frame ahead) {
        int start = ahead.find('[', 0);
        if (start != 0) {
            return start < 0 ? -ahead.length() : -start;
        }
        return ahead.find(']', 0) + 1;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        Frame plain = frame.find('}', 0) < 0 ? frame : frame.unescaped(0, frame.length(), ESCAPES);
        int ident = plain.find('*', 0) + 1;
        int identEnd = plain.find('*', ident);
        int length = identEnd + 1;
        int content = plain.find('*', length) + 1;
        if (ident < 2 || ident > MAKER_MAX || identEnd < 0 || content < 1) {
            return Verdict.TRUNCATED;
        }
        if (plain.at(content + LENGTH_DIGITS) == '*' && isHex(plain, content)) {
            if (content - 1 - length > NUMBER_MAX) {
                return Verdict.TRUNCATED;
            }
            length = content;
            content += LENGTH_DIGITS + 1;
        }
        if (content - length != LENGTH_DIGITS + 1 || !isHex(plain, length)) {
            return Verdict.TRUNCATED;
        }
        if (!session.identify(plain.seek(ident).text(identEnd - ident))) {
            return Verdict.UNIDENTIFIED;
        }
        command.spokenTo(plain, ident, length > identEnd + 1);
        int end = plain.length() - 1;
        if (command.isAnswered(plain.seek(content).split(end - content, ','))) {
            out.answer(Sink.UNNUMBERED, plain.seek(content).text(end - content));
        }
        read(plain, content, plain.seek(content).split(end - content, ','), out);
        return Verdict.ACCEPTED;
    }

    private static boolean isHex(Frame frame, int at) {
        for (int i = at; i < at + LENGTH_DIGITS; i++) {
            if (Character.digit(frame.at(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void read(Frame frame, int content, Fields fields, Sink out) {
        if (fields.is(0, "LK")) {
            readLink(fields, out);
            answer(frame, content, "LK", out);
        } else if (fields.is(0, "TKQ") || fields.is(0, "TKQ2")) {
            answer(frame, content, fields.text(0), out);
        } else if (fields.is(0, "INIT")) {
            answer(frame, content, "INIT,1", out);
        } else if (Place.store(fields, out)) {
            answerAlarm(frame, content, fields, out);
        } else if (!Media.store(frame, content, fields, out) && !Health.store(frame, content, fields, out)) {
            readText(frame, content, fields, out);
        }
    }

    private static void readLink(Fields fields, Sink out) {
        if (fields.count() > 3) {
            out.message(Sink.NO_TIME).put(EVENT, fields.text(0));
            fields.putWhole(1, STEPS, out);
            fields.putWhole(2, ROLLS, out);
            fields.put(3, LEVEL, 1, out);
        }
    }

    private static void answerAlarm(Frame frame, int content, Fields fields, Sink out) {
        if (Place.isAlarm(fields)) {
            answer(frame, content, "AL", out);
        }
    }

    private static void readText(Frame frame, int content, Fields fields, Sink out) {
        out.message(Sink.NO_TIME).put(EVENT, fields.text(0));
        if (fields.is(0, "VERNO")) {
            fields.putText(1, VERSION, out);
        } else if (fields.is(0, "WIFIINFOUP")) {
            // Its password, the next field, is nobody's business.
            out.put(WIFI_NAME, 1, fields.text(1));
            answer(frame, content, "WIFIINFOUP,1", out);
        } else if (fields.is(0, "CONFIG")) {
            out.put(TEXT, frame.seek(content).text(frame.length() - 1 - content));
            answer(frame, content, "CONFIG,1", out);
        } else if (Place.isAlarm(fields)) {
            out.put(ALARM, true).put(TEXT, frame.seek(content).text(frame.length() - 1 - content));
            answer(frame, content, "AL", out);
        } else {
            out.put(RESULT, frame.seek(content).text(frame.length() - 1 - content));
        }
    }

    /** Answers with the frame's own head. */
    static void answer(Frame frame, int content, CharSequence text, Sink out) {
        out.reply().bytes(frame, 0, content - LENGTH_DIGITS - 1).hex(text.length(), LENGTH_DIGITS);
        out.reply().text("*").text(text).text("]");
    }

    @Override
    public Downlink downlink() {
        return WatchCommand.DOWNLINK;
    }

    @Override
    public boolean encode(Order order, Reply out) {
        return command.encode(order, session.ident(), out);
    }
}
