package io.fivenines.coordinator.uptime.notify;

import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Stretch;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.notify.Message.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far one subject has been told. Who tells goes these edges:
 *
 * <pre>
 * calm    -> alarmed   an incident is open: BEGIN
 * alarmed -> alarmed   it lasts: STILL, now and then
 * alarmed -> calm      it is closed: END, or UNKNOWN if nobody sees the subject now
 * alarmed -> calm      it is gone, because what came late shows that not enough locations saw it: WITHDRAWN
 * calm    -> calm      one is closed that was never open here, because its rounds came late: END
 * </pre>
 *
 * Who follows goes the same in silence, but is not done with what is closed or gone: who told may have died before it
 * could say so. It waits until another one has had the time to; whoever comes to tell before that says it, at worst
 * once more.
 */
final class Tale {
    /** Whoever tells does it within seconds, and who takes over from one that died needs some more. */
    static final long WAIT_MS = 600_000;
    /** For as long as nobody may be there to tell, but no longer. */
    private static final long WAIT_MAX_MS = 86_400_000;

    private final Subject subject;
    private final long stillMs;
    /** What people may think is open, as it was seen last; null if there is none. */
    private Incident begun;
    /** Since when another one could have told that it is open no more; the last tick if it is open. */
    private long begunMs;
    /** When that was told last, by this coordinator; -1 if that is to be done. */
    private long toldMs = -1;
    /** What ended up to here is done with. */
    private long doneMs;
    /** Ends that another one is to tell: since when it could have. */
    private Map<Long, Long> endsMs = Map.of();

    /** @param stillMs between two reminders */
    Tale(Subject subject, long stillMs, long startedMs) {
        this.subject = subject;
        this.stillMs = stillMs;
        doneMs = startedMs;
    }

    /** What is to be told now. */
    List<Message> tell(Ledger ledger, long nowMs) {
        List<Incident> all = incidents(ledger);
        List<Message> messages = new ArrayList<>(gone(ledger, all, nowMs));
        for (Incident incident : all) {
            if (incident.open()) {
                messages.addAll(last(incident, nowMs));
            } else {
                messages.add(ended(ledger, incident, nowMs));
                end(incident);
            }
        }
        endsMs = Map.of();
        return messages;
    }

    /** What was told to have begun, if nothing of it is left, or only what is done with. */
    private List<Message> gone(Ledger ledger, List<Incident> all, long nowMs) {
        if (begun == null || all.stream().anyMatch(one -> one.open() || overlap(begun, one))) {
            return List.of();
        }
        List<Incident> left = ledger.incidents(subject, begun.fromMs(), begun.toMs());
        Message message =
                left.isEmpty() ? Message.of(Kind.WITHDRAWN, begun) : ended(ledger, left.get(left.size() - 1), nowMs);
        begun = null;
        return List.of(message);
    }

    private Message ended(Ledger ledger, Incident incident, long nowMs) {
        return Message.of(isUp(ledger, incident, nowMs) ? Kind.END : Kind.UNKNOWN, incident);
    }

    private List<Message> last(Incident incident, long nowMs) {
        Kind kind = begun == null ? Kind.BEGIN : Kind.STILL;
        boolean due = begun == null || toldMs < 0 || nowMs - toldMs >= stillMs;
        begun = incident;
        begunMs = nowMs;
        if (!due) {
            return List.of();
        }
        toldMs = nowMs;
        return List.of(Message.of(kind, incident));
    }

    /** Whatever is open besides, has to be told again: people think now that it is up. */
    private void end(Incident incident) {
        if (begun != null && overlap(begun, incident)) {
            begun = null;
        }
        toldMs = -1;
        doneMs = Math.max(doneMs, incident.toMs());
    }

    /** Goes along without a word. */
    void follow(Ledger ledger, long nowMs, Teller teller) {
        toldMs = -1;
        begunMs = teller == Teller.OTHER ? begunMs : nowMs;
        Map<Long, Long> waiting = new HashMap<>();
        for (Incident incident : incidents(ledger)) {
            if (incident.open()) {
                begun = incident;
                begunMs = nowMs;
            } else {
                long sinceMs = teller == Teller.OTHER ? endsMs.getOrDefault(incident.toMs(), nowMs) : nowMs;
                if (isOver(sinceMs, incident, nowMs) && waiting.isEmpty()) {
                    doneMs = Math.max(doneMs, incident.toMs());
                } else {
                    waiting.put(incident.toMs(), sinceMs);
                }
            }
        }
        endsMs = waiting;
        if (begun != null && isOver(begunMs, begun, nowMs)) {
            begun = null;
        }
    }

    /** @param sinceMs since when another one could have told it */
    private static boolean isOver(long sinceMs, Incident incident, long nowMs) {
        return nowMs - sinceMs >= WAIT_MS || nowMs - incident.toMs() >= WAIT_MAX_MS;
    }

    /** Those that are not done with, oldest first. */
    private List<Incident> incidents(Ledger ledger) {
        return ledger.incidents(subject, doneMs, Long.MAX_VALUE);
    }

    private static boolean overlap(Incident one, Incident other) {
        return one.fromMs() < other.toMs() && other.fromMs() < one.toMs();
    }

    private boolean isUp(Ledger ledger, Incident incident, long nowMs) {
        List<Stretch> after = ledger.stretches(subject, incident.toMs(), nowMs);
        return after.isEmpty()
                ? ledger.views(subject).containsValue(State.UP)
                : after.get(0).state() == State.UP;
    }
}
