package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItineraryTest {
    private static final List<String> ADDRESSES = List.of("a", "b", "c");
    private static final long MINUTE_MS = 60_000;

    private final Itinerary itinerary = new Itinerary((int) MINUTE_MS);

    @Test
    void shouldGoWhereOtherLocationsGoInTheSameInterval() {
        Itinerary other = new Itinerary((int) MINUTE_MS);
        Set<String> seen = new HashSet<>();
        for (int minute = 0; minute < 100; minute++) {
            String here = itinerary.next(ADDRESSES, minute * MINUTE_MS + 1);
            assertThat(other.next(ADDRESSES, (minute + 1) * MINUTE_MS - 1)).isEqualTo(here);
            seen.add(here);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ADDRESSES);
    }

    @Test
    void shouldGoAgainWhereItFailedUntilItIsWellThereOrTheNameHasLeftIt() {
        String failed = itinerary.next(ADDRESSES, 0);
        itinerary.onRound(true);
        for (int minute = 1; minute < 20; minute++) {
            assertThat(itinerary.next(ADDRESSES, minute * MINUTE_MS)).isEqualTo(failed);
        }
        assertThat(itinerary.next(List.of("x"), 0)).isEqualTo("x");
        itinerary.onRound(false);
        assertThat(itinerary.next(ADDRESSES, 0)).isEqualTo(failed);
    }

    @Test
    void shouldDrawAgainWhereAllWasWell() {
        Set<String> seen = new HashSet<>();
        for (int minute = 0; minute < 100; minute++) {
            seen.add(itinerary.next(ADDRESSES, minute * MINUTE_MS));
            itinerary.onRound(false);
        }
        assertThat(seen).hasSameSizeAs(ADDRESSES);
    }
}
