package io.fivenines.gateway.stream;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A pattern of a name: {@code *} stands for any characters, {@code ?} for one. */
public final class Glob implements Predicate<String> {
    private static final int LENGTH_MAX = 128;

    private final String text;
    private final Pattern pattern;

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if the text is empty or too long
     */
    public Glob(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "pattern '" + text + "', expected 1 to " + LENGTH_MAX + " characters, * and ? among them");
        }
        this.text = text;
        StringBuilder regex = new StringBuilder();
        // Several stars in a row say no more than one, and would take a matcher long to find that out.
        for (char c : text.replaceAll("\\*+", "*").toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    @Override
    public boolean test(String name) {
        return pattern.matcher(name).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob that && text.equals(that.text);
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
