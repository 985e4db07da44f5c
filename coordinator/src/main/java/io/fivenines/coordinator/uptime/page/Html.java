package io.fivenines.coordinator.uptime.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** Markup in the making, of HTML, SVG or Atom: whatever is put in as text or as an attribute's value is escaped. */
final class Html {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Something that is markup already. */
    Html markup(String markup) {
        text.append(markup);
        return this;
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn
     */
    Html begin(String name, String... attributes) {
        tag(name, attributes).append('>');
        open.push(name);
        return this;
    }

    /** An element that holds nothing and needs no end. */
    Html lone(String name, String... attributes) {
        tag(name, attributes).append("/>");
        return this;
    }

    private StringBuilder tag(String name, String... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
        return text;
    }

    Html end() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    Html text(String words) {
        escape(words);
        return this;
    }

    /** A whole element with words in it. */
    Html element(String name, String words, String... attributes) {
        return begin(name, attributes).text(words).end();
    }

    private void escape(String words) {
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            switch (letter) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.append(isPrintable(letter) ? letter : '\uFFFD');
            }
        }
    }

    /** Whether XML may hold it; surrogates are left to stand in pairs. */
    private static boolean isPrintable(char letter) {
        return letter >= ' ' && letter != '\uFFFE' && letter != '\uFFFF' || letter == '\n' || letter == '\t';
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return text.toString();
    }
}
