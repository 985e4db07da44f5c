package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.plan.Policy;
import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.hub.Hub;
import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.coordinator.uptime.probe.ProbeConfig;
import io.fivenines.coordinator.uptime.probe.Silence;
import io.fivenines.coordinator.uptime.probe.Target;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/**
 * A year of a cluster as customers' ledger shows it. Of each thing that happens, a simulated cluster with the real
 * planner, detector and election says what is served meanwhile; between them all is well. Three probers go by their own
 * rules over that, with rounds and with the line they hold, and the real ledger counts what they find.
 */
final class Year implements AutoCloseable {
    static final int QUORUM = 2;
    static final int RETRY_MS = 10_000;
    static final List<String> LOCATIONS = List.of("fra", "nyc", "sgp");
    private static final RoundLog.Limits LIMITS = new RoundLog.Limits(Duration.ofDays(90), 4L << 30);
    private static final int PATRONS = 10;

    private final Plan plan;
    private final Hub hub;
    private final TreeMap<Long, Taped> tapes = new TreeMap<>();
    private final List<Coverage> quietDay = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, List<Evidence>> fresh = new HashMap<>();
    private long nowMs;
    /** Of both kinds. */
    private long rounds;

    private long gaps;

    /**
     * What is simulated.
     *
     * @param days at least 2; the first one has no faults
     * @param quietMs for how much of that the cluster is simulated too
     * @param folder of the ledger
     */
    record Plan(long seed, int days, long quietMs, int intervalMs, Instant begin, Path folder) {
        long beginMs() {
            return begin.toEpochMilli();
        }

        long endMs() {
            return beginMs() + days * Almanac.DAY_MS;
        }
    }

    /** An episode, at its place in the year. */
    private record Taped(long atMs, Tape tape, boolean refuses) {}

    /**
     * What came of an episode for one endpoint.
     *
     * @param worstMs for how long the customer was out that had it worst
     * @param meanMs for how long a customer was out
     * @param countedMs what the ledger has of it
     */
    record Outcome(Almanac.Kind kind, Subject subject, long atMs, long worstMs, double meanMs, long countedMs) {
        /** Whether the ledger has no less than the outage, and no more than that and an interval. */
        boolean isCounted(int intervalMs) {
            return countedMs >= worstMs && countedMs <= worstMs + intervalMs;
        }

        boolean isMissed() {
            return worstMs > 0 && countedMs == 0;
        }
    }

    Year(Plan plan) throws IOException {
        this.plan = plan;
        nowMs = plan.beginMs();
        hub = new Hub(
                new Rules(plan.folder(), QUORUM, Duration.ofMillis(plan.intervalMs() * 3L / 2), LIMITS),
                () -> Instant.ofEpochMilli(nowMs));
    }

    /** The product's own, but for the time a cluster takes that begins, of which the simulator allows less. */
    private static final class AsShipped extends Doctrine {
        @Override
        Policy policy(Policy right) {
            Policy shipped = Policy.DEFAULT;
            return new Policy(
                    shipped.addressHoldDownMs(),
                    shipped.endpointHoldDownMs(),
                    shipped.leaseMs(),
                    shipped.fenceMs(),
                    shipped.takeMs(),
                    right.gatherMs(),
                    shipped.failBack(),
                    shipped.failBackSteadyMs(),
                    shipped.failBackPaceMs());
        }
    }

    List<Outcome> run() throws IOException {
        Random random = new Random(plan.seed());
        List<Almanac.Episode> episodes = Almanac.of(plan.days(), random);
        Map<Almanac.Episode, List<List<Long>>> outMs = new HashMap<>();
        for (Almanac.Episode episode : episodes) {
            Tape tape = Tape.record(episode.seed(), episode.faults(), episode.lengthMs(), new AsShipped());
            long atMs = plan.beginMs() + episode.atMs();
            tapes.put(atMs, new Taped(atMs, tape, episode.kind().refuses()));
            outMs.put(episode, List.of(Patron.outMs(tape, 0, PATRONS), Patron.outMs(tape, 1, PATRONS)));
        }
        Tape quiet = Tape.record(plan.seed(), List.of(), plan.quietMs(), new AsShipped());
        tapes.put(plan.beginMs(), new Taped(plan.beginMs(), quiet, false));
        probe(random);
        List<Outcome> outcomes = new ArrayList<>();
        for (Almanac.Episode episode : episodes) {
            for (int endpoint = 0; endpoint < Topology.DATACENTERS; endpoint++) {
                outcomes.add(outcome(episode, endpoint, outMs.get(episode).get(endpoint)));
            }
        }
        return outcomes;
    }

    private Outcome outcome(Almanac.Episode episode, int endpoint, List<Long> outMs) {
        Subject subject = target(endpoint).subject();
        long fromMs = plan.beginMs() + episode.atMs();
        long countedMs =
                hub
                        .incidents(subject, fromMs, fromMs + episode.lengthMs() + plan.intervalMs() + Outpost.ROUND_MS)
                        .stream()
                        .mapToLong(Incident::ms)
                        .sum();
        long worstMs = outMs.stream().max(Comparator.naturalOrder()).orElseThrow();
        double meanMs = outMs.stream().mapToLong(Long::longValue).average().orElseThrow();
        return new Outcome(episode.kind(), subject, fromMs, worstMs, meanMs, countedMs);
    }

