package io.fivenines.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.PulseListener.Loss;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings("try") // clients beat by themselves
class PulseTest {
    private static final NodeId NODE = new NodeId("eu", "gw-1");
    private static final PulseTimes PATIENT = new PulseTimes(20, 5000, 10_000, 20, 40);
    private static final PulseTimes IMPATIENT = new PulseTimes(20, 5000, 100, 20, 40);

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final PulseListener listener = new PulseListener() {
        @Override
        public void onConnected(long nowNanos) {
            heard.add("connected");
        }

        @Override
        public void onPulse(Pulse pulse, long arrivedNanos) {
            heard.add(pulse);
        }

        @Override
        public void onLoss(Loss loss, long nowNanos) {
            heard.add(loss);
        }
    };

    @Test
    void shouldAnswerEachBeatWithAPulse() throws Exception {
        try (PulseServer server = server(0, PulseLimits.DEFAULT);
                PulseClient client = client(server.port(), PATIENT)) {
            assertThat(next()).isEqualTo("connected");
            assertThat(next()).isEqualTo(new Pulse(NODE, 1, NodeState.SERVING, 7));
            assertThat(next()).isEqualTo(new Pulse(NODE, 2, NodeState.SERVING, 7));
            assertThat(next()).isEqualTo(new Pulse(NODE, 3, NodeState.SERVING, 7));
        }
    }

    @Test
    void shouldTryAgainAtOnceWhenItIsResetAndSayThatNobodyListens() throws Exception {
        PulseServer server = server(0, PulseLimits.DEFAULT);
        try (PulseClient client = client(server.port(), PATIENT)) {
            awaitEvent(new Pulse(NODE, 1, NodeState.SERVING, 7));
            server.close();
            awaitEvent(Loss.RESET);
            assertThat(next()).isEqualTo(Loss.REFUSED);
            try (PulseServer again = server(server.port(), PulseLimits.DEFAULT)) {
                awaitEvent("connected");
                assertThat(next()).isInstanceOf(Pulse.class);
            }
        }
    }

    @Test
    void shouldGiveUpASilentConnectionAndTryAnother() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                PulseClient client = client(mute.getLocalPort(), IMPATIENT)) {
            assertThat(next()).isEqualTo("connected");
            assertThat(next()).isEqualTo(Loss.SILENT);
            assertThat(next()).isEqualTo("connected");
        }
    }

    @Test
    void shouldNotTakeThePulseOfAnotherNode() throws Exception {
        PulseLimits limits = PulseLimits.DEFAULT;
        try (PulseServer server = new PulseServer(
                        loopback(0),
                        limits,
                        Seal.NONE,
                        beat -> new Pulse(new NodeId("eu", "gw-2"), beat.number(), NodeState.SERVING, 0),
                        System::nanoTime);
                PulseClient client = client(server.port(), PATIENT)) {
            assertThat(next()).isEqualTo("connected");
            assertThat(next()).isEqualTo(Loss.WRONG);
        }
    }

    @Test
    void shouldHangUpOnWhoeverSaysSomethingElseOrNothing() throws Exception {
        PulseLimits limits = new PulseLimits(4, 100, 50);
        try (PulseServer server = server(0, limits)) {
            assertThat(answer(server, "GET / HTTP/1.1\n")).isEmpty();
            assertThat(answer(server, "x".repeat(101))).isEmpty();
            assertThat(answer(server, "{\"number\":")).isEmpty();
        }
    }

    @Test
    void shouldGiveTheLongestSilentConnectionsPlaceToANewcomer() throws Exception {
        try (PulseServer server = server(0, new PulseLimits(1, 1024, 10_000));
                Socket first = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            first.setSoTimeout(10_000);
            try (PulseClient client = client(server.port(), PATIENT)) {
                awaitEvent(new Pulse(NODE, 1, NodeState.SERVING, 7));
                assertThatThrownBy(() -> {
                            if (first.getInputStream().read() < 0) {
                                throw new IOException("ended");
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void shouldActOnlyUponBeatsUnderItsSeal() throws Exception {
        Seal seal = new Seal(new SealConfig("sixteen or more letters", true), new Random(1));
        BlockingQueue<Beat> acted = new LinkedBlockingQueue<>();
        try (PulseServer server = sealed(seal, acted)) {
            assertThat(answer(server, "{\"coordinator\":\"c9\",\"place\":\"eu\",\"number\":1}\n"))
                    .isEmpty();
            assertThat(acted).isEmpty();
            PulseClient.tell("127.0.0.1:" + server.port(), beat(5), 5000, seal);
            assertThat(acted.poll(10, TimeUnit.SECONDS)).isEqualTo(beat(5).unbelieved());
            assertThat(acted.poll(10, TimeUnit.SECONDS)).isEqualTo(beat(5));
        }
    }

    @Test
    void shouldBeatUnderASeal() throws Exception {
        Seal seal = new Seal(new SealConfig("sixteen or more letters", true), new Random(1));
        BlockingQueue<Beat> acted = new LinkedBlockingQueue<>();
        try (PulseServer server = sealed(seal, acted);
                PulseClient client = client(server.port(), seal)) {
            awaitEvent(new Pulse(NODE, 3, NodeState.SERVING, 7));
            assertThat(acted.poll(10, TimeUnit.SECONDS).place()).isEmpty();
            assertThat(acted).anyMatch(beat -> beat.place().equals("eu"));
        }
    }

    @Test
    void shouldNotTakeForLifeWhatIsNotUnderItsSeal() throws Exception {
        Seal seal = new Seal(new SealConfig("sixteen or more letters", true), new Random(1));
        try (PulseServer server = server(0, PulseLimits.DEFAULT);
                PulseClient client = client(server.port(), seal)) {
            assertThat(next()).isEqualTo("connected");
            assertThat(next()).isEqualTo(Loss.WRONG);
        }
    }

    private static PulseServer sealed(Seal seal, BlockingQueue<Beat> acted) throws IOException {
        return new PulseServer(
                loopback(0),
                PulseLimits.DEFAULT,
                seal,
                beat -> {
                    acted.add(beat);
                    return new Pulse(NODE, beat.number(), NodeState.SERVING, 7);
                },
                System::nanoTime);
    }

    private static Beat beat(long number) {
        return new Beat("c1", "eu", number, true, 1, 1);
    }

    private PulseClient client(int port, Seal seal) {
        Voice voice = new Voice(PulseTest::beat, seal);
        return new PulseClient(NODE, "127.0.0.1:" + port, PATIENT, voice, listener, System::nanoTime);
    }

    @Test
    void shouldSayWhichPortIsTaken() throws Exception {
        try (PulseServer server = server(0, PulseLimits.DEFAULT)) {
            assertThatThrownBy(() -> server(server.port(), PulseLimits.DEFAULT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot answer heartbeats on")
                    .hasMessageContaining(String.valueOf(server.port()));
        }
    }

    private static String answer(PulseServer server, String said) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static PulseServer server(int port, PulseLimits limits) throws IOException {
        return new PulseServer(
                loopback(port),
                limits,
                Seal.NONE,
                beat -> new Pulse(NODE, beat.number(), NodeState.SERVING, 7),
                System::nanoTime);
    }

    private PulseClient client(int port, PulseTimes times) {
        return new PulseClient(
                NODE, "127.0.0.1:" + port, times, new Voice(PulseTest::beat, Seal.NONE), listener, System::nanoTime);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Object next() throws InterruptedException {
        Object event = heard.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event within 10 s").isNotNull();
        return event;
    }

    private void awaitEvent(Object expected) throws InterruptedException {
        while (!next().equals(expected)) {
            // Others come first.
        }
    }
}
