package io.fivenines.coordinator.redirect.haproxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.redirect.Plans;
import io.fivenines.coordinator.redirect.Programs;
import io.fivenines.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real HAProxy before two small servers. */
@Timeout(120)
class HaproxyDirectorTest {
    private static final String FRONT = "127.83.18.5";
    private static final NodeId A = new NodeId("eu", "a");
    private static final NodeId B = new NodeId("eu", "b");

    @TempDir
    Path folder;

    private final Map<NodeId, NodeRecord> nodes = new ConcurrentHashMap<>();
    private NamedServer serverA;
    private NamedServer serverB;
    private Path program;
    private Process haproxy;
    private int port;
    private int adminPort;

    @BeforeEach
    void start() throws Exception {
        program = Programs.need("haproxy");
        serverA = new NamedServer("a");
        serverB = new NamedServer("b");
        port = FreePort.take();
        adminPort = FreePort.take();
        set(A, NodeState.SERVING);
        set(B, NodeState.SERVING);
        startHaproxy();
    }

    private void startHaproxy() throws IOException {
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), """
                global
                  stats socket %s mode 600 level admin
                  stats socket ipv4@%s:%d level admin
                defaults
                  mode tcp
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                frontend trackers
                  bind %s:%d
                  default_backend gateways
                backend gateways
                  balance roundrobin
                  server a 127.0.0.1:%d check inter 100ms
                  server b 127.0.0.1:%d check inter 100ms
                """.formatted(
                        socket(), FRONT, adminPort, FRONT, port, serverA.port(), serverB.port()));
        haproxy = new ProcessBuilder(program.toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> asked(connected()).matches("[ab]"));
    }

    private Path socket() {
        return folder.resolve("admin");
    }

    @AfterEach
    void stop() throws Exception {
        stopHaproxy();
        if (serverA != null) {
            serverA.close();
            serverB.close();
        }
    }

    private void stopHaproxy() throws InterruptedException {
        if (haproxy != null) {
            haproxy.destroyForcibly().waitFor();
        }
    }

    private void set(NodeId id, NodeState state) {
        nodes.put(id, LineupTest.record(id, state));
    }

    private HaproxyDirector director(String socket, int weight) {
        BackendConfig backend = new BackendConfig(
                "gateways", "", List.of(new ServerConfig("a", A, weight), new ServerConfig("b", B, 0)));
        return new HaproxyDirector(
                new HaproxyConfig(socket, Duration.ofSeconds(10), List.of(backend)), () -> nodes, System::nanoTime);
    }

    private HaproxyDirector director() {
        return director(socket().toString(), 0);
    }

    private Socket connected() throws IOException {
        Socket client = new Socket(InetAddress.getByName(FRONT), port);
        client.setSoTimeout(10_000);
        return client;
    }

    private static String asked(Socket client) throws IOException {
        client.getOutputStream().write('\n');
        return new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII)).readLine();
    }

    /** Who answers new connections. */
    private Set<String> answering() throws IOException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            try (Socket client = connected()) {
                names.add(asked(client));
            }
        }
        return names;
    }

    private Socket connectedTo(String name) throws IOException {
        while (true) {
            Socket client = connected();
            if (asked(client).equals(name)) {
                return client;
            }
            client.close();
        }
    }

    private Map<String, ServerState> states() throws IOException {
        return ServerState.read(new RuntimeSocket(socket().toString(), Duration.ofSeconds(10), System::nanoTime)
                .ask("show servers state gateways"));
    }

    @Test
    void shouldSendNewConnectionsElsewhereAndLeaveThoseThereAre() throws Exception {
        HaproxyDirector director = director();
        director.obey(Plans.eu(1, 1));
        assertThat(answering()).containsExactlyInAnyOrder("a", "b");
        try (Socket tracker = connectedTo("a")) {
            set(A, NodeState.DRAINING);
            director.obey(Plans.eu(1, 1));
            assertThat(answering()).containsExactly("b");
            assertThat(asked(tracker)).isEqualTo("a");
            set(A, NodeState.SERVING);
            director.obey(Plans.eu(1, 2));
            assertThat(answering()).containsExactlyInAnyOrder("a", "b");
        }
        assertThat(director.obeyed().number()).isEqualTo(2);
    }

    @Test
    void shouldSetARestartedHaproxyRight() throws Exception {
        HaproxyDirector director = director();
        set(B, NodeState.STARTING);
        director.obey(Plans.eu(1, 1));
        assertThat(states().get("b").mode()).isEqualTo(ServerMode.MAINT);
        stopHaproxy();
        assertThatThrownBy(() -> director.obey(Plans.eu(1, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HAProxy at " + socket());
        startHaproxy();
        assertThat(states().get("b").mode()).as("as its file says").isEqualTo(ServerMode.READY);
        director.obey(Plans.eu(1, 1));
        assertThat(states().get("b").mode()).isEqualTo(ServerMode.MAINT);
        assertThat(answering()).containsExactly("a");
    }

    @Test
    void shouldSetWeightsOverTcpToo() throws Exception {
        HaproxyDirector director = director(FRONT + ":" + adminPort, 77);
        director.obey(Plans.eu(1, 1));
        assertThat(states().get("a").weight()).isEqualTo(77);
        assertThat(states().get("b").weight()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnOlderPlan() throws Exception {
        HaproxyDirector director = director();
        director.obey(Plans.eu(2, 5));
        set(A, NodeState.DRAINING);
        director.obey(Plans.eu(1, 9));
        assertThat(states().get("a").mode()).isEqualTo(ServerMode.READY);
        assertThat(director.obeyed().epoch()).isEqualTo(2);
    }

    @Test
    void shouldSayThatHaproxyHasNoSuchServerOrBackend() {
        ServerConfig stranger = new ServerConfig("stranger", A, 0);
        for (String backend : List.of("gateways", "nobody")) {
            HaproxyConfig config = new HaproxyConfig(
                    socket().toString(),
                    Duration.ofSeconds(10),
                    List.of(new BackendConfig(backend, "", List.of(stranger))));
            HaproxyDirector director = new HaproxyDirector(config, () -> nodes, System::nanoTime);
            assertThatThrownBy(() -> director.obey(Plans.eu(1, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("HAProxy has no server stranger in backend gateways|.*Can't find backend.*");
        }
    }

    @Test
    void shouldNotWaitForEverForAnHaproxyThatHangs() throws Exception {
        Path silent = folder.resolve("silent");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(silent));
            assertThatThrownBy(() -> new RuntimeSocket(silent.toString(), Duration.ofMillis(200), System::nanoTime)
                            .ask("show info"))
                    .hasMessageContaining("no answer within 200 ms");
        }
    }

    @Test
    void shouldCheckItsConfiguration() {
        List<BackendConfig> backends = List.of(new BackendConfig("x", "", List.of(new ServerConfig("a", A, 1))));
        assertThatThrownBy(() -> new ServerConfig("a b", A, 1)).hasMessageContaining("server 'a b'");
        assertThatThrownBy(() -> new ServerConfig("a", A, 257)).hasMessageContaining("weight 257");
        assertThatThrownBy(() -> new BackendConfig("a;b", "", List.of())).hasMessageContaining("backend 'a;b'");
        assertThatThrownBy(() -> new BackendConfig("x", "", List.of())).hasMessageContaining("has no servers");
        assertThatThrownBy(() -> new HaproxyConfig("nowhere", Duration.ofSeconds(1), backends))
                .hasMessageContaining("socket 'nowhere'");
        assertThatThrownBy(() -> new HaproxyConfig("/x", Duration.ZERO, backends))
                .hasMessageContaining("timeout 0 ms");
        assertThatThrownBy(() -> new HaproxyConfig("/x", Duration.ofSeconds(1), List.of()))
                .hasMessageContaining("backends");
    }
}
