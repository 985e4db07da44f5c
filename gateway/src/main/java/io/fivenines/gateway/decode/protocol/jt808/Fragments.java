package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;

/**
 * Gathers a message that comes in several packets, in order. What is gathered is kept elsewhere as well: losing it
 * loses no bytes.
 */
final class Fragments {
    private static final int LENGTH_MAX = 64 * 1024;

    private byte[] bytes = {};
    private int length;
    private int kind;
    private int packets;
    private int next;
    private Frame whole;

    /** Takes a packet's body, leaving its cursor; whether it was the last one missing. */
    boolean completes(Header header, Frame body) {
        if (header.packet == 1) {
            kind = header.kind;
            packets = header.packets;
            next = 1;
            length = 0;
        }
        int more = body.remaining();
        if (header.packet != next || header.packets != packets || header.kind != kind || length + more > LENGTH_MAX) {
            next = 0;
            return false;
        }
        grow(length + more);
        for (int i = 0; i < more; i++) {
            bytes[length++] = (byte) body.at(body.offset() + i);
        }
        return next++ == packets;
    }

    private void grow(int need) {
        if (need > bytes.length) {
            byte[] larger = new byte[Math.max(need, 2 * bytes.length)];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
    }

    Frame whole() {
        if (whole == null) {
            whole = new Frame();
        }
        next = 0;
        return whole.wrap(bytes, 0, length);
    }
}
