package io.fivenines.gateway.command;

import io.fivenines.gateway.command.CommandRefusal.Cause;
import io.fivenines.gateway.connection.Answer;
import io.fivenines.gateway.connection.Confirmation;
import io.fivenines.gateway.connection.Courier;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Decides what becomes of commands, see {@link State}. One thread calls; what is decided is staged in the queue, and
 * what follows from it, to send, to answer, to tell, waits in {@link #effects} until that is durable.
 */
final class Dispatcher {
    private static final String UNCONFIRMED = "sent %d times, the last time without a confirmation";

    /** How what was decided leaves; called when it is durable. */
    interface Outbox {
        /** The receipt is to come back through {@link #sent}, {@link #impossible} or {@link #lost}. */
        void deliver(Courier courier, Errand attempt);

        /** To come back through {@link #told}. */
        void tell(Errand errand);
    }

    private final CommandConfig config;
    private final CommandQueue queue;
    private final Mailboxes mailboxes;
    private final CommandVitals vitals;
    private final Function<Ident, Courier> couriers;
    private final Outbox outbox;
    private final LongFunction<String> ids;
    private final Waiters waiters = new Waiters();
    private final Map<String, Errand> pending = new LinkedHashMap<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final Deque<Runnable> effects = new ArrayDeque<>();
    private int lastNumber;

    /**
     * Nothing has happened yet; {@link #recover} comes first.
     *
     * @param couriers the present connection of a tracker, or null
     * @param ids makes an id for a command queued now
     */
    Dispatcher(
            CommandConfig config,
            CommandQueue queue,
            Mailboxes mailboxes,
            CommandVitals vitals,
            Function<Ident, Courier> couriers,
            Outbox outbox,
            LongFunction<String> ids) {
        this.config = config;
        this.queue = queue;
        this.mailboxes = mailboxes;
        this.vitals = vitals;
        this.couriers = couriers;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Takes up what the last process left: what it may have sent and heard nothing of is to be sent again. */
    void recover(long nowMs) {
        for (Errand errand : queue.kept()) {
            lastNumber = errand.order().number();
            if (errand.state().isFinished()) {
                mailboxes.keep(errand).forEach(queue::drop);
                if (!errand.progress().announced()) {
                    effects.add(() -> outbox.tell(errand));
                }
            } else {
                begin(errand);
            }
            if (errand.state() == State.SENDING) {
                unconfirmed(mailboxes.find(errand.ident()), errand, nowMs);
            }
        }
    }

    private Mailbox begin(Errand errand) {
        deadlines.add(new Deadline(errand.expiresAtMs(), errand.ident(), errand.id()));
        return mailboxes.begin(errand);
    }

    /** Queues a command; it counts from when that is durable. */
    void submit(Ident ident, Submission asked, long nowMs, CompletableFuture<Errand> answer) {
        Mailbox box = mailboxes.find(ident);
        long waiting = (box == null ? 0 : box.waiting())
                + pending.values().stream()
                        .filter(other -> other.ident().equals(ident))
                        .count();
        if (waiting >= config.queueMaxPerDevice()) {
            answer.completeExceptionally(full("to " + ident, config.queueMaxPerDevice()));
        } else if (mailboxes.unfinished() + pending.size() >= config.queueMax()) {
            answer.completeExceptionally(full("in all", config.queueMax()));
        } else {
            Order order = new Order(asked.command(), number(box), asked.password(), asked.dialect());
            long expiresAtMs = nowMs + asked.lifeMs();
            String id = ids.apply(nowMs);
            Errand errand = new Errand(id, ident, order, nowMs, expiresAtMs, Progress.queued(nowMs));
            pending.put(id, errand);
            waiters.add(id, answer, asked.awaited());
            queue.stage(errand);
            vitals.queued();
        }
    }

    private CommandRefusal full(String where, int max) {
        vitals.refused();
        return new CommandRefusal(
                Cause.FULL, "there are " + max + " unfinished commands " + where, "fewer: ask again later");
    }

    /** The next that no unfinished command of the tracker has. */
    private int number(Mailbox box) {
        do {
            lastNumber = lastNumber % Order.NUMBER_MAX + 1;
        } while (box != null && box.holdsNumber(lastNumber));
        return lastNumber;
    }

    /** What was staged is durable: takes in what was queued. */
    void committed(long nowMs) {
        List<Errand> fresh = List.copyOf(pending.values());
        pending.clear();
        for (Errand errand : fresh) {
            Mailbox box = begin(errand);
            pump(box, errand.ident(), nowMs);
            if (box.find(errand.id()).state() == State.QUEUED) {
                effects.add(waiters.tried(errand));
            }
        }
    }

    /** What was staged may not be durable: what was only queued is taken back. */
    void uncommitted(String why) {
        for (String id : pending.keySet()) {
            queue.drop(id);
            String detail = "the command cannot be recorded: " + why;
            waiters.refuse(id, new CommandRefusal(Cause.UNAVAILABLE, detail, "a disk that can be written"));
        }
        pending.clear();
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

    /** Sends what can be sent. */
    private void pump(Mailbox box, Ident ident, long nowMs) {
        Courier courier = couriers.apply(ident);
        Errand next = courier == null ? null : box.next(courier);
        while (next != null) {
            if (next.isExpired(nowMs)) {
                expire(box, next, nowMs);
            } else {
                Errand sending = next.with(next.progress().sending(nowMs, courier.protocol()));
                change(box, sending);
                box.takenBy(courier, sending.id());
                deadlines.add(new Deadline(nowMs + config.confirmTimeout().toMillis(), ident, sending.id()));
                effects.add(() -> deliver(courier, sending));
            }
            next = box.next(courier);
        }
    }

    /** Not what was answered since: a late answer may come between the decision and the disk. */
    private void deliver(Courier courier, Errand attempt) {
        if (boxOf(attempt) != null) {
            outbox.deliver(courier, attempt);
        }
    }

    private void change(Mailbox box, Errand errand) {
        box.put(errand);
        queue.stage(errand);
    }

    private void finish(Mailbox box, Errand errand) {
        queue.stage(errand);
        vitals.finished(errand);
        List<String> forgotten = mailboxes.end(box, errand);
        effects.add(() -> outbox.tell(errand));
        effects.add(waiters.told(errand));
        effects.add(() -> forgotten.forEach(queue::drop));
    }

    private void expire(Mailbox box, Errand errand, long nowMs) {
        String why = errand.progress().attempts() == 0
                ? "its tracker was not there in time"
                : String.format(UNCONFIRMED, errand.progress().attempts());
        finish(box, errand.with(errand.progress().withdrawn(State.EXPIRED, nowMs, why)));
    }

    /** An attempt came to nothing that anybody knows of. */
    private void unconfirmed(Mailbox box, Errand errand, long nowMs) {
        Progress progress = errand.progress();
        vitals.unconfirmed();
        if (progress.attempts() >= config.attemptsMax() || errand.isExpired(nowMs)) {
            finish(box, errand.with(progress.failed(nowMs, String.format(UNCONFIRMED, progress.attempts()))));
        } else {
            Errand open = errand.with(progress.again(nowMs));
            change(box, open);
            effects.add(waiters.tried(open));
        }
    }

    /** The tracker is there. */
    void present(Ident ident, long nowMs) {
        Mailbox box = mailboxes.find(ident);
        if (box != null) {
            pump(box, ident, nowMs);
        }
    }

    /** A connection ended: what was under way on it is open again. */
    void gone(Ident ident, Courier courier, long nowMs) {
        Mailbox box = mailboxes.find(ident);
        if (box == null) {
            return;
        }
        for (Errand errand : box.unfinished()) {
            if (errand.state() == State.SENDING && box.isTakenBy(courier, errand.id())) {
                unconfirmed(box, errand, nowMs);
            }
        }
        pump(box, ident, nowMs);
    }

    void answered(Ident ident, Answer answer, long nowMs) {
        Mailbox box = mailboxes.find(ident);
        Errand errand = box == null ? null : box.answeredBy(answer);
        if (errand == null) {
            vitals.unmatched();
            return;
        }
        finish(box, errand.with(errand.progress().answered(nowMs, answer.refused(), answer.text())));
        pump(box, ident, nowMs);
    }

    /** The network has it. */
    void sent(Errand attempt, Confirmation confirmation, long nowMs) {
        Mailbox box = boxOf(attempt);
        if (box == null) {
            return;
        }
        vitals.sent();
        if (confirmation == Confirmation.NEVER) {
            finish(box, attempt.with(attempt.progress().sent(nowMs)));
        } else if (confirmation == Confirmation.NUMBERED) {
            box.numbers(attempt.id());
        }
        effects.add(waiters.tried(attempt));
        pump(box, attempt.ident(), nowMs);
    }

    /** Its protocol has no word for it. */
    void impossible(Errand attempt, String why, long nowMs) {
        Mailbox box = boxOf(attempt);
        if (box != null) {
            finish(box, attempt.with(attempt.progress().impossible(nowMs, why)));
            pump(box, attempt.ident(), nowMs);
        }
    }

    /** The connection had ended; the next one takes it. */
    void lost(Errand attempt, boolean touched, long nowMs) {
        Mailbox box = boxOf(attempt);
        if (box == null) {
            return;
        }
        // Where it is the present one, its end is still to be told, and that is when to go on.
        boolean present = box.isTakenBy(couriers.apply(attempt.ident()), attempt.id());
        Errand unsent = attempt.with(attempt.progress().unsent(nowMs));
        if (touched) {
            unconfirmed(box, attempt, nowMs);
        } else if (unsent.isExpired(nowMs)) {
            expire(box, unsent, nowMs);
        } else {
            change(box, unsent);
            effects.add(waiters.tried(unsent));
        }
        if (!present) {
            pump(box, attempt.ident(), nowMs);
        }
    }

    /** Where an attempt belongs, null if it is over meanwhile. */
    private Mailbox boxOf(Errand attempt) {
        Mailbox box = mailboxes.find(attempt.ident());
        Errand now = box == null ? null : box.find(attempt.id());
        return now != null && now.equals(attempt) ? box : null;
    }

    /** Its result is a durable message; should nobody record that, it is told again, under the same message id. */
    void told(Errand errand) {
        Mailbox box = mailboxes.find(errand.ident());
        if (box != null && box.find(errand.id()) != null) {
            change(box, errand.with(errand.progress().told()));
        }
    }

    /** Looks after what is due; answers when to look again. */
    long tick(long nowMs) {
        while (!deadlines.isEmpty() && deadlines.peek().atMs() <= nowMs) {
            Deadline due = deadlines.poll();
            Mailbox box = mailboxes.find(due.ident());
            Errand errand = box == null ? null : box.find(due.id());
            if (errand != null && !errand.state().isFinished()) {
                due(box, errand, nowMs);
            }
        }
        return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.peek().atMs();
    }

    private void due(Mailbox box, Errand errand, long nowMs) {
        if (errand.state() == State.QUEUED) {
            if (errand.isExpired(nowMs)) {
                expire(box, errand, nowMs);
            }
            return;
        }
        boolean overdue =
                nowMs >= errand.progress().atMs() + config.confirmTimeout().toMillis();
        if (overdue && errand.order().command().type() == CommandType.RAW) {
            finish(box, errand.with(errand.progress().sent(nowMs)));
        } else if (overdue) {
            unconfirmed(box, errand, nowMs);
        } else if (errand.isExpired(nowMs)) {
            effects.add(waiters.told(errand));
        }
        if (overdue) {
            pump(box, errand.ident(), nowMs);
        }
    }

    /** Takes a command back that is not being sent. */
    void cancel(Ident ident, String id, long nowMs, CompletableFuture<Errand> answer) {
        Mailbox box = mailboxes.find(ident);
        Errand errand = box == null ? null : box.find(id);
        if (errand == null) {
            answer.completeExceptionally(new CommandRefusal(
                    Cause.UNKNOWN, "there is no command '" + id + "' to " + ident, "one of its commands"));
        } else if (errand.state() != State.QUEUED) {
            answer.completeExceptionally(new CommandRefusal(
                    Cause.TOO_LATE, "the command is " + errand.state().label(), "one that is queued"));
        } else {
            Errand cancelled = errand.with(errand.progress().withdrawn(State.CANCELLED, nowMs, "taken back"));
            finish(box, cancelled);
            effects.add(() -> answer.complete(cancelled));
        }
    }

    /** All that are kept of a tracker, the unfinished ones first, else in the order of queueing. */
    List<Errand> of(Ident ident) {
        Mailbox box = mailboxes.find(ident);
        if (box == null) {
            return List.of();
        }
        List<Errand> all = new ArrayList<>(box.unfinished());
        all.addAll(box.finished());
        return all;
    }

    /** The gateway stops: whoever waits is told how it stands. */
    void release() {
        uncommitted("the gateway stops");
        waiters.refuseAll();
    }
}
