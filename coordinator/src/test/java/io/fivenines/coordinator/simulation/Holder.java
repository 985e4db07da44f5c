package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.Berths;
import io.fivenines.coordinator.uptime.probe.LastAsker;
import io.fivenines.coordinator.uptime.probe.LineConfig;
import io.fivenines.coordinator.uptime.probe.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * The lines that a location holds to one endpoint, by the prober's own rules, on what the tapes hold. It is awake only
 * while something is on: between, every record is acknowledged.
 */
final class Holder {
    private static final LineConfig LINE = SimLine.LINE;

    private final String location;
    private final Subject subject;
    private final int endpoint;
    private final Outpost.Troubles troubles;
    private final Random random;
    private final int tellMs;
    private final List<SimLine> lines = new ArrayList<>();
    private LastAsker names;
    private Berths berths;
    private long dueMs;
    private long askMs;
    private long lookMs;

    /**
     * What is to be had at a moment.
     *
     * @param named addresses by the name servers
     * @param serves which of the addresses do, in that many ms
     */
    record Scene(List<Integer> named, IntFunction<IntPredicate> serves, boolean refuses) {}

    Holder(String location, Subject subject, int endpoint, int tellMs, Outpost.Troubles troubles, Random random) {
        this.location = location;
        this.subject = subject;
        this.endpoint = endpoint;
        this.tellMs = tellMs;
        this.troubles = troubles;
        this.random = random;
    }

    String location() {
        return location;
    }

    Subject subject() {
        return subject;
    }

    long dueMs() {
        return dueMs;
    }

    boolean isAwake() {
        return !lines.isEmpty();
    }

    boolean isTroubled() {
        return troubles.isBlind(dueMs) || troubles.isAstray(dueMs, 0) || troubles.isAstray(dueMs, 1);
    }

    /** Nothing is on, and what was acknowledged last was so in time. */
    boolean isCalm() {
        return lines.stream().allMatch(line -> line.isCalm(dueMs));
    }

    /** Until something is on: at the latest then. */
    void sleep(long untilMs) {
        lines.clear();
        dueMs = Math.min(untilMs, troubles.nextMs(dueMs));
    }

    /** Something is on now; until now all was well. */
    void wake(List<Integer> named) {
        names = new LastAsker();
        berths = new Berths();
        askMs = dueMs - random.nextInt(LINE.intervalMs());
        names.hear(text(named), SimResolver.TTL_MS, askMs);
        berths.settle(text(named));
        for (int line = 0; line < berths.lines(); line++) {
            lines.add(new SimLine(berth(line), tellMs, dueMs - random.nextInt(LINE.intervalMs())));
        }
    }

    private int berth(int line) {
        return Integer.parseInt(berths.of(line));
    }

    private static List<String> text(List<Integer> named) {
        return named.stream().sorted().map(String::valueOf).toList();
    }

    /** A step of a tape's; the parts of gaps that are told, with the numbers of their lines. */
    void step(Scene scene, BiConsumer<Integer, Silence.Part> teller) {
        boolean blind = troubles.isBlind(dueMs);
        if (dueMs >= askMs) {
            askMs += LINE.intervalMs();
            if (!blind && !scene.named.isEmpty()) {
                names.hear(text(scene.named), SimResolver.TTL_MS, dueMs);
            }
        }
        List<String> known = names.addresses(dueMs);
        berths.settle(known);
        boolean looks = dueMs >= lookMs;
        SimLine.Sea sea = new SimLine.Sea(inMs -> address -> reaches(scene, inMs, address), scene.refuses);
        for (int number = 0; number < lines.size(); number++) {
            SimLine line = lines.get(number);
            int told = number;
            line.step(dueMs, known.isEmpty() ? -1 : berth(number), blind, sea)
                    .forEach(part -> teller.accept(told, part));
            if (looks && line.isOverdue(dueMs)) {
                line.onLooked(dueMs, !blind).forEach(part -> teller.accept(told, part));
                lookMs = dueMs + LINE.lookMs();
            }
        }
        dueMs += Tape.STEP_MS;
    }

    private boolean reaches(Scene scene, int inMs, int address) {
        long ms = dueMs + inMs;
        return scene.serves.apply(inMs).test(address)
                && !troubles.isBlind(ms)
                && !troubles.isAstray(ms, address / Topology.ADDRESSES_EACH);
    }

    /** Where the name points while nothing is on. */
    List<Integer> home() {
        return List.of(endpoint * Topology.ADDRESSES_EACH, endpoint * Topology.ADDRESSES_EACH + 1);
    }
}
