package io.fivenines.gateway.decode;

import java.util.function.ToIntFunction;

/** Cuts a stream into frames. Without state and without copies: it only looks at what is there. */
public interface Framing {
    /**
     * Judges the bytes that are there; {@code ahead} starts at the first byte not yet cut.
     *
     * @return n &gt; 0: the first n bytes are a frame; 0: wait for more; -n: the first n bytes are garbage, drop them
     */
    int cut(Frame ahead);

    /** The longest frame, bytes. A connection that holds more without a frame in it is closed. */
    int maxLength();

    static Framing of(int maxLength, ToIntFunction<Frame> cut) {
        return new Framing() {
            @Override
            public int cut(Frame ahead) {
                return cut.applyAsInt(ahead);
            }

            @Override
            public int maxLength() {
                return maxLength;
            }
        };
    }

    /** Frames that end with one of these bytes; the terminator belongs to the frame. */
    static Framing terminatedBy(int maxLength, String terminators) {
        return of(maxLength, ahead -> {
            for (int i = 0; i < ahead.length(); i++) {
                if (terminators.indexOf(ahead.at(i)) >= 0) {
                    return i + 1;
                }
            }
            return 0;
        });
    }
}