    private static Target target(int endpoint) {
        Topology topology = Topology.of(2);
        return new Target(
                new Subject(topology.sites().get(endpoint), Tape.endpoint(topology, endpoint)),
                endpoint + 1,
                "127.0.0.1",
                List.of(),
                List.of(new Target.Port(Wire.ALL.get(0), 1)),
                new Target.Api("http://127.0.0.1:1", ""),
                Target.Freshness.NONE);
    }

    private void probe(Random random) throws IOException {
        TreeMap<Long, Long> mishaps = new TreeMap<>();
        PriorityQueue<Outpost> due = new PriorityQueue<>(Comparator.comparingLong(Outpost::dueMs));
        PriorityQueue<Holder> lines = new PriorityQueue<>(Comparator.comparingLong(Holder::dueMs));
        for (int i = 0; i < LOCATIONS.size(); i++) {
            ProbeConfig config = config(i);
            Mishaps own = new Mishaps(plan.beginMs(), plan.endMs(), mishaps, random);
            for (int endpoint = 0; endpoint < Topology.DATACENTERS; endpoint++) {
                due.add(new Outpost(config, endpoint, plan.beginMs(), own, new Random(random.nextLong())));
                Holder line = new Holder(
                        config.location(), target(endpoint).subject(), endpoint, config.retryMs(), own, new Random(i));
                line.sleep(plan.beginMs());
                lines.add(line);
            }
        }
        long bringMs = plan.beginMs() + Almanac.DAY_MS;
        while (due.peek().dueMs() < plan.endMs()) {
            long nextMs = Math.min(due.peek().dueMs(), lines.peek().dueMs());
            if (nextMs >= bringMs) {
                bring(bringMs);
                bringMs += Almanac.DAY_MS;
            } else if (lines.peek().dueMs() <= nextMs) {
                Holder line = lines.poll();
                hold(line);
                lines.add(line);
            } else {
                Outpost outpost = due.poll();
                keep(outpost.location(), round(outpost, next(outpost.location())));
                due.add(outpost);
            }
        }
        bring(plan.endMs());
    }

    private ProbeConfig config(int location) {
        return new ProbeConfig(
                LOCATIONS.get(location),
                location + 1,
                plan.intervalMs(),
                Math.min(RETRY_MS, plan.intervalMs()),
                SimLine.LINE,
                SimLine.LINE,
                plan.folder(),
                LIMITS,
                List.of(target(0), target(1)),
                List.of());
    }

    private long next(String location) {
        return sequences.merge(location, 1L, Long::sum);
    }

    private void keep(String location, Evidence evidence) {
        fresh.computeIfAbsent(location, name -> new ArrayList<>()).add(evidence);
    }

    private void hold(Holder line) {
        long nowMs = line.dueMs();
        Taped taped = taped(nowMs);
        if (taped == null && !line.isTroubled() && (!line.isAwake() || line.isCalm())) {
            Long next = tapes.higherKey(nowMs);
            line.sleep(next == null ? plan.endMs() : next);
            return;
        }
        List<Integer> named = taped == null ? line.home() : taped.tape.named(nowMs - taped.atMs, endpoint(line));
        if (!line.isAwake()) {
            line.wake(named.isEmpty() ? line.home() : named);
        }
        Holder.Scene scene = new Holder.Scene(
                named,
                inMs -> address -> taped == null || taped.tape.serves(nowMs + inMs - taped.atMs, address),
                taped != null && taped.refuses);
        line.step(scene, (number, part) -> keep(line, number, part));
    }

    private void keep(Holder line, int number, Silence.Part part) {
        keep(
                line.location(),
                new Gap(
                        line.location(),
                        next(line.location()),
                        line.subject(),
                        number,
                        part.fromMs(),
                        part.toMs(),
                        part.verdict(),
                        part.open(),
                        ""));
        gaps++;
    }

    private static int endpoint(Holder line) {
        return line.subject().equals(target(0).subject()) ? 0 : 1;
    }

    private Round round(Outpost outpost, long sequence) {
        Taped taped = taped(outpost.dueMs());
        return taped == null
                ? outpost.round(sequence, null, 0, false)
                : outpost.round(sequence, taped.tape, taped.atMs, taped.refuses);
    }

    /** What is on then; null if nothing is. */
    private Taped taped(long ms) {
        Map.Entry<Long, Taped> last = tapes.floorEntry(ms);
        boolean over = last == null
                || ms >= last.getValue().atMs + last.getValue().tape.lengthMs();
        return over ? null : last.getValue();
    }

    /** The probers bring a day's rounds. */
    private void bring(long atMs) throws IOException {
        nowMs = atMs;
        for (Map.Entry<String, List<Evidence>> one : fresh.entrySet()) {
            hub.take(one.getKey(), 0, one.getValue());
            rounds += one.getValue().size();
            one.getValue().clear();
        }
        hub.tend();
        if (atMs == plan.beginMs() + Almanac.DAY_MS) {
            hub.subjects().forEach(subject -> quietDay.add(hub.coverage(subject, plan.beginMs(), atMs)));
        }
    }

    Hub hub() {
        return hub;
    }

    long rounds() {
        return rounds - gaps;
    }

    /** Gaps, and parts of gaps. */
    long gaps() {
        return gaps;
    }

    /** What the ledger has of the day without faults. */
    List<Coverage> quietDay() {
        return List.copyOf(quietDay);
    }

    @Override
    public void close() throws IOException {
        hub.close();
    }
}
