package io.fivenines.gateway.stream;

/** Not all of a batch was confirmed. */
public final class SinkException extends Exception {
    private final boolean poison;
    private final int confirmed;
    private final long notBeforeMs;

    private SinkException(String message, Throwable cause, boolean poison, int confirmed, long notBeforeMs) {
        super(message, cause);
        this.poison = poison;
        this.confirmed = confirmed;
        this.notBeforeMs = notBeforeMs;
    }

    /** The sink cannot take anything now: as good a batch as any will do later. */
    public static SinkException down(String message, Throwable cause) {
        return new SinkException(message, cause, false, 0, 0);
    }

    /** The sink refuses what is in the batch: it may refuse it for ever. */
    public static SinkException poison(String message, Throwable cause) {
        return new SinkException(message, cause, true, 0, 0);
    }

    /** The same, with so many messages from the first on confirmed. */
    public SinkException confirmed(int messages) {
        return new SinkException(getMessage(), getCause(), poison, messages, notBeforeMs);
    }

    /** The same, with a time the sink asked to be left alone for. */
    public SinkException notBefore(long ms) {
        return new SinkException(getMessage(), getCause(), poison, confirmed, ms);
    }

    public boolean isPoison() {
        return poison;
    }

    public int confirmed() {
        return confirmed;
    }

    public long notBeforeMs() {
        return notBeforeMs;
    }
}
