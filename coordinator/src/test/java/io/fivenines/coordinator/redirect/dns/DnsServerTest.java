package io.fivenines.coordinator.redirect.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.redirect.Plans;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.prometheus.client.CollectorRegistry;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Its sockets. */
@Timeout(60)
class DnsServerTest {
    private static final int TIMEOUT_MS = 20_000;

    @TempDir
    Path folder;

    private final CollectorRegistry registry = new CollectorRegistry();
    private final List<Socket> clients = new ArrayList<>();
    private DnsServer server;

    private void start(RateConfig rate, TcpConfig tcp) throws IOException {
        registry.clear();
        server = Servers.open(Servers.config(folder.resolve("plan.json"), DnsConfig.TTL, rate, tcp), registry);
        server.director().obey(Plans.eu(1, 1, "192.0.2.1"));
    }

    private void start(TcpConfig tcp) throws IOException {
        start(new RateConfig(0, 0), tcp);
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private Socket connected() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(TIMEOUT_MS);
        clients.add(client);
        return client;
    }

    private static byte[] query(int id) {
        ByteBuf query = Wire.query(Plans.EU, RecordType.A).setShort(0, id);
        try {
            return ByteBufUtil.getBytes(query);
        } finally {
            query.release();
        }
    }

    private static Reply reply(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        ByteBuf answer = Unpooled.wrappedBuffer(in.readNBytes(in.readUnsignedShort()));
        try {
            return Reply.read(answer);
        } finally {
            answer.release();
        }
    }

    private static boolean isClosed(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private double counted(String name) {
        return registry.getSampleValue(name);
    }

    @Test
    void shouldAnswerQueriesSentOneBehindTheOtherInOrder() throws Exception {
        start(TcpConfig.DEFAULT);
        Socket client = connected();
        int count = 1_000;
        Thread sender = new Thread(() -> sendAll(client, count));
        sender.start();
        for (int id = 0; id < count; id++) {
            Reply reply = reply(client);
            assertThat(reply.id()).isEqualTo(id);
            assertThat(reply.addresses()).containsExactly("192.0.2.1");
        }
        sender.join();
    }

    private static void sendAll(Socket client, int count) {
        try {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 1 << 16));
            for (int id = 0; id < count; id++) {
                byte[] query = query(id);
                out.writeShort(query.length);
                out.write(query);
            }
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldStopReadingAClientThatDoesNotTakeItsAnswersAndLetItGo() throws Exception {
        start(new TcpConfig(10, 10, Duration.ofMillis(500)));
        // Long answers and little room for them, so that it is full soon.
        String[] many = new String[250];
        Arrays.setAll(many, i -> "192.0.2." + i);
        server.director().obey(Plans.eu(1, 2, many));
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        byte[] query = query(1);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 1 << 16));
        assertThatThrownBy(() -> {
                    while (true) {
                        out.writeShort(query.length);
                        out.write(query);
                    }
                })
                .isInstanceOf(IOException.class);
        await().until(() -> counted("fivenines_dns_connections") == 0);
    }

    @Test
    void shouldCloseAConnectionWithoutAWholeQuestion() throws Exception {
        start(new TcpConfig(10, 10, Duration.ofMillis(600)));
        Socket silent = connected();
        Socket slow = connected();
        Thread dripping = new Thread(() -> drip(slow));
        dripping.start();
        assertThat(isClosed(silent)).isTrue();
        assertThat(isClosed(slow)).isTrue();
        dripping.join();
    }

    /** A byte now and then, which is no sign of life. */
    private static void drip(Socket client) {
        try {
            for (byte one : query(1)) {
                client.getOutputStream().write(one);
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            // It was closed, as it should be.
        }
    }

    @Test
    void shouldCloseAConnectionThatSendsNoQueries() throws Exception {
        start(TcpConfig.DEFAULT);
        Socket web = connected();
        web.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
        assertThat(isClosed(web)).isTrue();
        Socket empty = connected();
        empty.getOutputStream().write(new byte[2]);
        assertThat(isClosed(empty)).isTrue();
    }

    @Test
    void shouldKeepToTheNumbersOfConnections() throws Exception {
        start(new TcpConfig(10, 2, Duration.ofSeconds(30)));
        Socket first = connected();
        connected();
        await().until(() -> counted("fivenines_dns_connections") == 2);
        assertThat(isClosed(connected())).isTrue();
        assertThat(counted("fivenines_dns_connections_refused_total")).isEqualTo(1);
        first.close();
        await().until(() -> counted("fivenines_dns_connections") == 1);
        sendAll(connected(), 1);
        assertThat(reply(clients.get(3)).id()).isZero();
    }

    @Test
    void shouldSendWhoAsksTooMuchToTcp() throws Exception {
        start(new RateConfig(1, 1), TcpConfig.DEFAULT);
        try (DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(TIMEOUT_MS);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            assertThat(asked(client, 7).addresses()).containsExactly("192.0.2.1");
            Reply slipped = asked(client, 8);
            assertThat(slipped.is(Query.TRUNCATED)).isTrue();
            assertThat(slipped.addresses()).isEmpty();
        }
        assertThat(counted("fivenines_dns_slipped_total")).isEqualTo(1);
    }

    private static Reply asked(DatagramSocket client, int id) throws IOException {
        byte[] query = query(id);
        client.send(new DatagramPacket(query, query.length));
        DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
        client.receive(answer);
        ByteBuf bytes = Unpooled.wrappedBuffer(answer.getData(), 0, answer.getLength());
        try {
            return Reply.read(bytes);
        } finally {
            bytes.release();
        }
    }

    @Test
    void shouldChooseAPortThatIsFreeForBoth() throws Exception {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            // A number in fourteen of those the system chooses from, so that some server meets one.
            for (int i = 0; i < 2_000; i++) {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            for (int i = 0; i < 30; i++) {
                start(TcpConfig.DEFAULT);
                sendAll(connected(), 1);
                assertThat(reply(clients.get(i)).addresses()).containsExactly("192.0.2.1");
                server.close();
            }
        } finally {
            for (ServerSocket one : taken) {
                one.close();
            }
        }
    }

    private DnsConfig fixed(int port) {
        return new DnsConfig(
                List.of("127.0.0.1"),
                port,
                List.of(Servers.ZONE),
                DnsConfig.TTL,
                folder.resolve("other.json"),
                RateConfig.DEFAULT,
                TcpConfig.DEFAULT);
    }

    private static void assertTaken(DnsConfig config) {
        assertThatThrownBy(() -> DnsServer.open(config, new CollectorRegistry(), System::nanoTime, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1 port " + config.port());
    }

    @Test
    void shouldSayWhichPortIsTaken() throws Exception {
        start(TcpConfig.DEFAULT);
        assertTaken(fixed(server.port()));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTaken(fixed(other.getLocalPort()));
        }
    }
}
