package io.fivenines.benchmarks.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Commands of GT06, from the tracker's side; frames as in {@link Gt06Wire}.
 *
 * <pre>
 * command  80: length of flag and text | flag (4) | text
 * answer   15: the same, and a language (2)
 * </pre>
 */
public final class Gt06Orders {
    private static final int COMMAND = 0x80;
    private static final int ANSWER = 0x15;
    private static final int ENGLISH = 2;
    private static final int FLAG = Integer.BYTES;

    /** A command; the flag is to be given back. */
    public record Order(int flag, String text) {}

    private Gt06Orders() {}

    public static byte[] login(String imei) {
        ByteBuf out = Unpooled.buffer();
        new Gt06Wire().login(out, imei);
        return ByteBufUtil.getBytes(out);
    }

    /** The next frame's command, null if it is another kind of frame. */
    public static Order read(DataInputStream in) throws IOException {
        in.readShort();
        byte[] frame = new byte[in.readUnsignedByte() - 2];
        in.readFully(frame);
        in.readInt();
        if ((frame[0] & 0xFF) != COMMAND) {
            return null;
        }
        int flag = ByteBuffer.wrap(frame).getInt(2);
        return new Order(flag, new String(frame, 2 + FLAG, frame[1] - FLAG, StandardCharsets.US_ASCII));
    }

    public static byte[] answer(Order order, String text) {
        byte[] said = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuf out = Unpooled.buffer();
        // Number, length, flag, text, language, serial and sum.
        int checked = Gt06Wire.begin(out, 1 + 1 + FLAG + said.length + 2 + 4, ANSWER);
        out.writeByte(FLAG + said.length).writeInt(order.flag).writeBytes(said).writeShort(ENGLISH);
        Gt06Wire.end(out, checked, 1);
        return ByteBufUtil.getBytes(out);
    }
}
