package io.fivenines.gateway.command;

import io.fivenines.gateway.command.Dispatcher.Outbox;
import io.fivenines.gateway.telemetry.Ident;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * How commands stand. What is written is staged in the queue, and what follows from it, to send, to answer, to tell,
 * waits in {@link #effects} until that is durable; it does not follow if another node was quicker.
 */
final class Book {
    static final String UNCONFIRMED = "sent %d times, the last time without a confirmation";

    private static final String ORPHANED = "the gateway that sent it ended before it knew of a confirmation";

    private final CommandConfig config;
    private final CommandQueue queue;
    private final Mailboxes mailboxes;
    private final CommandVitals vitals;
    private final Outbox outbox;
    private final Waiters waiters = new Waiters();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final Deque<Runnable> effects = new ArrayDeque<>();
    /** Bounded by those: each goes with one. */
    private final Map<Errand, Runnable> urgent = new HashMap<>();

    Book(CommandConfig config, CommandQueue queue, Mailboxes mailboxes, CommandVitals vitals, Outbox outbox) {
        this.config = config;
        this.queue = queue;
        this.mailboxes = mailboxes;
        this.vitals = vitals;
        this.outbox = outbox;
    }

    Mailbox find(Ident ident) {
        return mailboxes.find(ident);
    }

    Waiters waiters() {
        return waiters;
    }

    /** Takes an unfinished one in, to be looked at when it has expired and so much later. */
    Mailbox begin(Errand errand, long lateMs) {
        remind(errand.expiresAtMs() + lateMs, errand);
        return mailboxes.begin(errand);
    }

    void remind(long atMs, Errand errand) {
        deadlines.add(new Deadline(atMs, errand.ident(), errand.id()));
    }

    /** Takes the next deadline out that has come, or null. */
    Deadline due(long nowMs) {
        return deadlines.isEmpty() || deadlines.peek().atMs() > nowMs ? null : deadlines.poll();
    }

    /** When to look again. */
    long nextMs() {
        return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.peek().atMs();
    }

    void change(Mailbox box, Errand errand) {
        box.put(errand);
        queue.stage(errand);
    }

    void finish(Mailbox box, Errand errand) {
        queue.stage(errand);
        List<String> forgotten = mailboxes.end(box, errand);
        once(errand, () -> {
            vitals.finished(errand);
            outbox.tell(errand);
            waiters.tell(errand);
        });
        effects.add(() -> forgotten.forEach(queue::drop));
    }

    void expire(Mailbox box, Errand errand, long nowMs) {
        String why = errand.progress().attempts() == 0
                ? "its tracker was not there in time"
                : String.format(UNCONFIRMED, errand.progress().attempts());
        finish(box, errand.with(errand.progress().withdrawn(State.EXPIRED, nowMs, why)));
    }

    /** An attempt came to nothing that anybody knows of. */
    void unconfirmed(Mailbox box, Errand errand, long nowMs) {
        vitals.unconfirmed();
        open(box, errand, nowMs);
    }

    /** Its gateway died over an attempt. Not counted here: of several gateways each comes to know of it. */
    void orphaned(Mailbox box, Errand errand, long nowMs) {
        switch (errand.ifGatewayDies()) {
            case FAIL -> finish(box, errand.with(errand.progress().failed(nowMs, ORPHANED)));
            case REPEAT -> open(box, errand, nowMs);
        }
    }

    /** To be sent again, if that may still be. */
    private void open(Mailbox box, Errand errand, long nowMs) {
        Progress progress = errand.progress();
        if (progress.attempts() >= config.attemptsMax() || errand.isExpired(nowMs)) {
            finish(box, errand.with(progress.failed(nowMs, String.format(UNCONFIRMED, progress.attempts()))));
        } else {
            tried(box, errand.with(progress.again(nowMs)));
        }
    }

    /** It waits again. */
    void tried(Mailbox box, Errand open) {
        change(box, open);
        once(open, () -> waiters.tellTried(open));
    }

    /** Tells a result that nobody has recorded as told; should it have been, it is under the same message id. */
    void tell(Errand finished) {
        effects.add(() -> outbox.tell(finished));
    }

    void afterwards(Runnable effect) {
        effects.add(effect);
    }

    /** Has something done once it is durable that the command stands so. */
    void once(Errand errand, Runnable effect) {
        effects.add(() -> {
            if (queue.isRecorded(errand)) {
                effect.run();
            }
        });
    }

    /** The same, and without waiting for others where the queue tells of each. */
    void atOnce(Errand errand, Runnable effect) {
        urgent.put(errand, effect);
        once(errand, () -> recorded(errand));
        afterwards(() -> urgent.remove(errand));
    }

    /** It is durable that the command stands so. */
    void recorded(Errand errand) {
        Runnable effect = urgent.remove(errand);
        if (effect != null) {
            effect.run();
        }
    }

    /** Takes out what is to be done once all that is staged now is durable, in order. */
    List<Runnable> effects() {
        List<Runnable> due = List.copyOf(effects);
        effects.clear();
        return due;
    }

    boolean hasEffects() {
        return !effects.isEmpty();
    }
}
