package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import io.fivenines.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Before a name server and two addresses that answer; time is told to it. */
@Timeout(60)
class FieldTrackerTest {
    private static final String OLD = "127.99.7.1";
    private static final String NEW = "127.99.7.2";
    private static final int TTL_S = 5;
    private static final Wire WIALON = Wire.ALL.stream()
            .filter(wire -> wire.protocol().equals("wialon"))
            .findFirst()
            .orElseThrow();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private volatile List<String> pointsTo = List.of(OLD);
    private final List<Socket> connected = new CopyOnWriteArrayList<>();
    private final Map<ServerSocket, Future<?>> accepting = new HashMap<>();
    private DatagramSocket names;
    private ServerSocket here;
    private ServerSocket there;
    private FieldFleet fleet;
    private Client tracker;

    @BeforeEach
    void start() throws IOException {
        int port = FreePort.take();
        here = serve(OLD, port);
        there = serve(NEW, port);
        names = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        threads.execute(this::answer);
        Target target = new Target(
                new Subject("eu", "eu.gw.example.com"),
                1,
                "",
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), names.getLocalPort())),
                List.of(new Target.Port(WIALON, port)),
                new Target.Api("http://127.0.0.1:1", ""),
                Target.Freshness.NONE);
        Surroundings around =
                new Surroundings(() -> nowMs.get() * 1_000_000, InstantSource.system(), Thread::sleep, new Random(1));
        LineConfig line = new LineConfig(1_000, 20_000);
        fleet = new FieldFleet(target, new Idents("99", 1), line, line, around, threads);
        tracker = fleet.tracker(0);
    }

    @AfterEach
    void stop() throws IOException {
        tracker.close();
        here.close();
        there.close();
        names.close();
        threads.shutdownNow();
    }

    @Test
    void shouldStayWhereItIsForAsLongAsTheOldAnswerMayBeKeptAndThenGoWhereTheNamePoints() throws Exception {
        report();
        pointsTo = List.of(NEW);
        report();
        nowMs.addAndGet(TTL_S * 1_000 - 1);
        report();
        assertThat(logins).containsExactly(OLD);
        nowMs.addAndGet(1);
        report();
        assertThat(logins).containsExactly(OLD, NEW);
        report();
        assertThat(logins).as("it is there").containsExactly(OLD, NEW);
    }

    @Test
    void shouldStayWhereItIsWhileNoNameServerAnswers() throws Exception {
        report();
        names.close();
        nowMs.addAndGet(10 * TTL_S * 1_000);
        tracker.exchange();
        assertThat(logins).containsExactly(OLD);
    }

    @Test
    void shouldHaveATrackerAtEveryAddressWhichStaysThereAlthoughNobodyAnswers() throws Exception {
        pointsTo = List.of(OLD, NEW);
        report();
        assertThat(fleet.trackers()).isEqualTo(2);
        assertThat(fleet.programs()).as("its API has one address").isEqualTo(1);
        try (Client second = fleet.tracker(1)) {
            second.exchange();
            assertThat(logins).containsExactly(OLD, NEW);
            shut(there);
            connected.get(1).close();
            assertThatIOException().isThrownBy(second::exchange).withMessageContaining(NEW);
            assertThatIOException().isThrownBy(second::exchange).withMessageContaining("no connection to /" + NEW);
            pointsTo = List.of(OLD);
            fleet.lookUp();
            nowMs.addAndGet(TTL_S * 1_000);
            fleet.lookUp();
            second.exchange();
            assertThat(logins).as("the name has left it").containsExactly(OLD, NEW, OLD);
        }
    }

    @Test
    void shouldNoticeAtOnceThatTheOtherSideEndsTheConnection() throws Exception {
        report();
        assertThat(tracker.lasts(1)).isTrue();
        threads.execute(() -> {
            try {
                connected.get(0).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(tracker.lasts(50_000))
                .as("long before the test's time is over")
                .isFalse();
        report();
        assertThat(logins).containsExactly(OLD, OLD);
    }

    private void report() throws IOException {
        fleet.lookUp();
        tracker.exchange();
    }

    private ServerSocket serve(String address, int port) throws IOException {
        ServerSocket server = new ServerSocket(port, 50, InetAddress.getByName(address));
        Runnable accept = () -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    connected.add(socket);
                    threads.execute(() -> speak(socket, address));
                }
            } catch (IOException e) {
                assertThat(server.isClosed()).isTrue();
            }
        };
        accepting.put(server, threads.submit(accept));
        return server;
    }

    /** Until its thread has left it, a socket that is closed may take one more connection. */
    private void shut(ServerSocket server) throws Exception {
        server.close();
        accepting.get(server).get();
    }

    /** Wialon IPS. */
    private void speak(Socket socket, String address) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                boolean login = said.startsWith("#L#");
                if (login) {
                    logins.add(address);
                }
                socket.getOutputStream().write((login ? "#AL#1\r\n" : "#AB#1\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    /** Every question for an address with where the name points. */
    private void answer() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                names.receive(packet);
                byte[] question = packet.getData();
                int end = 12;
                while (question[end] != 0) {
                    end += question[end] + 1;
                }
                boolean ipv4 = question[end + 2] == 1;
                ByteBuffer reply = ByteBuffer.allocate(512).put(question, 0, 2);
                List<String> found = ipv4 ? pointsTo : List.of();
                reply.putShort((short) 0x8400).putShort((short) 1).putShort((short) found.size());
                reply.putInt(0).put(question, 12, end + 5 - 12);
                for (String address : found) {
                    reply.putShort((short) 0xc00c)
                            .putShort((short) 1)
                            .putShort((short) 1)
                            .putInt(TTL_S);
                    reply.putShort((short) 4).put(InetAddress.getByName(address).getAddress());
                }
                packet.setData(reply.array(), 0, reply.position());
                names.send(packet);
            }
        } catch (IOException e) {
            if (!names.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
