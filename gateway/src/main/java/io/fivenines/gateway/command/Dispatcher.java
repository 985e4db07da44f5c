package io.fivenines.gateway.command;

import io.fivenines.gateway.command.CommandRefusal.Cause;
import io.fivenines.gateway.connection.Answer;
import io.fivenines.gateway.connection.Confirmation;
import io.fivenines.gateway.connection.Courier;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Decides what becomes of commands, see {@link State}. One thread calls; what is decided is staged in the queue, and
 * what follows from it, to send, to answer, to tell, waits in {@link #effects} until that is durable.
 */
final class Dispatcher {
    /** How soon to look again while nothing can be recorded. */
    private static final long AGAIN_MS = 1_000;

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
    private final Book book;
    private final Waiters waiters;
    private final Neighbours neighbours;
    private final Map<String, Errand> pending = new LinkedHashMap<>();
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
        book = new Book(config, queue, mailboxes, vitals, outbox);
        waiters = book.waiters();
        neighbours = new Neighbours(queue, mailboxes, book);
    }

    /** Takes up what the last process left: of what it may have sent and heard nothing, the command itself says. */
    void recover(long nowMs) {
        for (Errand errand : queue.kept()) {
            lastNumber = errand.order().number();
            if (errand.state().isFinished()) {
                mailboxes.keep(errand).forEach(queue::drop);
                if (!errand.progress().announced()) {
                    book.tell(errand);
                }
            } else {
                book.begin(errand, 0);
            }
            if (errand.state() == State.SENDING) {
                vitals.unconfirmed();
                book.orphaned(mailboxes.find(errand.ident()), errand, nowMs);
            }
        }
    }

    /** Queues a command; it counts from when that is durable. */
    void submit(Ident ident, Submission asked, long nowMs, CompletableFuture<Errand> answer) {
        String trouble = queue.trouble();
        if (!trouble.isEmpty()) {
            answer.completeExceptionally(unavailable(trouble));
            return;
        }
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
            IfGatewayDies ifDies = asked.ifGatewayDies().orElse(queue.ifGatewayDies());
            Errand errand = new Errand(id, ident, order, ifDies, nowMs, expiresAtMs, Progress.queued(nowMs));
            pending.put(id, errand);
            waiters.add(id, answer, asked.awaited());
            queue.stage(errand);
            vitals.queued();
        }
    }

    private static CommandRefusal unavailable(String why) {
        String detail = "the command cannot be recorded: " + why;
        return new CommandRefusal(Cause.UNAVAILABLE, detail, "to ask again once it can");
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
            Mailbox box = book.begin(errand, 0);
            pump(box, errand.ident(), nowMs);
            Errand now = box.find(errand.id());
            // Null if it has expired already and nothing finished is kept.
            if (now != null && now.state() == State.QUEUED) {
                book.once(errand, () -> waiters.tellTried(errand));
            }
        }
    }

    /** It is durable, other than the rest of what was staged perhaps: the time until it is sent is a time to die in. */
    void recorded(Errand errand) {
        book.recorded(errand);
    }

    /** What was staged may not be durable: what was only queued is taken back. */
    void uncommitted(String why) {
        for (String id : pending.keySet()) {
            queue.drop(id);
            waiters.refuse(id, unavailable(why));
        }
        pending.clear();
    }

    /** Takes out what is to be done once all that is staged now is durable, in order. */
    List<Runnable> effects() {
        return book.effects();
    }

    boolean hasEffects() {
        return book.hasEffects();
    }

    /** Sends what can be sent. */
    private void pump(Mailbox box, Ident ident, long nowMs) {
        Courier courier = couriers.apply(ident);
        Errand next = courier == null || !queue.trouble().isEmpty() ? null : box.next(courier);
        while (next != null) {
            if (next.isExpired(nowMs)) {
                book.expire(box, next, nowMs);
            } else {
                Errand named =
                        next.progress().attempts() == 0 && box.sharesNumber(next) ? next.numbered(number(box)) : next;
                Errand sending = named.with(next.progress().sending(nowMs, courier.protocol()));
                book.change(box, sending);
                box.takenBy(courier, sending.id());
                book.remind(nowMs + config.confirmTimeout().toMillis(), sending);
                book.atOnce(sending, () -> deliver(courier, sending));
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
                book.unconfirmed(box, errand, nowMs);
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
        book.finish(box, errand.with(errand.progress().answered(nowMs, answer.refused(), answer.text())));
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
            book.finish(box, attempt.with(attempt.progress().sent(nowMs)));
        } else if (confirmation == Confirmation.NUMBERED) {
            box.numbers(attempt.id());
        }
        book.once(attempt, () -> waiters.tellTried(attempt));
        pump(box, attempt.ident(), nowMs);
    }

    /** Its protocol has no word for it. */
    void impossible(Errand attempt, String why, long nowMs) {
        Mailbox box = boxOf(attempt);
        if (box != null) {
            book.finish(box, attempt.with(attempt.progress().impossible(nowMs, why)));
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
            book.unconfirmed(box, attempt, nowMs);
        } else if (unsent.isExpired(nowMs)) {
            book.expire(box, unsent, nowMs);
        } else {
            book.tried(box, unsent);
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
            book.change(box, errand.with(errand.progress().told()));
        }
    }

    /** Another node did something to a command, or is gone that was to; see {@link CommandQueue.Follower}. */
    void changed(Errand errand, long nowMs) {
        neighbours.changed(errand, nowMs);
        present(errand.ident(), nowMs);
    }

    /** Looks after what is due; answers when to look again. */
    long tick(long nowMs) {
        if (!queue.trouble().isEmpty()) {
            return nowMs + AGAIN_MS;
        }
        for (Deadline due = book.due(nowMs); due != null; due = book.due(nowMs)) {
            Mailbox box = mailboxes.find(due.ident());
            Errand errand = box == null ? null : box.find(due.id());
            if (errand != null && (errand.state().isFinished() || neighbours.minds(box, errand))) {
                neighbours.due(box, errand, nowMs);
                pump(box, errand.ident(), nowMs);
            } else if (errand != null) {
                due(box, errand, nowMs);
            }
        }
        return book.nextMs();
    }

    private void due(Mailbox box, Errand errand, long nowMs) {
        if (errand.state() == State.QUEUED) {
            if (errand.isExpired(nowMs)) {
                book.expire(box, errand, nowMs);
            }
            return;
        }
        boolean overdue =
                nowMs >= errand.progress().atMs() + config.confirmTimeout().toMillis();
        if (overdue && errand.order().command().type() == CommandType.RAW) {
            book.finish(box, errand.with(errand.progress().sent(nowMs)));
        } else if (overdue) {
            book.unconfirmed(box, errand, nowMs);
        } else if (errand.isExpired(nowMs)) {
            book.once(errand, () -> waiters.tell(errand));
        }
        if (overdue) {
            pump(box, errand.ident(), nowMs);
        }
    }

    /** Takes a command back that is not being sent. */
    void cancel(Ident ident, String id, long nowMs, CompletableFuture<Errand> answer) {
        String trouble = queue.trouble();
        if (!trouble.isEmpty()) {
            answer.completeExceptionally(unavailable(trouble));
            return;
        }
        Mailbox box = mailboxes.find(ident);
        Errand errand = box == null ? null : box.find(id);
        if (errand == null) {
            answer.completeExceptionally(new CommandRefusal(
                    Cause.UNKNOWN, "there is no command '" + id + "' to " + ident, "one of its commands"));
        } else if (errand.state() != State.QUEUED) {
            answer.completeExceptionally(tooLate(errand.state().label()));
        } else {
            Errand cancelled = errand.with(errand.progress().withdrawn(State.CANCELLED, nowMs, "taken back"));
            book.finish(box, cancelled);
            book.once(cancelled, () -> answer.complete(cancelled));
            book.afterwards(() -> answer.completeExceptionally(tooLate("being sent by another node")));
        }
    }

    private static CommandRefusal tooLate(String how) {
        return new CommandRefusal(Cause.TOO_LATE, "the command is " + how, "one that is queued");
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
