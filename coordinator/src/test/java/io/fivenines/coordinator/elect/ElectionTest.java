package io.fivenines.coordinator.elect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.coordinator.elect.Election.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The edges of the state machine, one by one; the clock stands until a test moves it. */
class ElectionTest {
    private static final long MS = 1_000_000;
    private static final String MINE = "a~0000000005";
    private static final String LOWER = "b~0000000004";
    private static final long EPOCH = 77;

    private final FakeBallots ballots = new FakeBallots();
    private long now = 1_000_000 * MS;
    private int changes;
    private final Election election =
            new Election("a", "a~", ballots, ElectionTimes.of(Duration.ofSeconds(1)), () -> now, () -> changes++);

    @Test
    void shouldLeadOnlyWithAnEarlierProofToRelyOn() {
        connect(1);
        election.onStood(ballots.round, MINE, EPOCH);
        election.onListed(ballots.round, List.of(MINE));
        assertThat(election.state()).isEqualTo(State.CHOSEN);
        prove();
        assertThat(election.leadership()).isEmpty();
        now += 100 * MS;
        prove();
        assertThat(election.leadership()).isEmpty();
        now += 200 * MS;
        prove();
        assertThat(election.leadership()).contains(new Leadership("a", EPOCH));
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void shouldWaitForWhoeverIsLower() {
        connect(1);
        election.onStood(ballots.round, MINE, EPOCH);
        election.onListed(ballots.round, List.of(MINE, LOWER));
        assertThat(election.state()).isEqualTo(State.WAITING);
        election.onNodesChanged();
        election.onListed(ballots.round, List.of(MINE, "b~0000000006"));
        assertThat(election.state()).isEqualTo(State.CHOSEN);
    }

    /** The silent link: nobody tells it anything any more. */
    @Test
    void shouldStepDownByItsOwnClockWithoutHearingOfAnything() {
        lead();
        now += 399 * MS;
        assertThat(election.leadership()).isPresent();
        now += 2 * MS;
        assertThat(election.leadership()).isEmpty();
        election.tick();
        assertThat(election.state()).isEqualTo(State.HOLDING);
        now += 600 * MS;
        election.tick();
        assertThat(election.state()).isEqualTo(State.ENTERING);
        assertThat(changes).isEqualTo(3);
    }

    /** Its session would last for ever, and nobody would lead. */
    @Test
    void shouldMakeWayWhenItsProofsComeTooLateToLead() {
        lead();
        for (int late = 0; late < 3; late++) {
            long sentNanos = now;
            now += 450 * MS;
            election.tick();
            election.onProven(ballots.round, sentNanos);
            assertThat(election.state()).isEqualTo(State.HOLDING);
            assertThat(ballots.removed).isEmpty();
        }
        now += 200 * MS;
        election.tick();
        assertThat(ballots.removed).containsExactly(MINE);
        assertThat(election.leadership()).isEmpty();
        assertThat(election.state()).isEqualTo(State.ENTERING);
    }

    @Test
    void shouldHoldWhileSuspendedAndGoOnInTheSameEpoch() {
        lead();
        election.onLink(LinkState.SUSPENDED, 0);
        assertThat(election.leadership()).isEmpty();
        now += 300 * MS;
        election.onLink(LinkState.CONNECTED, 1);
        assertThat(election.leadership()).isEmpty();
        prove();
        assertThat(election.leadership()).contains(new Leadership("a", EPOCH));
    }

    @Test
    void shouldNotLeadAgainOnOneProofAfterALongPause() {
        lead();
        now += 950 * MS;
        prove();
        assertThat(election.leadership()).isEmpty();
        now += 300 * MS;
        prove();
        assertThat(election.leadership()).isPresent();
    }

    @Test
    void shouldStepDownWhenTheSessionIsLostOrAnother() {
        lead();
        election.onLink(LinkState.LOST, 0);
        assertThat(election.state()).isEqualTo(State.OUT);
        assertThat(election.leadership()).isEmpty();
        election.onLink(LinkState.CONNECTED, 2);
        assertThat(election.state()).isEqualTo(State.ENTERING);
        election.onStood(ballots.round, "a~0000000009", 80);
        election.onListed(ballots.round, List.of("a~0000000009"));
        election.onLink(LinkState.CONNECTED, 3);
        assertThat(election.state()).isEqualTo(State.ENTERING);
    }

    @Test
    void shouldStepDownAndStandAgainWhenItsNodeIsGone() {
        lead();
        long former = ballots.round;
        election.onGone(former);
        assertThat(election.leadership()).isEmpty();
        assertThat(election.state()).isEqualTo(State.ENTERING);
        election.onProven(former, now);
        assertThat(election.state()).as("after an answer to the former round").isEqualTo(State.ENTERING);
    }

    @Test
    void shouldStandAgainWhenTheListDoesNotShowItsNode() {
        connect(1);
        election.onStood(ballots.round, MINE, EPOCH);
        long former = ballots.round;
        election.onListed(ballots.round, List.of(LOWER));
        assertThat(election.state()).isEqualTo(State.ENTERING);
        assertThat(ballots.round).isGreaterThan(former);
    }

    @Test
    void shouldRemoveWhatIsLeftOfItsFormerRounds() {
        connect(1);
        long former = ballots.round;
        election.onFailed(former);
        assertThat(election.state()).isEqualTo(State.OUT);
        election.tick();
        election.onStood(former, "a~0000000003", 70);
        assertThat(ballots.removed).containsExactly("a~0000000003");
        election.onStood(ballots.round, MINE, EPOCH);
        election.onListed(ballots.round, List.of("a~0000000002", LOWER, MINE));
        assertThat(ballots.removed).containsExactly("a~0000000003", "a~0000000002");
    }

    @Test
    void shouldAskAgainWhatWasNotAnsweredForASessionTimeout() {
        connect(1);
        long former = ballots.round;
        now += 1001 * MS;
        election.tick();
        assertThat(ballots.round).isGreaterThan(former);
    }

    @Test
    void shouldRemoveItsNodeWhenItIsClosed() {
        lead();
        election.close();
        assertThat(election.leadership()).isEmpty();
        assertThat(ballots.removed).containsExactly(MINE);
        connect(4);
        election.tick();
        assertThat(election.state()).isEqualTo(State.CLOSED);
    }

    private void connect(long session) {
        election.onLink(LinkState.CONNECTED, session);
    }

    private void lead() {
        connect(1);
        election.onStood(ballots.round, MINE, EPOCH);
        election.onListed(ballots.round, List.of(MINE));
        prove();
        now += 300 * MS;
        prove();
        assertThat(election.leadership()).isPresent();
    }

    /** Asked and answered in no time. */
    private void prove() {
        election.onProven(ballots.round, now);
    }

    private static final class FakeBallots implements Ballots {
        private final List<String> removed = new ArrayList<>();
        private long round;

        @Override
        public void stand(long askedIn) {
            round = askedIn;
        }

        @Override
        public void list(long askedIn) {}

        @Override
        public void prove(long askedIn, String node) {}

        @Override
        public void remove(String node) {
            removed.add(node);
        }
    }
}
