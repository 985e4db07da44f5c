package io.fivenines.gateway.stream;

import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic's name with places for what a message says: {@code {ident}} and {@code {protocol}}. What stands there may not
 * contain every character; the others become their code: {@code %2F}.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> PLACES = Set.of("ident", "protocol");
    private static final String UNKNOWN = "unknown";

    private final String text;
    private final IntPredicate plain;
    private final char escape;

    /**
     * A template.
     *
     * @param plain the characters a value may have there as they are
     * @param escape what begins the code of any other
     */
    public Template(String text, IntPredicate plain, char escape) {
        this.text = text;
        this.plain = plain;
        this.escape = escape;
        if (text.isEmpty()) {
            throw new IllegalArgumentException("topic is empty, expected a name like fivenines or {protocol}");
        }
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            if (!PLACES.contains(place.group(1))) {
                throw new IllegalArgumentException(
                        "topic '" + text + "' has " + place.group() + ", expected {ident} or {protocol}");
            }
        }
    }

    public String of(Message message) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        return text.replace("{ident}", coded(message.ident())).replace("{protocol}", coded(message.protocol()));
    }

    /** The fixed part: the template with nothing in its places. */
    public String fixed() {
        return PLACE.matcher(text).replaceAll("");
    }

    private String coded(String value) {
        if (value.isEmpty()) {
            return UNKNOWN;
        }
        if (value.chars().allMatch(plain)) {
            return value;
        }
        StringBuilder coded = new StringBuilder();
        value.chars().forEach(c -> {
            if (plain.test(c)) {
                coded.append((char) c);
            } else {
                coded.append(escape).append(String.format("%02X", c));
            }
        });
        return coded.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
