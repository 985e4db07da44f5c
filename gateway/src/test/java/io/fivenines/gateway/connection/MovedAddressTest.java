package io.fivenines.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trackers at an address that has become another node's, over real sockets. */
@Timeout(60)
class MovedAddressTest {
    private static final Ident IDENT = Ident.of("123");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Registry registry = new Registry();
    private final LineServer server =
            new LineServer(new FakeJournal(4), registry, new Vitals(Verdict.values()), () -> Instant.EPOCH);
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private Socket tracker(String ident) throws IOException {
        Socket socket = new Socket(HERE, server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(("I," + ident + "\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('i');
        return socket;
    }

    @Test
    void shouldTakeNoOrdersThereUntilTheAddressIsBack() throws IOException {
        registry.commands(new CommandListener() {
            @Override
            public boolean concerns(Ident ident) {
                return ident.equals(IDENT);
            }

            @Override
            public void present(Ident ident) {
                events.add(registry.courier(ident) == null ? "not to be had" : "present");
            }

            @Override
            public void gone(Ident ident, Courier courier) {
                events.add("gone");
            }

            @Override
            public void answered(Ident ident, Answer answer) {}
        });
        try (Socket tracker = tracker("123")) {
            registry.elsewhere(Set.of(InetAddress.getByName("192.0.2.1")));
            registry.elsewhere(Set.of(HERE));
            registry.elsewhere(Set.of());
            assertThat(tracker.isConnected()).isTrue();
            assertThat(events).containsExactly("present", "present", "not to be had", "present");
        }
    }

    @Test
    void shouldSendAwayAsManyAsIsSaidAndOnlyThoseThere() throws IOException {
        try (Socket one = tracker("123");
                Socket other = tracker("124")) {
            assertThat(registry.sendAway(5)).isZero();
            registry.elsewhere(Set.of(HERE));
            assertThat(registry.sendAway(1)).isEqualTo(1);
            assertThat(registry.courier(IDENT)).isNull();
            assertThat(registry.sendAway(5)).isPositive();
            assertThat(one.getInputStream().read()).isEqualTo(-1);
            assertThat(other.getInputStream().read()).isEqualTo(-1);
        }
    }
}
