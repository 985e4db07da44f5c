package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentsTest {
    private final Idents idents = new Idents("99", 7);

    private static Target target() {
        return new Target(
                new Subject("eu", "eu.gw.example.com"),
                12,
                "127.0.0.1",
                List.of(),
                List.of(new Target.Port(Wire.ALL.get(0), 1)),
                new Target.Api("http://127.0.0.1:1", ""),
                Target.Freshness.NONE);
    }

    /** The second form is what streams leave out, see FilterConfig of the gateway. */
    @Test
    void shouldNameALineOtherThanARoundButReservedLikeIt() {
        Set<String> all = new HashSet<>();
        for (Wire wire : Wire.ALL) {
            for (String ident : List.of(
                    idents.of(target(), wire), idents.ofLine(target(), wire, 0), idents.ofLine(target(), wire, 31))) {
                assertThat(ident).matches(wire.isNumbered() ? "99\\d{7}000\\d{3}" : "fivenines-probe-.*");
                all.add(ident);
            }
        }
        // What the gateway's audit leaves out, see Commands of its API.
        assertThat(idents.ofProgram(target(), 31)).isEqualTo("fivenines-probe-7-12-program-31");
        assertThat(all)
                .hasSize(3 * Wire.ALL.size())
                .contains("990007012000001", "990007012000006", "fivenines-probe-7-12", "fivenines-probe-7-12-line")
                .contains("990007012000316", "fivenines-probe-7-12-line-31");
    }
}
