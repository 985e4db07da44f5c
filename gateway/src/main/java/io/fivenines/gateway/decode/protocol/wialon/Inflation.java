package io.fivenines.gateway.decode.protocol.wialon;

import io.fivenines.gateway.decode.Frame;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Opens compressed packets, of which few trackers send any: made for a connection when the first one comes. */
final class Inflation {
    static final int MARK = 0xFF;
    static final int HEAD = 3;
    private static final int LENGTH_MAX = 64 * 1024;

    private final Inflater inflater = new Inflater();
    private final byte[] packed = new byte[LENGTH_MAX];
    private final byte[] open = new byte[LENGTH_MAX];
    private final Frame inside = new Frame();

    /** The packet inside, or null where it is broken or longer than 64 KiB: a few bytes can stand for very many. */
    Frame of(Frame frame) {
        int count = Math.max(0, Math.min(frame.length() - HEAD, LENGTH_MAX));
        for (int i = 0; i < count; i++) {
            packed[i] = (byte) frame.at(HEAD + i);
        }
        inflater.reset();
        inflater.setInput(packed, 0, count);
        try {
            int length = inflater.inflate(open);
            return inflater.finished() ? inside.wrap(open, 0, length) : null;
        } catch (DataFormatException e) {
            return null;
        }
    }
}
