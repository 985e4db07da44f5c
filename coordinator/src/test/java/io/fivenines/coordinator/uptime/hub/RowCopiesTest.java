package io.fivenines.coordinator.uptime.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.FakeStore;
import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Sight;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowCopiesTest {
    private static final Subject EU = new Subject("eu", "eu.gw.example.com");
    private static final Subject OTHER = new Subject("eu", "other.gw.example.com");

    private final FakeStore store = new FakeStore();
    private final RowCopies copies = new RowCopies(store, "/uptime");

    private static Month row(Subject subject, String month, long upMs, long downMs, int incidents) {
        List<Incident> all = IntStream.range(0, incidents)
                .mapToObj(i -> new Incident(
                        subject, i, i + 1, false, List.of(new Sight("fra", i, i, i + 1, Step.API, "refused"))))
                .toList();
        return new Month(subject, month, new Coverage(upMs, downMs, 0), all);
    }

    private List<Month> read() {
        return copies.read().join();
    }

    @Test
    void shouldReadBackWhatAnotherHubHasWritten() {
        assertThat(read()).isEmpty();
        copies.write(List.of(row(EU, "2026-10", 10, 1, 0), row(OTHER, "2026-10", 11, 0, 0)))
                .join();
        copies.write(List.of(row(EU, "2026-11", 12, 0, 0))).join();
        assertThat(read())
                .containsExactlyInAnyOrder(
                        row(EU, "2026-10", 10, 1, 0), row(OTHER, "2026-10", 11, 0, 0), row(EU, "2026-11", 12, 0, 0));
    }

    @Test
    void shouldKeepTheRowOfWhoKnowsMoreOfTheMonth() {
        copies.write(List.of(row(EU, "2026-10", 10, 5, 0))).join();
        copies.write(List.of(row(EU, "2026-10", 11, 0, 0))).join();
        assertThat(read()).containsExactly(row(EU, "2026-10", 10, 5, 0));
        copies.write(List.of(row(EU, "2026-10", 10, 6, 0))).join();
        assertThat(read()).containsExactly(row(EU, "2026-10", 10, 6, 0));
    }

    @Test
    void shouldKeepTheNewestIncidentsWithoutTheirWords() {
        copies.write(List.of(row(EU, "2026-10", 10, 1, 150))).join();
        assertThat(read()).singleElement().satisfies(row -> {
            assertThat(row.incidents())
                    .hasSize(100)
                    .first()
                    .extracting(Incident::fromMs)
                    .isEqualTo(50L);
            assertThat(row.incidents().get(0).sights()).extracting(Sight::words).containsExactly("");
            assertThat(row.incidents().get(0).sights()).extracting(Sight::step).containsExactly(Step.API);
        });
    }

    @Test
    void shouldSayThatZooKeeperIsAway() {
        store.contact(false);
        assertThatThrownBy(this::read).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> copies.write(List.of(row(EU, "2026-10", 1, 0, 0))).join())
                .hasCauseInstanceOf(IOException.class);
    }
}
