package io.fivenines.coordinator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

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

/** {@code -Dsimulation.seeds=1000000} for a long run, {@code -Dsimulation.seed=N} for one seed with its history. */
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
