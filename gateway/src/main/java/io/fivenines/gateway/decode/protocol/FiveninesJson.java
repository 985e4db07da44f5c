package io.fivenines.gateway.decode.protocol;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.JsonCursor;
import io.fivenines.gateway.decode.JsonCursor.Token;
import io.fivenines.gateway.decode.Opening;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Slot;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Our own protocol, for makers and bridges that have none: JSON (RFC 8259, UTF-8), a line a packet, with the names and
 * units of the messages this gateway gives out ({@code GET /v1/parameters} lists them).
 *
 * <pre>
 * {"ident":"352093081234567","timestamp":1795322096,"seq":7,"position.latitude":54.6872,"din.1":true}\n
 * [{"ident":"a","timestamp":1795322096.5,"battery.level":80},{"timestamp":1795322100,"battery.level":79}]\n
 *
 * {"ack":1,"seq":7}\n                                           so many records of the line are durable
 * {"error":"syntax","at":17,"expected":"a colon"}\n             nothing of the line was kept
 * </pre>
 *
 * <p>{@code ident} is said in a connection's first record and again wherever it changes; as text or as a number.
 * {@code timestamp} is in seconds since 1970 UTC, with a fraction if need be; a record without one gets the gateway's
 * time. {@code seq} is a whole number that comes back with the acknowledgement: the last one of the line. A record
 * with none but these, and no {@code timestamp}, is a login or a sign of life: it is acknowledged and not kept.
 *
 * <p>Send the next line whenever you like; answers come in order. Keep records until they are acknowledged and send
 * them again after a reconnect: the same record sent twice has the same {@code message.id}.
 *
 * <p>What is kept, and how:
 *
 * <ul>
 *   <li>A name that {@code /v1/parameters} does not list is kept as {@code fivenines.json.NAME}.
 *   <li>So is a value of another type than its name has; but 0 and 1 are taken for {@code false} and {@code true}, and
 *       a number for the text it is written as.
 *   <li>{@code null} says nothing. A number out of its parameter's range is told in {@code message.implausible}.
 *   <li>An inner object's names are joined by dots, an array's values numbered from 1: {@code "din":[true,false]} are
 *       {@code din.1} and {@code din.2}. Eight levels at most.
 *   <li>Whole numbers of up to 18 digits stay as they are, all others become floating-point numbers of 64 bits. A text
 *       has up to 1,024 characters.
 * </ul>
 *
 * <p>A line has at most 65,536 bytes. Errors are {@code syntax}, {@code ident}, {@code timestamp} and {@code seq}, each
 * with the byte at which it was found. A line whose ident is refused is not answered.
 *
 * <p>Not supported: files and pictures.
 */
public final class FiveninesJson implements Codec {
    private static final int LENGTH_MAX = 64 * 1024;
    private static final double SECONDS_MAX = 1e11;

    private static final String IDENT = "ident";
    private static final String TIMESTAMP = "timestamp";
    private static final String SEQ = "seq";

    private static final Param OTHER = Param.named("fivenines.json.*");

    public static final Protocol PROTOCOL = new Protocol(
            "fivenines-json",
            5099,
            Framing.of(LENGTH_MAX, FiveninesJson::cut),
            FiveninesJson::new,
            Opening.of("\\s{0,16}(\\{\\s{0,16}[\"}]|\\[\\s{0,16}[{\\]])"));

    private final Session session;
    private final Slot slot = new Slot();
    private long timeMs;
    private long seq;
    /** Whether the record at hand says anything that is to be kept. */
    private boolean speaks;

    private FiveninesJson(Session session) {
        this.session = session;
    }

    /** Blanks and empty lines before a packet are nothing. */
    private static int cut(Frame ahead) {
        int blank = 0;
        while (ahead.at(blank) >= 0 && ahead.at(blank) <= ' ') {
            blank++;
        }
        return blank > 0 ? -blank : ahead.find('\n', 0) + 1;
    }

    @Override
    public Verdict decode(Frame frame, Sink out) {
        int length = frame.length() - 1;
        if (!check(frame.json(length), out.reply())) {
            return Verdict.ACCEPTED;
        }
        JsonCursor json = frame.seek(0).json(length);
        int kept = 0;
        seq = -1;
        for (Token token = json.next(); token != Token.END; token = json.next()) {
            if (token == Token.RECORD) {
                if (!readHead(json)) {
                    return Verdict.UNIDENTIFIED;
                }
                if (speaks) {
                    out.message(timeMs);
                    kept++;
                }
            } else if (token.isValue() && !isHead(json.name())) {
                put(token, json, out);
            }
        }
        out.reply().text("{\"ack\":").decimal(kept, 1);
        if (seq >= 0) {
            out.reply().text(",\"seq\":").decimal(seq, 1);
        }
        out.reply().text("}\n");
        return Verdict.ACCEPTED;
    }

