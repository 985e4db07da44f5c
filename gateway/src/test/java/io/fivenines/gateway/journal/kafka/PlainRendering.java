package io.fivenines.gateway.journal.kafka;

import java.nio.ByteBuffer;

/** Gives others what the journal was given. */
final class PlainRendering implements Rendering {
    private byte[] value = {};

    @Override
    public void read(long storedAtMs, long timeMs, ByteBuffer key, ByteBuffer payload) {
        value = new byte[payload.remaining()];
        payload.get(payload.position(), value);
    }

    @Override
    public byte[] value() {
        return value;
    }

    @Override
    public String protocol() {
        return "plain";
    }

    @Override
    public String id() {
        return "";
    }
}
