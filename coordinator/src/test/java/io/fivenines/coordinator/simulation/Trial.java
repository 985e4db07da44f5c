package io.fivenines.coordinator.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * One seed's cluster and faults, run to the end.
 *
 * @param faults those of the seed, or fewer of them while the cause of a failure is looked for
 * @param lengthMs how long it is looked at
 */
record Trial(long seed, Topology topology, List<Fault> faults, long lengthMs) {
    private static final long LENGTH_MS = 21_000;
    /** So long after a single fault nobody is out any more because of it. */
    private static final long AFTERWARDS_MS = 12_000;

    /**
     * How one went.
     *
     * @param violation null if every invariant held
     * @param outMs for how long an endpoint was out, on the average of the trackers
     */
    record Outcome(String violation, long events, long longestDoubleMs, double outMs, long longestOutMs) {}

    Trial {
        faults = List.copyOf(faults);
    }

    static Trial of(long seed) {
        Random random = new Random(seed * 31 + 7);
        Topology topology = Topology.of(random.nextInt(4) == 0 ? 3 : 2);
        return new Trial(seed, topology, Fault.some(topology, random), LENGTH_MS);
    }

    /** One fault only, and what comes of it. */
    static Trial single(long seed) {
        Random random = new Random(seed * 31 + 11);
        Topology topology = Topology.of(random.nextInt(4) == 0 ? 3 : 2);
        Fault fault = Fault.one(topology, Fault.FIRST_MS + random.nextInt((int) SimResolver.TTL_MS), random);
        return new Trial(seed, topology, List.of(fault), fault.atMs() + fault.durationMs() + AFTERWARDS_MS);
    }

    /** Elections say at INFO who leads: here thousands of times. */
    static void quietly() {
        ((Logger) LoggerFactory.getLogger("io.fivenines.coordinator.elect")).setLevel(Level.WARN);
    }

    Outcome run(Doctrine doctrine) {
        return run(doctrine, null);
    }

    Outcome run(Doctrine doctrine, Consumer<Supplier<String>> log) {
        World world = new World(seed, topology, faults, doctrine, log);
        String violation = null;
        long events = 0;
        try {
            events = world.run(lengthMs);
        } catch (Violation e) {
            violation = "at " + world.ground().clockwork().nowMs() + " ms " + e.getMessage();
        }
        Trackers trackers = world.invariants().trackers();
        return new Outcome(
                violation,
                events,
                world.invariants().longestDoubleMs(),
                (double) trackers.outMs() / trackers.count(),
                trackers.longestOutMs());
    }

    /** The same with as few faults as still violate something. */
    Trial shrunk(Doctrine doctrine) {
        Trial smallest = this;
        for (int i = faults.size() - 1; i >= 0; i--) {
            List<Fault> fewer = new ArrayList<>(smallest.faults);
            fewer.remove(faults.get(i));
            Trial smaller = new Trial(seed, topology, fewer, lengthMs);
            smallest = smaller.run(doctrine).violation() != null ? smaller : smallest;
        }
        return smallest;
    }

    /** What violates something, with its faults and what happened; empty if nothing does. */
    Optional<String> report(Doctrine doctrine) {
        Outcome outcome = run(doctrine);
        if (outcome.violation() == null) {
            return Optional.empty();
        }
        Trial shrunk = shrunk(doctrine);
        StringBuilder report = new StringBuilder("seed " + seed + " (-Dsimulation.seed=" + seed + "): "
                + outcome.violation() + "\nneeded of its " + faults.size() + " faults: " + shrunk.faults + "\n");
        List<String> history = new ArrayList<>();
        String end = shrunk.run(doctrine, line -> history.add(line.get())).violation();
        history.subList(Math.max(0, history.size() - 40), history.size())
                .forEach(line -> report.append("  ").append(line).append('\n'));
        return Optional.of(report.append("  ").append(end).toString());
    }
}
