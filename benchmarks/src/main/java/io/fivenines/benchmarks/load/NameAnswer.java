package io.fivenines.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * What a name server said: the first address, as trackers take it. Of RFC 1035 only what they need:
 *
 * <pre>
 * ask     id flags=0100 1 0 0 0      name  type=1 class=1
 * answer  id flags      1 n . .      name  type=1 class=1     n times: name type class ttl length data
 * </pre>
 */
record NameAnswer(InetAddress address, long ttlSeconds) {
    private static final int RECURSION_WANTED = 0x0100;
    private static final int RESPONSE_CODE = 0x000F;
    private static final int A = 1;
    private static final int IN = 1;
    private static final int LABEL_MAX = 63;
    private static final int ADDRESS_BYTES = 4;

    /** Writes the question for a name's addresses. */
    static void ask(ByteBuf out, int id, String name) {
        out.writeShort(id).writeShort(RECURSION_WANTED);
        out.writeShort(1).writeShort(0).writeShort(0).writeShort(0);
        for (String label : name.split("\\.")) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length == 0 || bytes.length > LABEL_MAX) {
                throw new IllegalArgumentException(
                        "name '" + name + "', expected labels of 1 to " + LABEL_MAX + " characters");
            }
            out.writeByte(bytes.length).writeBytes(bytes);
        }
        out.writeByte(0).writeShort(A).writeShort(IN);
    }

    /** The id of the question that this answers; -1 if it answers none. */
    static int id(ByteBuf in) {
        return in.readableBytes() < 12 || in.getByte(in.readerIndex() + 2) >= 0
                ? -1
                : in.getUnsignedShort(in.readerIndex());
    }

    /**
     * Reads an answer.
     *
     * @throws UnknownHostException if there is no address in it
     */
    static NameAnswer read(ByteBuf in) throws UnknownHostException {
        try {
            in.skipBytes(2);
            int code = in.readUnsignedShort() & RESPONSE_CODE;
            int questions = in.readUnsignedShort();
            int answers = in.readUnsignedShort();
            in.skipBytes(4);
            for (int i = 0; i < questions; i++) {
                skipName(in);
                in.skipBytes(4);
            }
            for (int i = 0; i < answers; i++) {
                skipName(in);
                int type = in.readUnsignedShort();
                int kind = in.readUnsignedShort();
                long ttl = in.readUnsignedInt();
                ByteBuf data = in.readSlice(in.readUnsignedShort());
                if (type == A && kind == IN && data.readableBytes() == ADDRESS_BYTES) {
                    byte[] ip = new byte[ADDRESS_BYTES];
                    data.readBytes(ip);
                    return new NameAnswer(InetAddress.getByAddress(ip), ttl);
                }
            }
            throw new UnknownHostException("an answer with code " + code + " and no address");
        } catch (IndexOutOfBoundsException e) {
            throw new UnknownHostException("an answer that is cut off");
        }
    }

    /** Labels up to an empty one, or up to a pointer to where the rest stands. */
    private static void skipName(ByteBuf in) {
        int length = in.readUnsignedByte();
        while (length > 0 && length <= LABEL_MAX) {
            in.skipBytes(length);
            length = in.readUnsignedByte();
        }
        if (length > LABEL_MAX) {
            in.skipBytes(1);
        }
    }
}
