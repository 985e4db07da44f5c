package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.redirect.Plans;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.prometheus.client.CollectorRegistry;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Queries with bytes changed, cut off, put in and doubled: always answered in form or not at all. */
class MutationTest {
    private static final int ROUNDS = 200_000;
    private static final long SEED = 20260101;
    private static final InetSocketAddress CLIENT = new InetSocketAddress(IpLiteral.of("192.0.2.9"), 5353);

    /** Counts what is in use; Netty's leak detection would take minutes for so many. */
    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false, true);

    private final CollectorRegistry registry = new CollectorRegistry();
    private final Plan plan = Plans.eu(1, 1, "192.0.2.1", "2001:db8::1");
    private final EmbeddedChannel channel = new EmbeddedChannel(new UdpQueries(
            Catalogs.responder(registry, plan),
            new ResponseLimit(new RateConfig(0, 0), 1, 0),
            new DnsVitals(new CollectorRegistry()),
            () -> 0));

    @Test
    void shouldAnswerInFormWhateverComes() {
        channel.config().setAllocator(buffers);
        SplittableRandom random = new SplittableRandom(SEED);
        List<ByteBuf> seeds = List.of(
                Wire.query(Plans.EU, RecordType.A),
                Wire.query("gw.example.com", RecordType.NS),
                Wire.query(Plans.EU, RecordType.AAAA, 1, Wire.OPT),
                Wire.query("nobody.gw.example.com", RecordType.ANY, 1, "00 0029 0200 00008000 0008 000a 0004 01020304"),
                Wire.query(Plans.EU, RecordType.SOA, 2, "c00c 0001 0001 00000005 0004 c0000201" + Wire.OPT));
        Set<Integer> codes = new HashSet<>();
        int answered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuf query = mutated(seeds.get(random.nextInt(seeds.size())), random);
            Reply reply = sent(query, round);
            if (reply != null) {
                answered++;
                codes.add(reply.code());
            }
        }
        assertThat(answered).isBetween(ROUNDS / 4, ROUNDS - 1);
        assertThat(codes).as("low bits of the codes met").contains(0, 1, 3, 4, 5);
        assertThat(channel.finish()).as("an answer is left over").isFalse();
        assertThat(buffers.metric().usedHeapMemory()).as("bytes never released").isZero();
    }

    private Reply sent(ByteBuf query, int round) {
        int id = query.readableBytes() < 2 ? -1 : query.getUnsignedShort(0);
        try {
            channel.writeInbound(new DatagramPacket(query, CLIENT, CLIENT));
            assertThat(query.refCnt()).isZero();
            DatagramPacket answer = channel.readOutbound();
            if (answer == null) {
                return null;
            }
            try {
                Reply reply = Reply.read(answer.content());
                assertThat(reply.id()).isEqualTo(id);
                assertThat(reply.is(Query.RESPONSE)).isTrue();
                assertThat(reply.length()).isLessThanOrEqualTo(ResponseWriter.UDP_MAX);
                return reply;
            } finally {
                answer.release();
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + SEED + ", round " + round, e);
        }
    }

    private ByteBuf mutated(ByteBuf seed, SplittableRandom random) {
        ByteBuf bytes = buffers.heapBuffer(512).writeBytes(seed, 0, seed.readableBytes());
        for (int i = random.nextInt(4); i >= 0 && bytes.isReadable(); i--) {
            int at = random.nextInt(bytes.readableBytes());
            switch (random.nextInt(5)) {
                case 0 -> bytes.setByte(at, random.nextInt(256));
                case 1 -> bytes.setByte(at, bytes.getByte(at) ^ 1 << random.nextInt(8));
                case 2 -> bytes.writerIndex(at);
                case 3 -> bytes.writeBytes(ByteBufUtil.getBytes(bytes, at, bytes.readableBytes() - at));
                default -> bytes.writeLong(random.nextLong());
            }
        }
        return bytes;
    }
}
