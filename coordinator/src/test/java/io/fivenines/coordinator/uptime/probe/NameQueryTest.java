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
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the coordinator's own name server. */
@Timeout(60)
class NameQueryTest {
    private static final ZoneConfig ZONE = new ZoneConfig(
            "gw.example.com",
            "ops@example.com",
            List.of(new NameServerConfig("ns1.gw.example.com", List.of("127.0.0.1"))));

    @TempDir
    Path folder;

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
        server = DnsServer.open(config, new CollectorRegistry(), System::nanoTime, 1);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private NameQuery query() {
        return new NameQuery(InetSocketAddress.createUnresolved("127.0.0.1", server.port()), 20_000);
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
            // Ends when the socket is closed.
            Thread answering = new Thread(() -> answer(odd));
            answering.start();
            NameQuery query =
                    new NameQuery(InetSocketAddress.createUnresolved("127.0.0.1", odd.getLocalPort()), 20_000);
            assertThatThrownBy(() -> query.addresses(Plans.EU, 1)).hasMessageContaining("cannot be read");
        }
        try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            NameQuery query = new NameQuery(InetSocketAddress.createUnresolved("127.0.0.1", mute.getLocalPort()), 200);
            assertThatThrownBy(() -> query.addresses(Plans.EU, 1)).hasMessageContaining("does not answer");
        }
    }

    /** The question back as an answer that announces a record and breaks off. */
    private static void answer(DatagramSocket odd) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                odd.receive(packet);
                packet.getData()[2] |= (byte) 0x80;
                packet.getData()[7] = 1;
                odd.send(packet);
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }
}
