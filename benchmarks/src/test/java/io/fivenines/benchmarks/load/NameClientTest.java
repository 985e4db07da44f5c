package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameClientTest {
    private static final String NAME = "eu.ex";

    private final EventLoopGroup loops = Transport.best().loops(1);
    private final EventLoop loop = loops.next();

    @AfterEach
    void end() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    /** Answers one question with 127.9.1.101, or with a refusal. */
    private static void answer(DatagramSocket server, boolean well) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        byte[] said = Arrays.copyOf(packet.getData(), packet.getLength() + (well ? 16 : 0));
        said[2] = (byte) 0x85;
        said[3] = (byte) (well ? 0 : 5);
        said[7] = (byte) (well ? 1 : 0);
        byte[] record = {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 127, 9, 1, 101};
        if (well) {
            System.arraycopy(record, 0, said, packet.getLength(), record.length);
        }
        server.send(new DatagramPacket(said, said.length, packet.getSocketAddress()));
    }

    @Test
    void shouldGoOnToTheNextServerWhenOneRefusesAndOneIsSilent() throws Exception {
        try (DatagramSocket silent = socket();
                DatagramSocket refusing = socket();
                DatagramSocket good = socket()) {
            NameClient client = new NameClient(
                    loop, Transport.best(), List.of(address(good), address(silent), address(refusing)), 100);
            var asked = loop.submit(() -> client.ask(NAME, 1)).get();
            answer(refusing, false);
            answer(good, true);
            assertThat(asked.get(30, TimeUnit.SECONDS).address().getHostAddress())
                    .isEqualTo("127.9.1.101");
            client.close();
        }
    }

    @Test
    void shouldGiveUpWhenNobodyAnswers() throws Exception {
        try (DatagramSocket silent = socket()) {
            NameClient client = new NameClient(loop, Transport.best(), List.of(address(silent)), 20);
            var asked = loop.submit(() -> client.ask(NAME, 0)).get();
            assertThatThrownBy(() -> asked.get(30, TimeUnit.SECONDS)).hasMessageContaining(NAME + ": no answer from");
            client.close();
        }
    }
}
