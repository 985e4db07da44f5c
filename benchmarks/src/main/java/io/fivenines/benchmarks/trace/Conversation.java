package io.fivenines.benchmarks.trace;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One Teltonika connection, put together from the bytes that came in and the calls that sent answers. */
final class Conversation {
    /** Codec 8: time, priority, position; then event, total, and groups of elements of 1, 2, 4 and 8 bytes. */
    private static final int BEFORE_ELEMENTS = 24 + 2;

    private static final int PACKET_HEAD = 8;
    private static final int PACKET_CRC = 4;
    private static final int REPLY_LENGTH = 4;

    private final ByteBuf in = Unpooled.buffer();
    private final List<Reply> replies = new ArrayList<>();
    private String ident;
    private long sent;

    /** The reply to a packet, where its first byte began to leave. */
    record Reply(int packet, int entered) {}

    /** One packet's records, by their times. */
    record Packet(String ident, List<Long> times) {}

    void onReceived(ByteBuf bytes) {
        in.writeBytes(bytes);
    }

    /** The first byte answers the login, every four after it a packet. */
    void onSent(SystemCall call) {
        long from = sent;
        sent += call.moved().readableBytes();
        for (long packet = Math.max(0, (from + 2) / REPLY_LENGTH); 1 + packet * REPLY_LENGTH < sent; packet++) {
            if (1 + packet * REPLY_LENGTH >= from) {
                replies.add(new Reply((int) packet, call.entered()));
            }
        }
    }

    List<Reply> replies() {
        return replies;
    }

    /** The packets received, in order; read once. */
    List<Packet> packets() {
        List<Packet> packets = new ArrayList<>();
        if (ident == null && in.readableBytes() >= 2 && in.readableBytes() >= 2 + in.getUnsignedShort(0)) {
            ident = in.readCharSequence(in.readUnsignedShort(), StandardCharsets.US_ASCII)
                    .toString();
        }
        while (in.readableBytes() >= PACKET_HEAD) {
            int length = PACKET_HEAD + in.getInt(in.readerIndex() + 4) + PACKET_CRC;
            if (length < PACKET_HEAD || in.readableBytes() < length) {
                break;
            }
            packets.add(new Packet(ident, times(in.readSlice(length))));
        }
        return packets;
    }

    private static List<Long> times(ByteBuf packet) {
        List<Long> times = new ArrayList<>();
        packet.skipBytes(PACKET_HEAD + 1);
        int count = packet.readUnsignedByte();
        for (int i = 0; i < count; i++) {
            times.add(packet.getLong(packet.readerIndex()));
            packet.skipBytes(BEFORE_ELEMENTS);
            for (int width = 1; width <= Long.BYTES; width *= 2) {
                packet.skipBytes(packet.readUnsignedByte() * (1 + width));
            }
        }
        return times;
    }
}
