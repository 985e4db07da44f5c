package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;

/** Carries the cut end of a packet over to the next packet of the same message, as long as they come in order. */
final class Fragments {
    private static final int LENGTH_MAX = 16 * 1024;

    private byte[] bytes = {};
    private int length;
    private int kind;
    private int packets;
    private int next;
    private Frame joined;

    /** What was carried over and the packet's body, in one; null if the packet is not the next one. */
    Frame join(Header header, Frame body) {
        if (header.packet == 1) {
            kind = header.kind;
            packets = header.packets;
            next = 1;
            length = 0;
        }
        int more = body.remaining();
        if (header.packet != next || header.packets != packets || header.kind != kind || length + more > LENGTH_MAX) {
            next = 0;
            return null;
        }
        grow(length + more);
        for (int i = 0; i < more; i++) {
            bytes[length++] = (byte) body.at(body.offset() + i);
        }
        if (joined == null) {
            joined = new Frame();
        }
        next++;
        return joined.wrap(bytes, 0, length);
    }

    private void grow(int need) {
        if (need > bytes.length) {
            byte[] larger = new byte[Math.max(need, 2 * bytes.length)];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
    }

    /** Carries over what the joined frame has left. */
    void carry() {
        length = joined.remaining();
        System.arraycopy(bytes, joined.offset(), bytes, 0, length);
    }
}
