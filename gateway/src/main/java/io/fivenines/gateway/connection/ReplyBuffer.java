package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Reply;
import java.util.Arrays;

/** The reply to the frame at hand; used again for the next one. */
final class ReplyBuffer implements Reply {
    private static final int LENGTH_MAX = 64 * 1024;

    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    @Override
    public Reply u8(int value) {
        if (length == bytes.length) {
            if (length == LENGTH_MAX) {
                throw new IllegalStateException("reply of more than " + LENGTH_MAX + " bytes");
            }
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
        return this;
    }
}
