package io.fivenines.gateway.decode.protocol.wialon;

import io.fivenines.gateway.decode.Frame;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Opens compressed packets, of which few trackers send any. Nothing is kept from one to the next: five bytes of a
 * stranger must not hold memory for as long as its connection lasts.
 */
final class Inflation {
    static final int MARK = 0xFF;
    static final int HEAD = 3;
    private static final int LENGTH_MAX = 64 * 1024;
    private static final int LENGTH_FIRST = 256;

    private Inflation() {}

    /** The packet inside, or null where it is broken or longer than 64 KiB: a few bytes can stand for very many. */
    static Frame of(Frame frame) {
        byte[] packed = frame.copy();
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed, HEAD, packed.length - HEAD);
            byte[] open = new byte[LENGTH_FIRST];
            int length = inflater.inflate(open);
            while (length == open.length && length < LENGTH_MAX) {
                open = Arrays.copyOf(open, 2 * length);
                length += inflater.inflate(open, length, length);
            }
            return inflater.finished() ? new Frame().wrap(open, 0, length) : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
