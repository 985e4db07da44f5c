package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.benchmarks.bare.BareServer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SwarmTest {
    private static final int TRACKERS = 20;
    private static final int BACKLOG = 30;

    @ParameterizedTest
    @ValueSource(strings = {"teltonika", "gt06", "wialon"})
    void shouldSendItsBacklogAndHaveAllOfItAcknowledged(String protocol) throws InterruptedException {
        try (BareServer server = new BareServer(protocol, "127.0.0.1", 0, 1);
                Swarm swarm = new Swarm(plan(protocol, server.port(), LoadPlan.Reconnection.none()))) {
            assertThat(swarm.connect()).isEqualTo(TRACKERS);
            swarm.begin();

            assertThat(Pause.until(() -> swarm.tally().acked() == TRACKERS * BACKLOG, 30))
                    .isTrue();
            Tally tally = swarm.tally();
            assertThat(tally.packets()).isEqualTo(TRACKERS * 8);
            assertThat(tally.latencyMicros().getTotalCount()).isEqualTo(tally.packets());
            assertThat(tally.rejected() + tally.disconnects() + tally.refused()).isZero();
            assertThat(swarm.ledger().acked()).isEqualTo(TRACKERS * BACKLOG);
            assertThat(swarm.ledger().resent()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"teltonika", "gt06", "wialon"})
    void shouldComeBackAndSendAgainWhatWasNotAcknowledged(String protocol) throws InterruptedException {
        LoadPlan.Reconnection restless = new LoadPlan.Reconnection(true, 0.05, 10_000, 5_000, Backoff.doubling(1, 10));
        try (BareServer server = new BareServer(protocol, "127.0.0.1", 0, 1);
                Swarm swarm = new Swarm(endless(protocol, server.port(), restless))) {
            swarm.connect();
            swarm.begin();

            assertThat(Pause.until(() -> swarm.tally().left() > 200, 30)).isTrue();
            swarm.freeze();
            assertThat(swarm.settle(30)).isTrue();
            assertThat(swarm.ledger().resent()).isPositive();
            assertThat(swarm.ledger().acked()).isEqualTo(swarm.ledger().sent());
            assertThat(swarm.tally().gapMicros().getTotalCount()).isPositive();
            assertThat(swarm.tally().rejected()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "teltonika")
    void shouldCountWhoWasTurnedAway(String protocol) throws InterruptedException {
        int port;
        try (BareServer server = new BareServer(protocol, "127.0.0.1", 0, 1)) {
            port = server.port();
        }
        try (Swarm swarm = new Swarm(plan(protocol, port, LoadPlan.Reconnection.none()))) {
            assertThat(swarm.connect()).isZero();
            assertThat(swarm.tally().refused()).isEqualTo(TRACKERS);
            assertThat(swarm.trouble()).hasMessageContaining("refused");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "teltonika")
    void shouldGoOnAtItsRateWithTheLedgerOfTrackersBefore(String protocol) throws InterruptedException {
        try (BareServer server = new BareServer(protocol, "127.0.0.1", 0, 1)) {
            LoadPlan endless = endless(protocol, server.port(), LoadPlan.Reconnection.none());
            Ledger ledger = new Ledger(endless.fleet());
            // At a packet a second it would take half an hour to come so far.
            long before = 2_000L * TRACKERS;
            produce(endless, ledger, before);
            LoadPlan slow = plan(protocol, server.port(), LoadPlan.Reconnection.none(), new Production(0, 1, 1));
            produce(slow, ledger, ledger.acked() + TRACKERS);
        }
    }

    private static void produce(LoadPlan plan, Ledger ledger, long acked) throws InterruptedException {
        try (Swarm swarm = new Swarm(plan, ledger)) {
            swarm.connect();
            swarm.begin();
            assertThat(Pause.until(() -> ledger.acked() >= acked, 20)).isTrue();
            swarm.freeze();
            assertThat(swarm.settle(20)).isTrue();
        }
    }

    private static LoadPlan plan(String protocol, int port, LoadPlan.Reconnection reconnection) {
        // So slow that the backlog is all there is.
        return plan(protocol, port, reconnection, new Production(BACKLOG, 4, 1e-6));
    }

    private static LoadPlan endless(String protocol, int port, LoadPlan.Reconnection reconnection) {
        return plan(protocol, port, reconnection, new Production(0, 4, 0));
    }

    private static LoadPlan plan(String protocol, int port, LoadPlan.Reconnection reconnection, Production production) {
        return new LoadPlan(
                new LoadPlan.Target("127.0.0.1", port),
                new Fleet(protocol, 1, 0, TRACKERS),
                production,
                reconnection,
                2,
                1);
    }
}
