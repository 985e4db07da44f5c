package io.fivenines.gateway.command;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Holds what is asked while nothing can be recorded, for a moment: a cluster's ZooKeeper is away for a second or two
 * whenever it has to elect another leader, and nobody who asks then need notice. What is put at last although it is in
 * vain is refused by whom it is put to. Belongs to the room's thread.
 */
final class Patience {
    /** Longer than an election takes as a rule, shorter than those who ask wait for an answer. */
    static final long LIMIT_MS = 3_000;

    /** Far more than the API has connections; who asks, goes away and asks anew is not to fill the memory. */
    static final int HELD_MAX = 10_000;

    private final CommandQueue queue;
    private final Queue<Asked> held = new ArrayDeque<>();

    private record Asked(Runnable question, long untilMs) {}

    Patience(CommandQueue queue) {
        this.queue = queue;
    }

    /** Has something asked after all that is held: once it is of use or its time is up; at once if too much is held. */
    void ask(Runnable question, long askedMs) {
        boolean isNext = held.isEmpty() && queue.trouble().isEmpty();
        if (isNext || held.size() >= HELD_MAX) {
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
        int most = isOfUse ? queue.batchMax() : held.size();
        for (int i = 0; i < most && !held.isEmpty() && (isOfUse || held.peek().untilMs <= nowMs); i++) {
            held.remove().question.run();
        }
        if (held.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return isOfUse ? nowMs : held.peek().untilMs;
    }

    /** Has everything asked that waits. */
    void end() {
        while (!held.isEmpty()) {
            held.remove().question.run();
        }
    }
}
