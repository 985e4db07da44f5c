package io.fivenines.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code -Dsimulation.seeds=1000000 -Djunit.jupiter.execution.timeout.mode=disabled} for a long run,
 * {@code -Dsimulation.seed=N} for one seed with its history.
 */
@Timeout(600)
class SimulationTest {
    private static final int SEEDS = 10_000;

    @BeforeAll
    static void quietly() {
        Trial.quietly();
    }

    @Test
    void shouldKeepEveryInvariantUnderEverySeed() {
        Long only = Long.getLong("simulation.seed");
        long first = only == null ? Long.getLong("simulation.first", 0) : only;
        long seeds = only == null ? Long.getLong("simulation.seeds", SEEDS) : 1;
        Doctrine right = new Doctrine();
        long startedNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long longestDoubleMs = 0;
        long events = 0;
        double outMs = 0;
        for (long seed : LongStream.range(first, first + seeds).toArray()) {
            Trial.Outcome outcome = Trial.of(seed).run(right);
            if (outcome.violation() != null) {
                throw new AssertionError(Trial.of(seed).report(right).orElseThrow());
            }
            events += outcome.events();
            outMs += outcome.outMs();
            longestDoubleMs = Math.max(longestDoubleMs, outcome.longestDoubleMs());
        }
        long tookMs = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startedNs) / 1_000_000;
        System.out.printf(
                "%,d seeds, %,d events, %,d ms of one core; an address had two owners for %d ms at most;"
                        + " an endpoint was out for %.0f ms a seed%n",
                seeds, events, tookMs, longestDoubleMs, outMs / seeds);
        assertThat(events).isGreaterThan(seeds * 1_000);
    }

    @Test
    void shouldReplayASeedExactly() {
        Doctrine right = new Doctrine();
        assertThat(Trial.of(4711).run(right)).isEqualTo(Trial.of(4711).run(right));
    }

    /** Seed 141029 had a gateway that was called full for ever: what it wrote last was lost, its session was not. */
    @Test
    void shouldSayAgainWhatZooKeeperLostInAnElection() {
        Topology topology = Topology.of(2);
        List<Fault> faults = List.of(
                new Fault(Fault.Kind.FILL_GATEWAY, 4_401, 2_544, 0, 0),
                new Fault(Fault.Kind.ISOLATE, 6_727, 172, topology.server(0), 0));
        World world = new World(141_029, topology, faults, new Doctrine(), null);
        NodeId gateway = world.host(0).id;
        world.run(6_900);
        assertThat(world.ensemble().state().nodes().get(gateway).state()).isEqualTo(NodeState.FULL);
        world.run(8_000);
        assertThat(world.ensemble().state().nodes().get(gateway).state()).isEqualTo(NodeState.SERVING);
    }

    /** Seed 782636 had a plan written that was made before ZooKeeper was gone for 5 s. */
    @Test
    void shouldNotWriteWhatWasDecidedBeforeAnOutage() {
        List<Fault> faults = List.of(
                new Fault(Fault.Kind.LOSE_SITE, 7_821, 7_339, 0, 7),
                new Fault(Fault.Kind.LOSE_SITE, 10_113, 30_000, 1, 4));
        World world = new World(782_636, Topology.of(2), faults, new Doctrine(), null);
        assertThatCode(() -> world.run(21_000)).doesNotThrowAnyException();
    }

    /** The order of the JDK's hashed collections is another in each process: nothing may depend on it. */
    @Test
    void shouldReplaySeedsExactlyInAnotherProcess() throws IOException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Histories.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.strip()).isEqualTo(Histories.digest());
    }

    /** What happens under some seeds, told in few words. */
    static final class Histories {
        private static final long FIRST = 4_711;
        private static final int COUNT = 20;

        private Histories() {}

        public static void main(String[] args) {
            Trial.quietly();
            System.out.println(digest());
        }

        static String digest() {
            List<String> history = new ArrayList<>();
            for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
                history.add(Trial.of(seed)
                        .run(new Doctrine(), line -> history.add(line.get()))
                        .toString());
            }
            return history.size() + " lines with the hash " + Integer.toHexString(history.hashCode());
        }
    }
}
