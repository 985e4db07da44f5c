package io.fivenines.gateway.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The messages a stream has read and its sink has not confirmed, and how many of them are delivered at once: all, as
 * long as there is no poison among them. Once there is, the suspects at the front are halved until it stands alone.
 */
final class Batch {
    private final BatchConfig config;
    private final Deque<Message> messages = new ArrayDeque<>();
    private long bytes;
    private long sinceMs;
    private int suspects;
    private int portion;

    Batch(BatchConfig config) {
        this.config = config;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean isFull() {
        return messages.size() >= config.messages() || bytes >= config.bytes();
    }

    /** How long its first message may still wait for company. */
    long lingerMs(long nowMs) {
        return isFull()
                ? 0
                : Math.max(
                        0, Math.min(config.linger().toMillis(), config.linger().toMillis() + sinceMs - nowMs));
    }

    void add(Message message, long nowMs) {
        if (messages.isEmpty()) {
            sinceMs = nowMs;
        }
        messages.add(message);
        bytes += message.json().length;
    }

    /** What to deliver now. */
    List<Message> portion() {
        return isSuspect() ? messages.stream().limit(portion).toList() : new ArrayList<>(messages);
    }

    Message first() {
        return messages.getFirst();
    }

    /** Takes those away that are confirmed or put aside, from the front. */
    void drop(int count) {
        for (int i = 0; i < count; i++) {
            bytes -= messages.removeFirst().json().length;
        }
        suspects = Math.max(0, suspects - count);
        portion = Math.min(portion, suspects);
    }

    /** Takes all of them away, and what is known of poison among them. */
    void clear() {
        drop(messages.size());
    }

    /** Whether there is poison somewhere at the front. */
    boolean isSuspect() {
        return suspects > 0;
    }

    /** One of what was just delivered is poison. False if that was one message: it is the one. */
    boolean halve() {
        if (!isSuspect()) {
            suspects = messages.size();
            portion = suspects;
        }
        if (portion == 1) {
            return false;
        }
        portion = (portion + 1) / 2;
        return true;
    }

    /** The one that was poison is gone: the other suspects are tried together again. */
    void gather() {
        portion = suspects;
    }
}
