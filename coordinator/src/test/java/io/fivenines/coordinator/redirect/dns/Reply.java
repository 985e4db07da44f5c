package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client reads from an answer; one whose form is wrong is an error. Netty's own decoder would not do: it throws
 * on names with bytes that are no text, which a question may have and the answer must repeat.
 *
 * @param flags the head's second word
 * @param records how many of them in answer, authority and additional
 * @param addresses in the answer
 */
record Reply(int id, int flags, int length, List<Integer> records, List<String> addresses) {
    int code() {
        return flags & 0xF;
    }

    boolean is(int bit) {
        return (flags & bit) != 0;
    }

    /** Null if the query is not answered. Takes the request over. */
    static Reply to(Responder responder, ByteBuf request) {
        ByteBuf out = Unpooled.buffer();
        try {
            Query query = QueryReader.read(request);
            if (query == null) {
                return null;
            }
            responder.answer(query, Responder.udpMax(query), out);
            return read(out);
        } finally {
            request.release();
            out.release();
        }
    }

    static Reply read(ByteBuf answer) {
        ByteBuf in = answer.duplicate();
        int id = in.readUnsignedShort();
        int flags = in.readUnsignedShort();
        int questions = in.readUnsignedShort();
        List<Integer> records = List.of(in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort());
        assertThat(questions).isBetween(0, 1);
        for (int i = 0; i < questions; i++) {
            skipName(in, in.readerIndex());
            in.skipBytes(4);
        }
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < records.stream().mapToInt(Integer::intValue).sum(); i++) {
            readRecord(in, i < records.get(0) ? addresses : new ArrayList<>());
        }
        assertThat(in.readableBytes()).as("bytes behind the last record").isZero();
        return new Reply(id, flags, answer.readableBytes(), records, addresses);
    }

    private static void readRecord(ByteBuf in, List<String> addresses) {
        skipName(in, in.readerIndex());
        int type = in.readUnsignedShort();
        in.skipBytes(6);
        ByteBuf data = in.readSlice(in.readUnsignedShort());
        if (type == RecordType.A || type == RecordType.AAAA) {
            assertThat(data.readableBytes()).isEqualTo(type == RecordType.A ? 4 : 16);
            addresses.add(NetUtil.bytesToIpAddress(ByteBufUtil.getBytes(data)));
        }
    }

    /** Pointers lead to what stands before the name they end. */
    private static void skipName(ByteBuf in, int start) {
        int label = in.readUnsignedByte();
        if (label >= 0xC0) {
            int target = (label & 0x3F) << 8 | in.readUnsignedByte();
            assertThat(target).isBetween(12, start - 1);
            skipName(in.duplicate().readerIndex(target), target);
        } else if (label > 0) {
            assertThat(label).isLessThan(64);
            in.skipBytes(label);
            skipName(in, start);
        }
    }
}
