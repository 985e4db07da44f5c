package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.LastAsker;
import io.fivenines.coordinator.uptime.probe.LineConfig;
import io.fivenines.coordinator.uptime.probe.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * The line that a location holds to one endpoint, by the prober's own rules, on what the tapes hold. It is awake only
 * while something is on: between, every record is acknowledged.
 */
final class Holder {
    static final LineConfig LINE = LineConfig.DEFAULT;
    /** When a kernel sends again what is not answered; somebody else's kernel at that address ends the connection. */
    private static final int[] RESENT_MS = {200, 600, 1_400};
    /** When it sends the first packet of a connection again. */
    private static final int AGAIN_MS = 1_000;

    private final String location;
    private final Subject subject;
    private final int endpoint;
    private final Outpost.Troubles troubles;
    private final Random random;
    private final int tellMs;
    private Silence silence;
    private LastAsker names;
    private long dueMs;
    private long reportMs;
    private long askMs;
    private long lookMs;
    private int turn;
    /** Where it is connected; -1 if it is not. */
    private int at;

    private boolean broken;

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
        return silence != null;
    }

    boolean isTroubled() {
        return troubles.isBlind(dueMs) || troubles.isAstray(dueMs, 0) || troubles.isAstray(dueMs, 1);
    }

    /** Nothing is on, and what was acknowledged last was so in time. */
    boolean isCalm() {
        return !broken && at >= 0 && !silence.isOverdue(dueMs);
    }

    /** Until something is on: at the latest then. */
    void sleep(long untilMs) {
        silence = null;
        dueMs = Math.min(untilMs, troubles.nextMs(dueMs));
    }

    /** Something is on now; until now all was well. */
    void wake(List<Integer> named) {
        silence = new Silence(LINE, tellMs);
        names = new LastAsker();
        turn = random.nextInt(Topology.ADDRESSES_EACH);
        at = named.get(turn % named.size());
        broken = false;
        long lastMs = dueMs - random.nextInt(LINE.intervalMs());
        silence.onAcknowledged(lastMs);
        reportMs = lastMs + LINE.intervalMs();
        askMs = dueMs - random.nextInt(LINE.intervalMs());
        names.hear(text(named), SimResolver.TTL_MS, askMs);
    }

    private static List<String> text(List<Integer> named) {
        return named.stream().map(String::valueOf).toList();
    }

    /** A step of a tape's; the parts of gaps that are told. */
    List<Silence.Part> step(Scene scene) {
        List<Silence.Part> parts = new ArrayList<>();
        boolean blind = troubles.isBlind(dueMs);
        if (dueMs >= askMs) {
            askMs += LINE.intervalMs();
            if (!blind && !scene.named.isEmpty()) {
                names.hear(text(scene.named), SimResolver.TTL_MS, dueMs);
            }
        }
        broken |= at >= 0 && !reaches(scene, 0, at);
        if (dueMs >= reportMs) {
            report(scene, parts);
        }
        if (silence.isOverdue(dueMs) && dueMs >= lookMs) {
            parts.addAll(silence.onLooked(dueMs, !blind));
            lookMs = dueMs + LINE.lookMs();
        }
        dueMs += Tape.STEP_MS;
        return parts;
    }

    private void report(Scene scene, List<Silence.Part> parts) {
        if (at >= 0 && broken) {
            reportMs = noticedMs(scene) + LINE.pauseMs();
            at = -1;
            broken = false;
            turn++;
        } else if (at >= 0) {
            acknowledged(parts);
        } else {
            connect(scene, parts);
        }
    }

    private void acknowledged(List<Silence.Part> parts) {
        parts.addAll(silence.onAcknowledged(dueMs));
        reportMs = dueMs + LINE.intervalMs();
    }

    /** When what is sent on a connection that is no more is found to be lost. */
    private long noticedMs(Scene scene) {
        if (scene.refuses) {
            return dueMs;
        }
        for (int resentMs : RESENT_MS) {
            if (reaches(scene, resentMs, at)) {
                return dueMs + resentMs;
            }
        }
        return dueMs + LINE.gapMs();
    }

    private void connect(Scene scene, List<Silence.Part> parts) {
        List<String> addresses = names.addresses(dueMs);
        int address = addresses.isEmpty() ? -1 : Integer.parseInt(addresses.get(turn % addresses.size()));
        if (address < 0) {
            reportMs = dueMs + LINE.pauseMs();
        } else if (reaches(scene, 0, address)) {
            at = address;
            acknowledged(parts);
        } else if (!scene.refuses && reaches(scene, AGAIN_MS, address)) {
            reportMs = dueMs + AGAIN_MS;
        } else {
            turn++;
            reportMs = dueMs + LINE.pauseMs() + (scene.refuses ? 0 : LINE.gapMs());
        }
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
