package io.fivenines.gateway.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds what is asked while nothing can be recorded, for a moment: a cluster's ZooKeeper is away for a second or two
 * whenever it has to elect another leader, and nobody who asks need notice. What is put at last although it is in vain
 * is refused by whom it is put to. Belongs to the room's thread.
 */
final class Patience {
    /** Longer than an election takes, shorter than those who ask wait for an answer. */
    static final long LIMIT_MS = 3_000;

    private final CommandQueue queue;
    private final List<Asked> held = new ArrayList<>();

    private record Asked(Runnable question, long untilMs) {}

    Patience(CommandQueue queue) {
        this.queue = queue;
    }

    /** Has something asked: now if that is of use, else when it is or the time is up, in order. */
    void ask(Runnable question, long nowMs) {
        if (queue.trouble().isEmpty()) {
            question.run();
        } else {
            held.add(new Asked(question, nowMs + LIMIT_MS));
        }
    }

    /** Has asked what has waited for long enough; answers when to look again. */
    long tick(long nowMs) {
        List<Asked> due = held.stream().filter(one -> one.untilMs <= nowMs).toList();
        held.removeAll(due);
        due.forEach(one -> one.question.run());
        return held.stream().mapToLong(Asked::untilMs).min().orElse(Long.MAX_VALUE);
    }

    /** It is of use now: has everything asked that waits, through what takes one after the other. */
    void up(Consumer<Runnable> desk) {
        List<Asked> all = List.copyOf(held);
        held.clear();
        all.forEach(one -> desk.accept(() -> askAgain(one)));
    }

    /** Should it be of none any more by then, it goes on waiting, and no longer than it would have. */
    private void askAgain(Asked asked) {
        if (queue.trouble().isEmpty()) {
            asked.question.run();
        } else {
            held.add(asked);
        }
    }

    /** Has everything asked that waits, although it is in vain. */
    void end() {
        tick(Long.MAX_VALUE);
    }
}
