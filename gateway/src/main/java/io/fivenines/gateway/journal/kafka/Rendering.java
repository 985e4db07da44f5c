package io.fivenines.gateway.journal.kafka;

import java.nio.ByteBuffer;

/** Makes of an entry what others read from the topic; it comes from outside, because the journal knows no device. */
public interface Rendering {
    /** Takes an entry, of which the other methods then tell. For one thread; the buffers are the caller's. */
    void read(long storedAtMs, long timeMs, ByteBuffer key, ByteBuffer payload);

    /** The record's value. */
    byte[] value();

    /** The header {@code protocol}, empty for none. */
    String protocol();

    /** The header {@code message.id}, empty for none. */
    String id();
}
