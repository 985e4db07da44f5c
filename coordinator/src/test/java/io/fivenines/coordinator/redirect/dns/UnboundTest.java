package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.redirect.Plans;
import io.fivenines.coordinator.redirect.Programs;
import io.fivenines.testing.FreePort;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Through a real resolver, as trackers ask. */
@Timeout(120)
class UnboundTest {
    private static final Duration TTL = Duration.ofSeconds(2);

    /** An address of its own, so that no other program can have the port. */
    private static final String RESOLVER = "127.83.17.5";

    @TempDir
    Path folder;

    private DnsServer server;
    private Process resolver;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Path unbound = Programs.need("unbound");
        Programs.need("dig");
        server = Servers.open(
                Servers.config(folder.resolve("plan.json"), TTL, RateConfig.DEFAULT, TcpConfig.DEFAULT),
                new CollectorRegistry());
        server.director().obey(Plans.eu(1, 1, "192.0.2.1"));
        port = FreePort.take();
        Path file = Files.writeString(folder.resolve("unbound.conf"), configuration());
        resolver = new ProcessBuilder(unbound.toString(), "-d", "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("unbound.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> dig("+short").startsWith("192.0.2.1"));
    }

    @AfterEach
    void stop() throws Exception {
        if (resolver != null) {
            resolver.destroy();
            resolver.waitFor();
        }
        if (server != null) {
            server.close();
        }
    }

    /** It checks the case of answers, asks for names as short as can be, and has no other way out. */
    private String configuration() {
        return """
                server:
                  interface: %s
                  port: %d
                  directory: "%s"
                  chroot: ""
                  username: ""
                  pidfile: "%s/unbound.pid"
                  use-syslog: no
                  do-daemonize: no
                  do-not-query-localhost: no
                  module-config: "iterator"
                  use-caps-for-id: yes
                  qname-minimisation-strict: yes
                  access-control: 127.0.0.0/8 allow
                remote-control:
                  control-enable: no
                stub-zone:
                  name: "gw.example.com"
                  stub-addr: 127.0.0.1@%d
                """.formatted(RESOLVER, port, folder, folder, server.port());
    }

    private String dig(String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("dig", "@" + RESOLVER, "-p", Integer.toString(port), "+tries=1", "+time=5", Plans.EU, "A"));
        command.addAll(List.of(more));
        return Programs.run(command);
    }

    @Test
    void shouldBeRememberedForItsTtlAndSeenChangedAfterIt() throws Exception {
        server.director().obey(Plans.eu(1, 2, "192.0.2.2"));
        await().atMost(TTL.plusSeconds(3)).until(() -> dig("+short").startsWith("192.0.2.2"));
        await().atMost(TTL.plusSeconds(3)).until(() -> dig("+noall", "+answer").matches("(?s).*\\s1\\s+IN\\s+A\\s.*"));
        for (int i = 0; i < 20; i++) {
            assertThat(dig("+noall", "+answer"))
                    .as("an answer from the cache is not kept longer")
                    .containsPattern("\\s[012]\\s+IN\\s+A\\s+192.0.2.2");
        }
    }

    @Test
    void shouldBeAnsweredThroughAResolverWhateverIsAsked() throws Exception {
        assertThat(dig()).contains("status: NOERROR", "192.0.2.1");
        assertThat(dig("-q", "nobody.gw.example.com")).contains("status: NXDOMAIN");
        assertThat(dig("-t", "MX")).contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1");
        assertThat(dig("-q", "gw.example.com", "-t", "NS")).contains("ns1.gw.example.com.");
    }

    @Test
    void shouldBeAskedByTcpForWhatIsTooLong() throws Exception {
        String[] many = new String[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = "192.0.2." + i;
        }
        server.director().obey(Plans.eu(1, 2, many));
        await().atMost(TTL.plusSeconds(3)).until(() -> dig("+tcp").contains("ANSWER: 100,"));
    }
}
