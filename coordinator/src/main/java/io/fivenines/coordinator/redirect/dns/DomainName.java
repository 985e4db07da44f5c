package io.fivenines.coordinator.redirect.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * A domain name in lower case.
 *
 * @param wire its uncompressed form, a character a byte: each label after its length, then a zero
 */
record DomainName(String wire) {
    static final int LENGTH_MAX = 255;
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

    /** The name of that text, with or without the last dot; throws if it is no host or zone name. */
    static DomainName of(String text) {
        StringBuilder wire = new StringBuilder();
        String undotted = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        for (String label : undotted.split("\\.", -1)) {
            if (!label.matches(LABEL)) {
                throw wrong(text);
            }
            wire.append((char) label.length()).append(label.toLowerCase(Locale.ROOT));
        }
        if (wire.length() >= LENGTH_MAX) {
            throw wrong(text);
        }
        return new DomainName(wire.append('\0').toString());
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("name '" + text
                + "', expected labels of 1 to 63 letters, digits and dashes, with dots between, like gw.example.com");
    }

    /** Of what a client sent, in whatever case. */
    static DomainName ofWire(String sent) {
        StringBuilder lower = new StringBuilder(sent);
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            // Lengths are below 64, so that no length is taken for a letter.
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return new DomainName(lower.toString());
    }

    int length() {
        return wire.length();
    }

    boolean isRoot() {
        return length() == 1;
    }

    /** Without its first label; the root has none. */
    DomainName parent() {
        return new DomainName(wire.substring(1 + wire.charAt(0)));
    }

    /** Whether it is that zone's own name or one below. */
    boolean isWithin(DomainName zone) {
        DomainName name = this;
        while (name.length() > zone.length()) {
            name = name.parent();
        }
        return name.equals(zone);
    }

    void writeTo(ByteBuf out) {
        out.writeCharSequence(wire, ISO_8859_1);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (DomainName name = this; !name.isRoot(); name = name.parent()) {
            text.append(name.wire, 1, 1 + name.wire.charAt(0)).append('.');
        }
        return text.isEmpty() ? "." : text.substring(0, text.length() - 1);
    }
}
