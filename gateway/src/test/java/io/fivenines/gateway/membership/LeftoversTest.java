package io.fivenines.gateway.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final Set<String> ONE = Set.of("10.0.0.1");

    private final List<Set<String>> told = new ArrayList<>();
    private final FakeDoors doors = new FakeDoors();
    private final Leftovers leftovers =
            new Leftovers(doors, new MembershipConfig(null, "host", "127.0.0.1", 0, 20, Duration.ofSeconds(2)));
    private long nowMs = 1_000_000;
    private int there;

    private final class FakeDoors extends StillDoors {
        @Override
        public void elsewhere(Set<String> addresses) {
            told.add(addresses);
        }

        @Override
        public int sendAway(int count) {
            int sent = Math.min(count, there);
            there -= sent;
            return sent;
        }

        @Override
        public int connections() {
            return there;
        }
    }

    private void step(Set<String> elsewhere, long ms) {
        step(elsewhere, false, ms);
    }

    private void step(Set<String> elsewhere, boolean closing, long ms) {
        nowMs += ms;
        leftovers.step(elsewhere, closing, TimeUnit.MILLISECONDS.toNanos(nowMs));
    }

    @Test
    void shouldSendAwayAfterTheGraceAtTheRateOfADrain() {
        there = 50;
        step(ONE, 0);
        assertThat(told).containsExactly(ONE);
        step(ONE, 1999);
        assertThat(there).isEqualTo(50);
        step(ONE, 1);
        assertThat(there).isEqualTo(30);
        for (int i = 0; i < 10; i++) {
            step(ONE, 100);
        }
        assertThat(there).isEqualTo(10);
        for (int i = 0; i < 5; i++) {
            step(ONE, 100);
        }
        assertThat(there).isZero();
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldLeaveThemToADrainThatClosesEverybody() {
        there = 5;
        step(ONE, true, 0);
        step(ONE, true, 60_000);
        assertThat(there).isEqualTo(5);
        assertThat(told).containsExactly(ONE);
        step(ONE, 0);
        assertThat(there).isZero();
    }

    @Test
    void shouldLookAgainForWhoCameLater() {
        step(ONE, 0);
        step(ONE, 2000);
        there = 1;
        step(ONE, 9999);
        assertThat(there).isEqualTo(1);
        step(ONE, 1);
        assertThat(there).isZero();
    }

    @Test
    void shouldLeaveAllAloneWhoseAddressCameBackInTime() {
        there = 5;
        step(ONE, 0);
        step(Set.of(), 1000);
        step(Set.of(), 60_000);
        assertThat(there).isEqualTo(5);
        assertThat(told).containsExactly(ONE, Set.of());
    }
}
