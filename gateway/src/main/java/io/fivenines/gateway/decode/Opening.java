package io.fivenines.gateway.decode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a protocol's connections begin, in one or more forms: regular expressions over bytes (ISO 8859-1) from the first
 * one on. A form should say no more than tells its protocol from all others and from chance, and never look beyond the
 * shortest frame it stands for.
 */
public record Opening(List<Pattern> forms) {
    /** The answer of {@link #judge} for bytes that are none of its protocol's. */
    public static final int NOT_MINE = -1;

    /** Of a protocol that nothing tells from others: it needs a listener of its own. */
    public static final Opening NONE = of();

    public Opening {
        forms = List.copyOf(forms);
    }

    public static Opening of(String... forms) {
        return new Opening(Stream.of(forms)
                .map(form -> Pattern.compile(form, Pattern.DOTALL))
                .toList());
    }

    /** The form of a byte of two decimal digits, one from {@code least} to {@code most}. */
    public static String bcd(int least, int most) {
        StringBuilder form = new StringBuilder("[");
        for (int tens = least / 10; tens <= most / 10; tens++) {
            int from = Math.max(least, 10 * tens);
            int to = Math.min(most, 10 * tens + 9);
            form.append(String.format("\\x%02d-\\x%02d", from, to));
        }
        return form.append(']').toString();
    }

    /**
     * Judges the first {@code length} characters.
     *
     * @return n &gt; 0: mine, which the first n bytes prove; 0: mine so far, more is needed; or {@link #NOT_MINE}
     */
    public int judge(CharSequence ahead, int length) {
        int proof = 0;
        boolean open = false;
        for (Pattern form : forms) {
            Matcher matcher = form.matcher(ahead).region(0, length);
            if (matcher.lookingAt()) {
                proof = Math.max(proof, matcher.end());
            } else {
                open |= matcher.hitEnd();
            }
        }
        return proof > 0 || open ? proof : NOT_MINE;
    }
}
