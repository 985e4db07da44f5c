package io.fivenines.gateway.decode.explain;

import io.fivenines.gateway.decode.Reply;
import java.io.ByteArrayOutputStream;

/** Keeps the reply of one trial. */
final class TrialReply implements Reply {
    private static final int LENGTH_MAX = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public int length() {
        return bytes.size();
    }

    @Override
    public int at(int index) {
        return bytes.toByteArray()[index] & 0xFF;
    }

    @Override
    public Reply u8(int value) {
        if (bytes.size() < LENGTH_MAX) {
            bytes.write(value);
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
