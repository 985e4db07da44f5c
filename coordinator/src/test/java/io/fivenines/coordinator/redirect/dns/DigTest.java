package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.redirect.Plans;
import io.fivenines.coordinator.redirect.Programs;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real {@code dig} reads from it. */
@Timeout(60)
class DigTest {
    private static final String MANY = "many.gw.example.com";
    private static final String DEEP = "a.b.gw.example.com";

    @TempDir
    Path folder;

    private DnsServer server;

    @BeforeEach
    void start() throws Exception {
        Programs.need("dig");
        server = Servers.open(Servers.config(folder.resolve("plan.json")), new CollectorRegistry());
        List<String> many =
                IntStream.range(0, 60).mapToObj(i -> "2001:db8::" + (i + 1)).toList();
        server.director()
                .obey(Plans.of(
                        1,
                        4_000_000_001L,
                        Map.of(
                                Plans.EU,
                                new Target("eu", List.of("192.0.2.1", "192.0.2.2", "2001:db8::1")),
                                DEEP,
                                new Target("eu", List.of("192.0.2.3")),
                                MANY,
                                new Target("eu", many))));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String dig(String... question) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "dig", "@127.0.0.1", "-p", Integer.toString(server.port()), "+norecurse", "+tries=1", "+time=5"));
        command.addAll(List.of(question));
        return Programs.run(command).replaceAll("[ \t]+", " ");
    }

    @Test
    void shouldAnswerAddressesWithTheConfiguredTtl() throws Exception {
        assertThat(dig(Plans.EU, "A"))
                .contains("status: NOERROR", "flags: qr aa;", "ANSWER: 2,", "EDNS: version: 0, flags:; udp: 1232")
                .contains(Plans.EU + ". 5 IN A 192.0.2.1", Plans.EU + ". 5 IN A 192.0.2.2")
                .doesNotContain("WARNING", "Got bad packet", "2001:db8");
        assertThat(dig(Plans.EU, "AAAA")).contains("ANSWER: 1,", Plans.EU + ". 5 IN AAAA 2001:db8::1");
        assertThat(dig(Plans.EU, "A", "+tcp")).contains("ANSWER: 2,", "(TCP)", "192.0.2.2");
        assertThat(dig(Plans.EU, "A", "+noedns")).contains("ANSWER: 2,").doesNotContain("EDNS");
    }

    @Test
    void shouldKeepTheCaseOfTheQuestion() throws Exception {
        assertThat(dig("eU.gW.ExAmPlE.cOm", "A"))
                .contains(";eU.gW.ExAmPlE.cOm. IN A", "eU.gW.ExAmPlE.cOm. 5 IN A 192.0.2.1");
    }

    @Test
    void shouldAnswerForTheZoneItself() throws Exception {
        assertThat(dig("gw.example.com", "SOA"))
                .contains("ANSWER: 1,")
                .contains("gw.example.com. 5 IN SOA ns1.gw.example.com. hostmaster.example.com."
                        + " 4000000001 1200 180 1209600 5");
        assertThat(dig("gw.example.com", "NS"))
                .contains("ANSWER: 2,", "ADDITIONAL: 3")
                .contains("gw.example.com. 3600 IN NS ns1.gw.example.com.", "IN NS ns.elsewhere.example.")
                .contains("ns1.gw.example.com. 3600 IN A 127.0.0.1", "ns1.gw.example.com. 3600 IN AAAA 2001:db8::53");
        assertThat(dig("ns1.gw.example.com", "A")).contains("ns1.gw.example.com. 3600 IN A 127.0.0.1");
    }

    @Test
    void shouldSayWhatIsNotThereWithTheZonesHead() throws Exception {
        String head = "gw.example.com. 5 IN SOA";
        assertThat(dig("nobody.gw.example.com", "A"))
                .contains("status: NXDOMAIN", "flags: qr aa;", "ANSWER: 0, AUTHORITY: 1", head);
        assertThat(dig(Plans.EU, "MX")).contains("status: NOERROR", "flags: qr aa;", "ANSWER: 0, AUTHORITY: 1", head);
        assertThat(dig("b.gw.example.com", "A")).contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1", head);
        assertThat(dig("x." + Plans.EU, "A")).contains("status: NXDOMAIN", head);
    }

    @Test
    void shouldRefuseWhatIsNotItsOwn() throws Exception {
        assertThat(dig("www.example.org", "A")).contains("status: REFUSED", "flags: qr;", "ANSWER: 0, AUTHORITY: 0");
        assertThat(dig("example.com", "A")).contains("status: REFUSED");
        assertThat(dig(".", "NS")).contains("status: REFUSED");
        assertThat(dig("CH", "TXT", "version.bind")).contains("status: REFUSED");
        assertThat(dig("CH", "A", Plans.EU)).contains("status: REFUSED");
        assertThat(dig("gw.example.com", "AXFR")).contains("Transfer failed.");
        assertThat(dig("gw.example.com", "IXFR=1", "+notcp", "+comments")).contains("status: REFUSED");
    }

    @Test
    void shouldRefuseUnknownVersionsAndDeeds() throws Exception {
        assertThat(dig(Plans.EU, "A", "+edns=1", "+noednsnegotiation"))
                .contains("status: BADVERS", "ANSWER: 0", "EDNS: version: 0");
        assertThat(dig(Plans.EU, "A", "+opcode=NOTIFY")).contains("status: NOTIMP", "opcode: NOTIFY");
        assertThat(dig(Plans.EU, "A", "+opcode=UPDATE")).contains("status: NOTIMP");
        assertThat(dig(Plans.EU, "A", "+header-only")).contains("status: FORMERR");
    }

    @Test
    void shouldKeepTheBitsThatAreToBeKept() throws Exception {
        assertThat(dig(Plans.EU, "A", "+dnssec", "+recurse"))
                .contains("flags: qr aa rd;", "flags: do; udp: 1232", "recursion requested but not available");
        assertThat(dig(Plans.EU, "A", "+cookie", "+nsid", "+subnet=192.0.2.0/24"))
                .contains("status: NOERROR", "ANSWER: 2,");
    }

    @Test
    void shouldAnswerAnyWithNothingToAmplify() throws Exception {
        assertThat(dig(Plans.EU, "ANY", "+notcp")).contains("ANSWER: 1,", "IN HINFO \"RFC8482\" \"\"");
    }

    @Test
    void shouldTruncateWhatIsTooLongAndGiveItOverTcp() throws Exception {
        assertThat(dig(MANY, "AAAA", "+ignore")).contains("flags: qr aa tc;", "ANSWER: 0,", "MSG SIZE rcvd: 48");
        assertThat(dig(MANY, "AAAA")).contains("Truncated, retrying in TCP mode", "ANSWER: 60,", "(TCP)");
        assertThat(dig(MANY, "AAAA", "+bufsize=65535", "+ignore")).contains("flags: qr aa tc;");
    }

    @Test
    void shouldPutDifferentAddressesFirst() throws Exception {
        assertThat(dig(Plans.EU, "A", "+short", "+qid=2")).startsWith("192.0.2.1");
        assertThat(dig(Plans.EU, "A", "+short", "+qid=3")).startsWith("192.0.2.2");
    }
}
