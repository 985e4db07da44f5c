package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.benchmarks.bare.BareServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResolverTest {
    private static final String NAME = "eu.gw.example.com";

    private final MultiThreadIoEventLoopGroup loops = Transport.best().loops(1);

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void shouldRememberAnAnswerForItsTimeToLiveAndGiveItsAddressesInTurn() throws Exception {
        try (Server server = new Server(60, "127.0.0.5", "127.0.0.6")) {
            Resolver resolver = resolver(server.address());
            assertThat(List.of(found(resolver), found(resolver), found(resolver)))
                    .containsExactly("127.0.0.5", "127.0.0.6", "127.0.0.5");
            assertThat(server.asked).hasValue(1);
        }
    }

    @Test
    void shouldAskAgainForWhatMayNotBeRemembered() throws Exception {
        try (Server server = new Server(0, "127.0.0.5")) {
            Resolver resolver = resolver(server.address());
            found(resolver);
            found(resolver);
            assertThat(server.asked).hasValue(2);
        }
    }

    @Test
    void shouldAskTheNextServerWhenOneDoesNotKnowOrIsSilent() throws Exception {
        try (Server ignorant = new Server(60);
                DatagramSocket silent = new DatagramSocket(0, loopback());
                Server server = new Server(0, "127.0.0.5")) {
            InetSocketAddress mute = new InetSocketAddress(loopback(), silent.getLocalPort());
            Resolver resolver = resolver(ignorant.address(), mute, server.address());
            assertThat(found(resolver)).isEqualTo("127.0.0.5");
            found(resolver);
            assertThat(ignorant.asked).hasValue(1);
        }
    }

    @Test
    void shouldSayWhomItAskedInVain() throws Exception {
        try (Server ignorant = new Server(60)) {
            Resolver resolver = resolver(ignorant.address());
            assertThatThrownBy(() -> found(resolver))
                    .hasRootCauseInstanceOf(UnknownHostException.class)
                    .hasMessageContaining(NAME)
                    .hasMessageContaining(":" + ignorant.address().getPort());
        }
    }

    @Test
    void shouldLeadTrackersToWhereTheNameIs() throws Exception {
        try (BareServer gateway = new BareServer("teltonika", "127.0.0.1", 0, 1);
                Server server = new Server(5, "127.0.0.1");
                Swarm swarm = new Swarm(new LoadPlan(
                        new LoadPlan.Target(NAME, gateway.port(), List.of(server.address())),
                        new Fleet("teltonika", 1, 0, 10),
                        new Production(0, 1, 1),
                        LoadPlan.Reconnection.none(),
                        1,
                        1))) {
            assertThat(swarm.connect()).isEqualTo(10);
            assertThat(server.asked).hasValue(1);
        }
    }

    private Resolver resolver(InetSocketAddress... servers) {
        return new Resolver(List.of(servers), loops.next(), Transport.best(), 1);
    }

    private String found(Resolver resolver) throws Exception {
        return loops.next().submit(() -> resolver.address(NAME)).get().get().getHostAddress();
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    /** Knows one name, or none. */
    private static final class Server implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, loopback());
        private final AtomicInteger asked = new AtomicInteger();
        private final int ttlSeconds;
        private final List<String> addresses;

        Server(int ttlSeconds, String... addresses) throws IOException {
            this.ttlSeconds = ttlSeconds;
            this.addresses = List.of(addresses);
            Thread thread = new Thread(this::serve, "name-server");
            thread.setDaemon(true);
            thread.start();
        }

        InetSocketAddress address() {
            return new InetSocketAddress(loopback(), socket.getLocalPort());
        }

        private void serve() {
            byte[] bytes = new byte[512];
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                while (!socket.isClosed()) {
                    packet.setLength(bytes.length);
                    socket.receive(packet);
                    asked.incrementAndGet();
                    byte[] answer = answer(Unpooled.copiedBuffer(bytes, 0, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                // By the test.
            }
        }

        private byte[] answer(ByteBuf query) throws IOException {
            ByteBuf answer = Unpooled.buffer().writeShort(query.readUnsignedShort());
            answer.writeShort(addresses.isEmpty() ? 0x8003 : 0x8400).writeShort(1);
            answer.writeShort(addresses.size()).writeInt(0);
            answer.writeBytes(query, 12, query.writerIndex() - 12);
            for (String address : addresses) {
                answer.writeShort(0xC00C).writeShort(1).writeShort(1).writeInt(ttlSeconds);
                answer.writeShort(4).writeBytes(InetAddress.getByName(address).getAddress());
            }
            return Arrays.copyOf(answer.array(), answer.writerIndex());
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