    /** Whether the whole line can be taken, so that nothing of one that cannot is kept; if not, the answer says why. */
    private boolean check(JsonCursor json, Reply reply) {
        boolean named = session.identified();
        Token token = json.next();
        for (; token != Token.END && token != Token.ERROR; token = json.next()) {
            CharSequence name = json.name();
            boolean number = token == Token.NUMBER;
            if (token == Token.RECORD_END && !named) {
                return refuse(reply, IDENT, json, "an ident in a connection's first record");
            } else if (!token.isValue()) {
                continue;
            }
            if (IDENT.contentEquals(name)) {
                named = true;
                if (!number && token != Token.STRING) {
                    return refuse(reply, IDENT, json, "a text or a number");
                }
            } else if (TIMESTAMP.contentEquals(name) && !(number && json.real() >= 0 && json.real() < SECONDS_MAX)) {
                return refuse(reply, TIMESTAMP, json, "seconds since 1970");
            } else if (SEQ.contentEquals(name) && !(number && json.isWhole() && json.whole() >= 0)) {
                return refuse(reply, SEQ, json, "a whole number");
            }
        }
        return token == Token.END || refuse(reply, "syntax", json, json.expected());
    }

    private static boolean refuse(Reply reply, String error, JsonCursor json, String expected) {
        reply.text("{\"error\":\"").text(error).text("\",\"at\":").decimal(json.offset(), 1);
        reply.text(",\"expected\":\"").text(expected).text("\"}\n");
        return false;
    }

    /** Reads what a record says of itself, wherever it says it, and goes back; false if its ident is refused. */
    private boolean readHead(JsonCursor json) {
        timeMs = Sink.NO_TIME;
        speaks = false;
        for (Token token = json.next(); token != Token.RECORD_END; token = json.next()) {
            CharSequence name = json.name();
            if (!token.isValue() || token == Token.NULL) {
                continue;
            }
            if (IDENT.contentEquals(name)) {
                if (!session.identify(json.text())) {
                    return false;
                }
            } else if (SEQ.contentEquals(name)) {
                seq = json.whole();
            } else {
                speaks = true;
                timeMs = TIMESTAMP.contentEquals(name) ? Math.round(json.real() * 1000) : timeMs;
            }
        }
        json.again();
        return true;
    }

    private static boolean isHead(CharSequence name) {
        return IDENT.contentEquals(name) || TIMESTAMP.contentEquals(name) || SEQ.contentEquals(name);
    }

    private void put(Token token, JsonCursor json, Sink out) {
        if (token == Token.NULL) {
            return;
        }
        Param param = slot.find(json.name());
        boolean number = token == Token.NUMBER;
        if (param == null || !fits(param.type(), token, json)) {
            keep(token, json, out);
        } else if (token == Token.STRING || number && param.type() == Param.Type.STRING) {
            slot.put(out, json.text());
        } else if (number && param.type() == Param.Type.BOOLEAN) {
            slot.put(out, json.whole() == 1);
        } else if (!number) {
            slot.put(out, token == Token.TRUE);
        } else if (json.isWhole()) {
            slot.put(out, json.whole());
        } else {
            slot.put(out, json.real());
        }
    }

    private static boolean fits(Param.Type type, Token token, JsonCursor json) {
        boolean number = token == Token.NUMBER;
        boolean bit = number && json.isWhole() && (json.whole() == 0 || json.whole() == 1);
        return switch (type) {
            case NUMBER -> number && Double.isFinite(json.real());
            case BOOLEAN -> token == Token.TRUE || token == Token.FALSE || bit;
            case STRING -> token == Token.STRING || number;
            case ANY -> !number || Double.isFinite(json.real());
        };
    }

    /** Keeps a value under the sender's name; a number too large for a double as the text it is. */
    private static void keep(Token token, JsonCursor json, Sink out) {
        CharSequence name = json.name();
        if (token == Token.STRING || token == Token.NUMBER && Double.isInfinite(json.real())) {
            out.put(OTHER, name, json.text());
        } else if (token != Token.NUMBER) {
            out.put(OTHER, name, token == Token.TRUE);
        } else if (json.isWhole()) {
            out.put(OTHER, name, json.whole());
        } else {
            out.put(OTHER, name, json.real());
        }
    }
}
