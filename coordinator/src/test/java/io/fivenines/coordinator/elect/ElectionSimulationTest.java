package io.fivenines.coordinator.elect;

import static io.fivenines.coordinator.elect.SimulatedEnsemble.MS;
import static io.fivenines.coordinator.elect.SimulatedEnsemble.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Elections under seeded faults, with everything that must hold checked after every event. */
@Timeout(600)
class ElectionSimulationTest {
    private static final int SEEDS = Integer.getInteger("election.seeds", 500);
    private static final long FAULTS_END = 60 * SESSION;
    private static final long END = FAULTS_END + 15 * SESSION;
    private static final ElectionTimes TIMES = ElectionTimes.of(Duration.ofNanos(SESSION));

    @Test
    void shouldHaveOneLeaderAtATimeAndAnEpoch() {
        long first = Long.getLong("seed", 1);
        int epochs = 0;
        for (long seed = first; seed < first + SEEDS; seed++) {
            Run run = new Run(seed, TIMES);
            assertThat(run.complaint()).as("seed " + seed).isEmpty();
            epochs += run.leaders.size();
        }
        assertThat(epochs).as("leaders over all runs").isGreaterThan(3 * SEEDS);
    }

    /** A single proof says nothing about the session's future: see {@link Lease}. */
    @Test
    void shouldBeCaughtTrustingASingleProof() {
        ElectionTimes careless = new ElectionTimes(1, 1, SESSION * 2 / 5, SESSION * 2, SESSION);
        assertThat(caught(careless, 300)).isPositive();
    }

    /** A lease of two sessions outlives the node: the check above must see that. */
    @Test
    void shouldBeCaughtLeadingTooLong() {
        ElectionTimes careless = new ElectionTimes(SESSION / 10, SESSION / 4, 2 * SESSION, 2 * SESSION, 2 * SESSION);
        assertThat(caught(careless, 100)).isGreaterThan(50);
    }

    private static long caught(ElectionTimes times, int seeds) {
        return LongStream.rangeClosed(1, seeds)
                .filter(seed -> new Run(seed, times).complaint().contains("at the same time"))
                .count();
    }

    private static final class Run {
        private final SimulatedEnsemble zooKeeper;
        private final List<SimulatedVoter> voters = new ArrayList<>();
        private final Map<Long, String> leaders = new HashMap<>();
        private String complaint = "";
        private long newest;

        Run(long seed, ElectionTimes times) {
            zooKeeper = new SimulatedEnsemble(seed);
            for (String id : List.of("a", "b", "c")) {
                voters.add(new SimulatedVoter(id, zooKeeper, times));
            }
            fault();
            while (complaint.isEmpty() && zooKeeper.step(END)) {
                check();
            }
            if (complaint.isEmpty()) {
                checkEnd();
            }
        }

        String complaint() {
            return complaint;
        }

        private void fault() {
            if (zooKeeper.now() > FAULTS_END) {
                zooKeeper.calmDown();
                voters.forEach(SimulatedVoter::heal);
                return;
            }
            SimulatedVoter one = voters.get(zooKeeper.random.nextInt(voters.size()));
            switch (zooKeeper.random.nextInt(5)) {
                case 0 -> one.cut(true, zooKeeper.upTo(4 * SESSION));
                case 1 -> one.cut(false, zooKeeper.upTo(4 * SESSION));
                case 2 -> one.stop(zooKeeper.upTo(3 * SESSION));
                case 3 -> {
                    one.reset();
                    zooKeeper.after(zooKeeper.upTo(50 * MS), one::reset);
                }
                default -> voters.forEach(SimulatedVoter::heal);
            }
            zooKeeper.after(zooKeeper.upTo(2 * SESSION), this::fault);
        }

        /** Who stands still asks nothing, and so cannot act. */
        private void check() {
            Optional<Leadership> leads = Optional.empty();
            for (SimulatedVoter voter : voters) {
                Optional<Leadership> one = voter.stopped() ? Optional.empty() : voter.election.leadership();
                if (one.isPresent() && leads.isPresent()) {
                    complaint =
                            one.get() + " and " + leads.get() + " at the same time, " + zooKeeper.now() / MS + " ms";
                }
                leads = one.isPresent() ? one : leads;
            }
            leads.ifPresent(this::note);
        }

        private void note(Leadership leadership) {
            String known = leaders.putIfAbsent(leadership.epoch(), leadership.nodeId());
            if (known == null && leadership.epoch() < newest) {
                complaint = leadership + " after epoch " + newest;
            }
            if (known != null && !known.equals(leadership.nodeId())) {
                complaint = leadership + ", and so is " + known;
            }
            newest = Math.max(newest, leadership.epoch());
        }

        private void checkEnd() {
            long leading = voters.stream()
                    .filter(voter -> voter.election.leadership().isPresent())
                    .count();
            if (leading != 1 || zooKeeper.size() != voters.size()) {
                complaint = leading + " leaders and " + zooKeeper.size() + " nodes after all was well again: " + voters;
            }
        }
    }
}
