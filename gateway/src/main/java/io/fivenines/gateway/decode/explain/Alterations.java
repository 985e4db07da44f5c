package io.fivenines.gateway.decode.explain;

import java.util.List;
import java.util.stream.IntStream;

/** What a byte is changed to: first what keeps the frame of its kind, a digit for a digit; then anything. */
final class Alterations {
    /** In longer frames a byte is not tried with every value: the effort grows with the square of the length. */
    private static final int THOROUGH_LENGTH_MAX = 600;

    private static final String FEW = "\u0000\u0001\u007F\u00FF 05AZaz,;*-";
    private static final String SEPARATORS = ",;*#$|:=/&()[]<>{}\"@\r\n\t";
    private static final String WORDS = "+-. 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final byte[] frame;
    private final boolean text;

    Alterations(byte[] frame) {
        this.frame = frame;
        text = isText(frame);
    }

    /** Whether all of it can be read. */
    static boolean isText(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet < ' ' && octet != '\r' && octet != '\n' && octet != '\t' || octet == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Whether the byte stands between things rather than being one. */
    boolean separates(int offset) {
        return text && SEPARATORS.indexOf(frame[offset]) >= 0;
    }

    /** Values for the byte at an offset, in tiers: a later one is needed only where an earlier showed nothing. */
    List<int[]> of(int offset) {
        int octet = frame[offset] & 0xFF;
        if (separates(offset)) {
            return List.of(others(octet, IntStream.range(0, 256)));
        }
        if (text) {
            return List.of(others(octet, alike(octet)), others(octet, WORDS.chars()));
        }
        IntStream flips = IntStream.range(0, 8).map(bit -> octet ^ 1 << bit);
        IntStream any = frame.length <= THOROUGH_LENGTH_MAX ? IntStream.range(0, 256) : FEW.chars();
        return List.of(others(octet, flips), others(octet, any));
    }

    private static int[] others(int octet, IntStream values) {
        return values.filter(value -> value != octet).toArray();
    }

    private static IntStream alike(int octet) {
        if (octet >= '0' && octet <= '9') {
            return IntStream.rangeClosed('0', '9');
        }
        IntStream digits = Character.digit(octet, 16) < 0 ? IntStream.empty() : IntStream.rangeClosed('0', '9');
        if (octet >= 'A' && octet <= 'Z') {
            return IntStream.concat(IntStream.rangeClosed('A', 'Z'), digits);
        }
        return octet >= 'a' && octet <= 'z'
                ? IntStream.concat(IntStream.rangeClosed('a', 'z'), digits)
                : IntStream.empty();
    }
}
