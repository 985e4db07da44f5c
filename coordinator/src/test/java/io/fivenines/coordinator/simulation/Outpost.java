package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.probe.CompressedProber;
import io.fivenines.coordinator.uptime.probe.Itinerary;
import io.fivenines.coordinator.uptime.probe.NameMemory;
import io.fivenines.coordinator.uptime.probe.ProbeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A location's prober against one endpoint, by the prober's own rules, on what the tapes hold. */
final class Outpost {
    static final int LIMIT_MS = 5_000;
    static final int ROUND_MS = 10_000;
    /** A clean round's length, measured by the drill uptime. */
    static final int SHORTEST_MS = 100;

    static final int LONGEST_MS = 1_500;
    /** When a kernel sends the first packet of a connection again. */
    private static final int[] AGAIN_MS = {1_000, 3_000};

    private final ProbeConfig config;
    private final int endpoint;
    private final Subject subject;
    private final CompressedProber turns;
    private final NameMemory memory = new NameMemory();
    private final Itinerary itinerary;
    private final Random random;
    private final Troubles troubles;

    /** What a location has of its own, as times that begin and end in turns. */
    interface Troubles {
        /** Whether its own network is gone then. */
        boolean isBlind(long ms);

        /** Whether it does not reach that datacenter then, which others do. */
        boolean isAstray(long ms, int datacenter);

        /** When the next of these begins after then. */
        long nextMs(long ms);
    }

    Outpost(ProbeConfig config, int endpoint, long fromMs, Troubles troubles, Random random) {
        this.config = config;
        this.endpoint = endpoint;
        this.troubles = troubles;
        this.random = random;
        subject = config.targets().get(endpoint).subject();
        itinerary = new Itinerary(config.intervalMs());
        turns = new CompressedProber(config.intervalMs(), config.retryMs(), fromMs + config.phaseMs(endpoint));
    }

    long dueMs() {
        return turns.dueMs();
    }

    String location() {
        return config.location();
    }

    /** A round made when it is due, at that place of that tape; no tape if all is as ever. */
    Round round(long sequence, Tape tape, long tapeAtMs, boolean refuses) {
        long beganMs = turns.dueMs();
        Result result = result(beganMs, tape, beganMs - tapeAtMs, refuses);
        long endedMs = beganMs + result.ms;
        turns.onRound(result.verdict, beganMs, endedMs);
        if (result.verdict != Verdict.VOID) {
            itinerary.onRound(result.verdict == Verdict.FAILED);
        }
        List<Finding> findings = new ArrayList<>();
        if (result.verdict != Verdict.CLEAN) {
            findings.add(new Finding(result.step, false, result.ms, ""));
        }
        return new Round(config.location(), sequence, subject, beganMs, endedMs, result.verdict, findings);
    }

    private record Result(Verdict verdict, Step step, int ms) {}

    private Result result(long beganMs, Tape tape, long at, boolean refuses) {
        if (troubles.isBlind(beganMs)) {
            return new Result(Verdict.VOID, Step.NETWORK, LIMIT_MS);
        }
        int cleanMs = SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS);
        Result found = tape == null ? calm(beganMs, cleanMs) : visit(beganMs, tape, at, cleanMs, refuses);
        boolean blind = found.verdict == Verdict.FAILED && troubles.isBlind(beganMs + found.ms);
        return blind ? new Result(Verdict.VOID, Step.NETWORK, found.ms) : found;
    }

    private Result calm(long beganMs, int cleanMs) {
        return troubles.isAstray(beganMs, endpoint)
                ? new Result(Verdict.FAILED, Step.API, LIMIT_MS)
                : new Result(Verdict.CLEAN, Step.FRESH, cleanMs);
    }

    private Result visit(long beganMs, Tape tape, long at, int cleanMs, boolean refuses) {
        List<Integer> named = tape.named(at, endpoint);
        if (named.isEmpty()) {
            return new Result(Verdict.FAILED, Step.NAMES, LIMIT_MS);
        }
        List<String> heard = memory.hear(named.stream().map(String::valueOf).toList(), SimResolver.TTL_MS, beganMs);
        int address = Integer.parseInt(itinerary.next(heard, beganMs));
        int datacenter = address / Topology.ADDRESSES_EACH;
        if (troubles.isAstray(beganMs, datacenter)) {
            return new Result(Verdict.FAILED, Step.API, LIMIT_MS);
        }
        int connectMs = connectMs(tape, at, address, refuses);
        if (connectMs < 0) {
            return new Result(Verdict.FAILED, Step.API, refuses ? SHORTEST_MS : LIMIT_MS);
        }
        for (int ms = connectMs; ms <= connectMs + cleanMs; ms += Tape.STEP_MS) {
            if (!tape.serves(at + ms, address)) {
                return new Result(Verdict.FAILED, Step.TRACKER, Math.min(ROUND_MS, refuses ? ms : ms + LIMIT_MS));
            }
        }
        return new Result(Verdict.CLEAN, Step.FRESH, connectMs + cleanMs);
    }

    private static int connectMs(Tape tape, long at, int address, boolean refuses) {
        if (tape.serves(at, address)) {
            return 0;
        }
        for (int again : AGAIN_MS) {
            if (!refuses && tape.serves(at + again, address)) {
                return again;
            }
        }
        return -1;
    }
}
