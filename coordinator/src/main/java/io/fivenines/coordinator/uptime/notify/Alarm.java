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
 * What is to be told, from what the ledger says now. Every coordinator follows incidents, the one that sends tells
 * them: who comes to send in the middle of one says that it is still there, rather than trusting that another told its
 * beginning.
 *
 * <pre>
 * calm    -> alarmed   an incident is open: BEGIN
 * alarmed -> alarmed   it lasts: STILL, now and then
 * alarmed -> calm      it is closed: END, or UNKNOWN if nobody sees the subject now
 * calm    -> calm      one is closed that was never open here, because its rounds came late: END
 * </pre>
 */
public final class Alarm {
    private final long stillMs;
    private final long startedMs;
    private final Map<Subject, Told> told = new HashMap<>();

    /**
     * How far a subject has been followed.
     *
     * @param fromMs where its open incident began; -1 if there is none
     * @param toldMs when it was told last; -1 if never
     * @param doneMs what ended up to here is done with
     */
    private record Told(long fromMs, long toldMs, long doneMs) {}

    /**
     * Follows what happens from now on.
     *
     * @param stillMs between two reminders
     */
    public Alarm(long stillMs, long nowMs) {
        this.stillMs = stillMs;
        startedMs = nowMs;
    }

    /** What is to be told now; nothing if another coordinator sends. */
    public List<Message> tick(Ledger ledger, long nowMs, boolean sends) {
        List<Message> messages = new ArrayList<>();
        for (Subject subject : ledger.subjects()) {
            Told before = told.getOrDefault(subject, new Told(-1, -1, startedMs));
            told.put(subject, follow(ledger, subject, before, nowMs, messages));
        }
        if (!sends) {
            messages.clear();
            told.replaceAll((subject, one) -> new Told(one.fromMs, -1, one.doneMs));
        }
        return messages;
    }

    private Told follow(Ledger ledger, Subject subject, Told before, long nowMs, List<Message> messages) {
        List<Incident> all = ledger.incidents(subject, before.doneMs, Long.MAX_VALUE);
        Told now = before;
        for (Incident incident : all) {
            if (incident.open()) {
                now = open(incident, now, nowMs, messages);
            } else {
                boolean up = isUp(ledger, subject, incident, nowMs);
                messages.add(Message.of(up ? Kind.END : Kind.UNKNOWN, incident));
                now = new Told(-1, -1, incident.toMs());
            }
        }
        return all.isEmpty() ? new Told(-1, -1, before.doneMs) : now;
    }

    private Told open(Incident incident, Told before, long nowMs, List<Message> messages) {
        if (before.fromMs >= 0 && before.toldMs >= 0 && nowMs - before.toldMs < stillMs) {
            return before;
        }
        messages.add(Message.of(before.fromMs >= 0 ? Kind.STILL : Kind.BEGIN, incident));
        return new Told(incident.fromMs(), nowMs, before.doneMs);
    }

    private static boolean isUp(Ledger ledger, Subject subject, Incident incident, long nowMs) {
        List<Stretch> after = ledger.stretches(subject, incident.toMs(), nowMs);
        return after.isEmpty()
                ? ledger.views(subject).containsValue(State.UP)
                : after.get(0).state() == State.UP;
    }
}
