package io.fivenines.gateway.decode;

import io.fivenines.gateway.telemetry.Param;
import java.util.Arrays;

/**
 * Texts that a tracker sends as numbers, the longer ones in several elements: a driver's card, an identity. Gathered
 * while a record is read, put when it ends. Belongs to a {@link Frame}.
 */
public final class Pieces {
    private static final int TEXTS_MAX = 16;
    private static final int PIECES_MAX = 4;

    private final Element[] elements = new Element[TEXTS_MAX];
    private final long[] words = new long[TEXTS_MAX * PIECES_MAX];
    /** The length of each word in bytes; 0 where there is none. */
    private final int[] octets = new int[TEXTS_MAX * PIECES_MAX];

    private final StringBuilder text = new StringBuilder(64);
    private int count;

    void clear() {
        count = 0;
    }

    /** Keeps a piece; false if it is none, or there is no room for one more. */
    boolean add(Element element, long raw, int length) {
        boolean piece = element.kind().isText()
                && element.piece() < PIECES_MAX
                && !element.voids().holds(raw);
        int i = piece ? indexOf(element) : TEXTS_MAX;
        if (i == TEXTS_MAX) {
            return false;
        }
        if (i == count) {
            elements[count++] = element;
            Arrays.fill(octets, i * PIECES_MAX, (i + 1) * PIECES_MAX, 0);
        }
        words[i * PIECES_MAX + element.piece()] = raw;
        octets[i * PIECES_MAX + element.piece()] = length;
        return true;
    }

    private int indexOf(Element element) {
        Param param = element.param();
        for (int i = 0; i < count; i++) {
            if (elements[i].param() == param && elements[i].number() == element.number()) {
                return i;
            }
        }
        return count;
    }

    /** Puts what was gathered, but for texts that are empty. */
    public void flush(Sink out) {
        for (int i = 0; i < count; i++) {
            gather(i);
            if (text.length() > 0) {
                elements[i].put(out, text);
            }
        }
        count = 0;
    }

    private void gather(int i) {
        text.setLength(0);
        for (int piece = i * PIECES_MAX; piece < (i + 1) * PIECES_MAX; piece++) {
            append(elements[i].kind(), words[piece], octets[piece]);
        }
        for (int end = text.length(); end > 0 && text.charAt(end - 1) <= ' '; end--) {
            text.setLength(end - 1);
        }
    }

    private void append(Element.Kind kind, long word, int length) {
        if (kind == Element.Kind.DIGITS && length > 0) {
            text.append(word);
            return;
        }
        boolean hex = kind == Element.Kind.HEX;
        int bits = hex ? 4 : 8;
        for (int shift = 8 * length - bits; shift >= 0; shift -= bits) {
            int digit = (int) (word >>> shift);
            text.append(hex ? Character.forDigit(digit & 15, 16) : (char) (digit & 0xFF));
        }
    }
}
