package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.redirect.Plans;
import io.fivenines.coordinator.redirect.dns.DnsConfig;
import io.fivenines.coordinator.redirect.dns.DnsServer;
import io.fivenines.coordinator.redirect.dns.NameServerConfig;
import io.fivenines.coordinator.redirect.dns.RateConfig;
import io.fivenines.coordinator.redirect.dns.TcpConfig;
import io.fivenines.coordinator.redirect.dns.ZoneConfig;
import io.fivenines.testing.FreePort;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the coordinator's own name server. */
@Timeout(60)
class NameQueryTest {
    private static final ZoneConfig ZONE = new ZoneConfig(
            "gw.example.com",
            "ops@example.com",
            List.of(new NameServerConfig("ns1.gw.example.com", List.of("127.0.0.1"))));

    @TempDir
    Path folder;

    private final CollectorRegistry registry = new CollectorRegistry();
    private DnsServer server;

    @BeforeEach
    void open() throws IOException {
        DnsConfig config = new DnsConfig(
                List.of("127.0.0.1"),
                0,
                List.of(ZONE),
                DnsConfig.TTL,
                folder.resolve("plan.json"),
                new RateConfig(0, 0),
                TcpConfig.DEFAULT);
        server = DnsServer.open(config, registry, System::nanoTime, 1);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private NameQuery query() {
        return query(server.port(), 20_000);
    }

    private static NameQuery query(int port, int limitMs) {
        return new NameQuery(InetSocketAddress.createUnresolved("127.0.0.1", port), limitMs, System::nanoTime);
    }

    @Test
    void shouldFindTheAddressesOfBothFamilies() throws Exception {
        server.director().obey(Plans.eu(1, 1, "192.0.2.1", "192.0.2.2"));
        NameQuery.Answer both = query().addresses(Plans.EU, 17);
        assertThat(both.ttlSeconds()).isEqualTo((int) DnsConfig.TTL.toSeconds());
        assertThat(both.addresses())
                .containsExactlyInAnyOrder(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2"));
        server.director().obey(Plans.eu(1, 2, "2001:db8::7"));
        assertThat(query().addresses(Plans.EU, 18).addresses()).containsExactly(InetAddress.getByName("2001:db8::7"));
    }

    @Test
    void shouldReadTheSerialOfTheZoneFromANameInIt() throws Exception {
        server.director().obey(Plans.eu(1, 41, "192.0.2.1"));
        assertThat(query().serial(Plans.EU, 1)).isEqualTo(41);
        assertThat(query().serial("gw.example.com", 2)).isEqualTo(41);
    }

    @Test
    void shouldSayWhoDoesNotKnowAName() throws Exception {
        server.director().obey(Plans.eu(1, 1, "192.0.2.1"));
        assertThatThrownBy(() -> query().addresses("nowhere.gw.example.com", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("nowhere.gw.example.com")
                .hasMessageContaining("code 3");
        assertThatThrownBy(() -> query().addresses("a..b", 1)).hasMessageContaining("'a..b'");
    }

    @Test
    void shouldGiveUpOnAServerThatAnswersNonsenseOrNothing() throws Exception {
        try (DatagramSocket odd = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            answering(odd, (packet, bytes) -> bytes[7] = 2);
            NameQuery query = query(odd.getLocalPort(), 20_000);
            assertThatThrownBy(() -> query.addresses(Plans.EU, 1)).hasMessageContaining("cannot be read");
        }
        try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            NameQuery query = query(mute.getLocalPort(), 200);
            assertThatThrownBy(() -> query.addresses(Plans.EU, 1)).hasMessageContaining("does not answer");
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 192.0.2., 0", "250, 192.0.2., 1", "40, 2001:db8::, 0", "250, 2001:db8::, 1"})
    void shouldFindAllAddressesHoweverManyThereAre(int count, String prefix, double overTcp) throws Exception {
        String[] addresses = new String[count];
        List<InetAddress> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses[i] = prefix + (i + 1);
            expected.add(InetAddress.getByName(addresses[i]));
        }
        server.director().obey(Plans.eu(1, 1, addresses));
        assertThat(query().addresses(Plans.EU, 17).addresses()).containsExactlyInAnyOrderElementsOf(expected);
        String[] names = {"transport"};
        String[] tcp = {"tcp"};
        assertThat(registry.getSampleValue("fivenines_dns_queries_total", names, tcp))
                .isEqualTo(overTcp);
    }

    @Test
    void shouldSayThatAnAnswerThatWasCutShortCannotBeHad() throws Exception {
        int port = FreePort.take();
        try (DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            answering(udp, (packet, bytes) -> bytes[2] |= 2);
            assertThatThrownBy(() -> query(port, 20_000).addresses(Plans.EU, 1))
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("over TCP, and only in part over UDP");
            // Connects, but is never accepted.
            try (ServerSocket mute = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
                assertThat(mute.isBound()).isTrue();
                assertThatThrownBy(() -> query(port, 2_000).addresses(Plans.EU, 1))
                        .hasMessageContaining("over TCP, and only in part over UDP");
            }
        }
    }

    @Test
    void shouldAskWithoutOptAServerThatDoesNotKnowIt() throws Exception {
        byte[] record = {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, (byte) 192, 0, 2, 9};
        try (DatagramSocket old = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            answering(old, (packet, bytes) -> {
                if (bytes[11] == 1) {
                    bytes[3] |= 1;
                } else {
                    bytes[7] = 1;
                    System.arraycopy(record, 0, bytes, packet.getLength(), record.length);
                    packet.setLength(packet.getLength() + record.length);
                }
            });
            NameQuery.Answer answer = query(old.getLocalPort(), 20_000).addresses(Plans.EU, 1);
            assertThat(answer.addresses()).containsExactly(InetAddress.getByName("192.0.2.9"));
            assertThat(answer.ttlSeconds()).isEqualTo(30);
        }
    }

    /** Makes an answer of a question. */
    private interface Change {
        void of(DatagramPacket packet, byte[] bytes);
    }

    /** Each question comes back, changed; ends when the socket is closed. */
    private static void answering(DatagramSocket socket, Change change) {
        Thread answering = new Thread(() -> {
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                    socket.receive(packet);
                    packet.getData()[2] |= (byte) 0x80;
                    change.of(packet, packet.getData());
                    socket.send(packet);
                }
            } catch (IOException e) {
                // Closed by the test.
            }
        });
        answering.start();
    }
}
