package io.fivenines.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A question for the IPv4 addresses of a name, and what a name server says to it:
 *
 * <pre>
 *  0   2     4         6         8           10          12
 *  | id | flags | questions | answers | authorities | additionals | question: name, type, class | records ...
 * </pre>
 */
final class NameMessage {
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int CODE = 0x000F;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;
    private static final int LABEL_MAX = 63;
    private static final int POINTER = 0xC0;

    private NameMessage() {}

    /**
     * What was found.
     *
     * @param addresses none if the server does not know the name, or has no answer for another reason
     * @param ttlSeconds for how long they may be remembered
     */
    record Found(int id, List<InetAddress> addresses, long ttlSeconds) {}

    static void ask(ByteBuf out, int id, String name) {
        out.writeShort(id).writeShort(RECURSION_DESIRED).writeShort(1).writeZero(6);
        for (String label : name.split("\\.")) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length < 1 || bytes.length > LABEL_MAX) {
                throw new IllegalArgumentException(
                        "name '" + name + "', expected labels of 1 to " + LABEL_MAX + " characters between its dots");
            }
            out.writeByte(bytes.length).writeBytes(bytes);
        }
        out.writeByte(0).writeShort(TYPE_A).writeShort(CLASS_IN);
    }

    /**
     * Reads an answer.
     *
     * @throws IndexOutOfBoundsException if it ends too early
     */
    static Found answer(ByteBuf in) {
        int id = in.readUnsignedShort();
        int flags = in.readUnsignedShort();
        int questions = in.readUnsignedShort();
        int answers = in.readUnsignedShort();
        in.skipBytes(4);
        boolean useful = (flags & RESPONSE) != 0 && (flags & (TRUNCATED | CODE)) == 0;
        if (!useful) {
            return new Found(id, List.of(), 0);
        }
        for (int i = 0; i < questions; i++) {
            skipName(in);
            in.skipBytes(4);
        }
        List<InetAddress> addresses = new ArrayList<>();
        long ttlSeconds = Long.MAX_VALUE;
        for (int i = 0; i < answers; i++) {
            skipName(in);
            int type = in.readUnsignedShort();
            in.skipBytes(2);
            ttlSeconds = Math.min(ttlSeconds, in.readUnsignedInt());
            ByteBuf data = in.readSlice(in.readUnsignedShort());
            if (type == TYPE_A) {
                addresses.add(address(data));
            }
        }
        return new Found(id, addresses, addresses.isEmpty() ? 0 : ttlSeconds);
    }

    private static InetAddress address(ByteBuf data) {
        try {
            return InetAddress.getByAddress(ByteBufUtil.getBytes(data));
        } catch (UnknownHostException e) {
            throw new IndexOutOfBoundsException("an address of " + data.readableBytes() + " bytes, expected 4");
        }
    }

    /** Labels up to an empty one, or up to a pointer to where the rest stands. */
    private static void skipName(ByteBuf in) {
        for (int length = in.readUnsignedByte(); length != 0; length = in.readUnsignedByte()) {
            if ((length & POINTER) != 0) {
                in.skipBytes(1);
                return;
            }
            in.skipBytes(length);
        }
    }
}
