package io.fivenines.gateway.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A message in the form others read, one flat JSON object as {@link MessageReader#json} made it, read again. Space
 * between its parts, or an object within it, nobody of ours wrote: it is refused.
 */
final class JsonMessage {
    /** What every message has beside the values of its codec. */
    private static final Set<String> FRAME = Set.of(
            "ident", "timestamp", "server.timestamp", "message.id", "message.position", "protocol", "channel", "peer");

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final String text;
    private int at;

    /** @throws IllegalArgumentException if it is not that */
    JsonMessage(ByteBuffer payload) {
        text = StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        expect('{');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
            }
            String name = string();
            expect(':');
            members.put(name, value());
        }
        at++;
        if (at != text.length()) {
            throw wrong("the end", null);
        }
    }

    static boolean is(ByteBuffer payload) {
        return payload.hasRemaining() && payload.get(payload.position()) == '{';
    }

    /** The text of that name, "" if there is none. */
    String text(String name) {
        return members.get(name) instanceof String value ? value : "";
    }

    /** The same with its position in front, none for a negative one. */
    StringBuilder json(long position, StringBuilder to) {
        return position < 0 || members.isEmpty()
                ? to.append(text)
                : to.append("{\"message.position\":")
                        .append(position)
                        .append(',')
                        .append(text, 1, text.length());
    }

    /** Shows the values to the visitor, in their order; a null is shown as not a number. */
    void forEach(ParamVisitor visitor) {
        members.forEach((name, value) -> {
            if (FRAME.contains(name)) {
                return;
            }
            if (value instanceof Long number) {
                visitor.put(name, number.longValue());
            } else if (value instanceof Double number) {
                visitor.put(name, number.doubleValue());
            } else if (value instanceof Boolean truth) {
                visitor.put(name, truth.booleanValue());
            } else {
                visitor.put(name, value.toString());
            }
        });
    }

    private Object value() {
        if (peek() == '"') {
            return string();
        }
        int from = at;
        while (peek() != ',' && peek() != '}') {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> Double.NaN;
            default -> number(word);
        };
    }

    private Object number(String word) {
        try {
            double real = Double.parseDouble(word);
            boolean whole = word.matches("-?[0-9]+") && Math.abs(real) <= Long.MAX_VALUE;
            return whole ? (Object) Long.valueOf(word) : (Object) real;
        } catch (NumberFormatException e) {
            throw wrong("a value", e);
        }
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        if (c != 'u') {
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                default -> c;
            };
        }
        try {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw wrong("four hexadecimal digits", e);
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'", null);
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more", null);
        }
        return text.charAt(at);
    }

    private IllegalArgumentException wrong(String expected, Exception cause) {
        return new IllegalArgumentException("message in JSON, at character " + at + ", expected " + expected, cause);
    }
}
