package io.fivenines.benchmarks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.benchmarks.bare.BareServer;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.load.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundsTest {
    private static final int TRACKERS = 10;

    @Test
    @SuppressWarnings("try") // the second server need only be there
    void shouldHoldForTrackersThatNoticedNothingAndNotForOnesThatWereThrownOut() throws InterruptedException {
        BareServer server = new BareServer("teltonika", "127.0.0.1", 0, 1);
        int port = server.port();
        try (Swarm swarm = swarm(port)) {
            assertThat(swarm.connect()).isEqualTo(TRACKERS);
            swarm.begin();
            assertThat(Pause.until(() -> swarm.tally().acked() > TRACKERS, 30)).isTrue();
            assertThat(swarm.whereabouts()).isEqualTo(Map.of("127.0.0.1", TRACKERS));
            assertThat(Bounds.calm().hold(swarm.tally())).isTrue();

            swarm.mark();
            server.close();
            assertThat(Pause.until(() -> swarm.tally().disconnects() == TRACKERS, 30))
                    .isTrue();
            assertThat(Bounds.calm().hold(swarm.tally())).isFalse();
            assertThat(Bounds.gap(0, 0).hold(swarm.tally()))
                    .as("nobody is back yet")
                    .isTrue();
            try (BareServer again = new BareServer("teltonika", "127.0.0.1", port, 1)) {
                assertThat(again.port()).isEqualTo(port);
                assertThat(Pause.until(() -> swarm.tally().gapMicros().getTotalCount() == TRACKERS, 30))
                        .isTrue();
                Tally tally = swarm.tally();
                assertThat(tally.missedMicros().getMaxValue())
                        .isLessThanOrEqualTo(tally.gapMicros().getMaxValue());
                assertThat(tally.afterMarkMicros().getTotalCount()).isEqualTo(TRACKERS);
                assertThat(Bounds.gap(0, 30_000).hold(tally)).isFalse();
                assertThat(Bounds.gap(30_000, 0).hold(tally)).isFalse();
                assertThat(Bounds.afterFault(0).hold(tally)).isFalse();
                assertThat(Bounds.gap(30_000, 30_000).hold(tally)).isTrue();
                assertThat(Bounds.afterFault(30_000).hold(tally)).isTrue();
                assertThat(Bounds.none().hold(tally)).isTrue();
            }
        }
    }

    @Test
    void shouldCountFromTheFaultToTheFirstAcknowledgementAfterIt() throws InterruptedException {
        BareServer first = new BareServer("teltonika", "127.0.0.1", 0, 1);
        int port = first.port();
        try (Swarm swarm = swarm(port)) {
            swarm.connect();
            swarm.begin();
            assertThat(Pause.until(() -> swarm.tally().acked() > TRACKERS, 30)).isTrue();
            swarm.mark();
            first.close();
            for (int times = 1; times <= 2; times++) {
                int gaps = times * TRACKERS;
                try (BareServer again = new BareServer("teltonika", "127.0.0.1", port, 1)) {
                    assertThat(again.port()).isEqualTo(port);
                    assertThat(Pause.until(() -> swarm.tally().gapMicros().getTotalCount() == gaps, 30))
                            .isTrue();
                }
                assertThat(swarm.tally().afterMarkMicros().getTotalCount()).isEqualTo(TRACKERS);
            }
        }
    }

    @Test
    void shouldHaveEverybodyHangUpAndComeBack() throws InterruptedException {
        try (BareServer server = new BareServer("teltonika", "127.0.0.1", 0, 1);
                Swarm swarm = swarm(server.port())) {
            swarm.connect();
            swarm.begin();
            swarm.hangUp();
            assertThat(swarm.awaitLoggedIn(TRACKERS, 30)).isTrue();
            assertThat(swarm.tally().left()).isEqualTo(TRACKERS);
            assertThat(swarm.tally().disconnects()).isZero();
        }
    }

    private static Swarm swarm(int port) {
        return new Swarm(new LoadPlan(
                new LoadPlan.Target("127.0.0.1", port),
                new Fleet("teltonika", 1, 0, TRACKERS),
                new Production(0, 1, 20),
                LoadPlan.Reconnection.impatient(),
                1,
                1));
    }
}
