package io.fivenines.gateway.decode;

/** Cuts received bytes into frames; one serves an event loop. */
public final class Cutter {
    /** Is given the frames in order. */
    public interface Taker {
        /**
         * Takes a frame.
         *
         * @return false: no room for it now; it and what follows stay
         */
        boolean take(Frame frame);
    }

    private final Frame frame = new Frame();
    private int garbage;
    private boolean oversize;

    /**
     * Cuts {@code bytes[0, length)} until nothing whole is left or the taker has no room.
     *
     * @return how many bytes are dealt with
     */
    public int cut(Framing framing, byte[] bytes, int length, Taker taker) {
        garbage = 0;
        oversize = false;
        int at = 0;
        while (at < length) {
            int n = framing.cut(frame.wrap(bytes, at, length));
            if (n < 0) {
                int dropped = Math.min(-n, length - at);
                garbage += dropped;
                at += dropped;
            } else if (n == 0 || n > length - at) {
                oversize = Math.max(n, length - at) > framing.maxLength();
                break;
            } else if (taker.take(frame.wrap(bytes, at, at + n))) {
                at += n;
            } else {
                break;
            }
        }
        return at;
    }

    /** Bytes the last call dropped because no frame begins with them. */
    public int garbage() {
        return garbage;
    }

    /** Whether what is left can never become a frame: it is, or says it will be, longer than any. */
    public boolean oversize() {
        return oversize;
    }
}
