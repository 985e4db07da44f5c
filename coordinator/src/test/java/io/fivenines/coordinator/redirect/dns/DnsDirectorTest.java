package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.redirect.PlanFile;
import io.fivenines.coordinator.redirect.Plans;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsDirectorTest {
    @TempDir
    Path folder;

    /** As the process would start with what is on disk. */
    private DnsDirector started() throws IOException {
        DnsConfig config = Servers.config(folder.resolve("plan.json"));
        Plan kept = new PlanFile(config.planFile()).read();
        return new DnsDirector(config, kept, new DnsVitals(new CollectorRegistry()));
    }

    private static Reply a(DnsDirector director, String name) {
        return Reply.to(director.responder(), Wire.query(name, RecordType.A));
    }

    @Test
    void shouldNotSayThatSomethingIsAbsentBeforeTheFirstPlan() throws Exception {
        DnsDirector director = started();
        assertThat(a(director, Plans.EU).code()).isEqualTo(ResponseCode.SERVFAIL.number);
        assertThat(a(director, "gw.example.com").code()).isZero();
        director.obey(Plans.of(1, 1, Map.of()));
        assertThat(a(director, Plans.EU).code()).isEqualTo(ResponseCode.NXDOMAIN.number);
    }

    @Test
    void shouldAnswerFromTheKeptPlanAfterARestart() throws Exception {
        DnsDirector before = started();
        before.obey(Plans.eu(4, 8, "192.0.2.1"));
        assertThat(before.obeyed().number()).isEqualTo(8);
        DnsDirector after = started();
        assertThat(a(after, Plans.EU).addresses()).containsExactly("192.0.2.1");
        assertThat(after.obeyed().number()).isEqualTo(8);
    }

    @Test
    void shouldRefuseAnOlderPlanAlsoAfterARestart() throws Exception {
        started().obey(Plans.eu(4, 8, "192.0.2.1"));
        DnsDirector after = started();
        after.obey(Plans.eu(3, 9, "192.0.2.9"));
        after.obey(Plans.eu(4, 7, "192.0.2.9"));
        assertThat(a(after, Plans.EU).addresses()).containsExactly("192.0.2.1");
        after.obey(Plans.eu(5, 9, "192.0.2.2"));
        assertThat(a(after, Plans.EU).addresses()).containsExactly("192.0.2.2");
    }

    @Test
    void shouldKeepTheAddressesOfAnEndpointThatHasNone() throws Exception {
        DnsDirector director = started();
        director.obey(Plans.eu(1, 1, "192.0.2.1"));
        director.obey(Plans.eu(1, 2));
        assertThat(a(director, Plans.EU).addresses()).containsExactly("192.0.2.1");
        assertThat(a(started(), Plans.EU).addresses()).containsExactly("192.0.2.1");
        director.obey(Plans.of(1, 3, Map.of()));
        assertThat(a(director, Plans.EU).code()).isEqualTo(ResponseCode.NXDOMAIN.number);
    }

    @Test
    void shouldLeaveOutWhatIsNoAddressOrNoHost() throws Exception {
        DnsDirector director = started();
        director.obey(Plans.of(
                1,
                1,
                Map.of(
                        Plans.EU,
                        new Target("eu", List.of("192.0.2.1", "nonsense", "192.0.2.1")),
                        "not a host",
                        new Target("eu", List.of("192.0.2.1")))));
        assertThat(a(director, Plans.EU).addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void shouldAnswerANewPlanThatCannotBeKeptAndSaySo() throws Exception {
        DnsDirector director = started();
        director.obey(Plans.eu(1, 1, "192.0.2.1"));
        Path fresh = folder.resolve("plan.json.new");
        Files.createDirectory(fresh);
        assertThatThrownBy(() -> director.obey(Plans.eu(1, 2, "192.0.2.2"))).isInstanceOf(IOException.class);
        assertThat(a(director, Plans.EU).addresses()).containsExactly("192.0.2.2");
        assertThat(director.obeyed().number()).isEqualTo(1);
        Files.delete(fresh);
        director.obey(Plans.eu(1, 2, "192.0.2.2"));
        assertThat(director.obeyed().number()).isEqualTo(2);
        assertThat(a(started(), Plans.EU).addresses()).containsExactly("192.0.2.2");
    }
}
