package io.fivenines.gateway.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds what is asked while nothing can be recorded, for a moment: a cluster's ZooKeeper is away for a second or two
 * whenever it has to elect another leader, and nobody who asks then need notice. What is put at last although it is in
 * vain is refused by whom it is put to. Belongs to the room's thread.
 */
final class Patience {
    /** Longer than an election takes as a rule, shorter than those who ask wait for an answer. */
    static final long LIMIT_MS = 3_000;

    private final CommandQueue queue;
    private final List<Asked> held = new ArrayList<>();

    private record Asked(Runnable question, long untilMs) {}

    Patience(CommandQueue queue) {
        this.queue = queue;
    }

    /** Has something asked: now if that is of use, else when it is or the time since is up, in order. */
    void ask(Runnable question, long askedMs) {
        if (queue.trouble().isEmpty()) {
            question.run();
        } else {
            held.add(new Asked(question, askedMs + LIMIT_MS));
        }
    }

    /**
     * Has asked what has waited for long enough, or, if it is of use now, as much as goes into a commit; answers when
     * to look again.
     */
    long tick(long nowMs) {
        boolean isOfUse = queue.trouble().isEmpty();
        put(held.stream()
                .filter(one -> isOfUse || one.untilMs <= nowMs)
                .limit(isOfUse ? queue.batchMax() : held.size())
                .toList());
        return isOfUse && !held.isEmpty()
                ? nowMs
                : held.stream().mapToLong(Asked::untilMs).min().orElse(Long.MAX_VALUE);
    }

    private void put(List<Asked> due) {
        held.removeAll(due);
        due.forEach(one -> one.question.run());
    }

    /** Has everything asked that waits. */
    void end() {
        put(List.copyOf(held));
    }
}
