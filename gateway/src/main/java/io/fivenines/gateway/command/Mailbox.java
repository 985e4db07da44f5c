package io.fivenines.gateway.command;

import io.fivenines.gateway.connection.Answer;
import io.fivenines.gateway.connection.Courier;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All commands of one tracker, in the order of queueing, and through whom they are being sent. */
final class Mailbox {
    /** Commands under way at once to a tracker whose answers carry numbers. */
    private static final int WINDOW = 8;

    private final Map<String, Errand> unfinished = new LinkedHashMap<>();
    private final Map<String, Errand> finished = new LinkedHashMap<>();
    private final Map<String, Courier> couriers = new HashMap<>();
    /** The connection known to number its answers, or null. */
    private Courier numbering;

    /** Takes a command in, or what became of one. */
    void put(Errand errand) {
        if (errand.state().isFinished()) {
            unfinished.remove(errand.id());
            finished.put(errand.id(), errand);
        } else {
            finished.remove(errand.id());
            unfinished.put(errand.id(), errand);
        }
        if (errand.state() != State.SENDING) {
            couriers.remove(errand.id());
        }
    }

    /** Null if there is none. */
    Errand find(String id) {
        return unfinished.containsKey(id) ? unfinished.get(id) : finished.get(id);
    }

    void forget(String id) {
        unfinished.remove(id);
        couriers.remove(id);
        finished.remove(id);
    }

    /** How many are unfinished. */
    int waiting() {
        return unfinished.size();
    }

    Collection<Errand> unfinished() {
        return List.copyOf(unfinished.values());
    }

    Collection<Errand> finished() {
        return finished.values();
    }

    boolean isEmpty() {
        return unfinished.isEmpty() && finished.isEmpty();
    }

    boolean holdsNumber(int number) {
        return unfinished.values().stream().anyMatch(errand -> errand.order().number() == number);
    }

    /** Whether another unfinished one has its number: two nodes may have taken the same at the same time. */
    boolean sharesNumber(Errand errand) {
        return unfinished.values().stream()
                .anyMatch(other -> !other.id().equals(errand.id())
                        && other.order().number() == errand.order().number());
    }

    void letGo(String id) {
        couriers.remove(id);
    }

    void takenBy(Courier courier, String id) {
        couriers.put(id, courier);
    }

    /** Whether it is being sent through a connection to this node. */
    boolean isTaken(String id) {
        return couriers.containsKey(id);
    }

    boolean isTakenBy(Courier courier, String id) {
        return couriers.get(id) == courier;
    }

    /** This connection's answers carry numbers, so that others need not wait for their turn. */
    void numbers(String id) {
        numbering = couriers.get(id);
    }

    /** The next to be sent through this connection, null if there is none or it has to wait for an answer. */
    Errand next(Courier courier) {
        int window = courier == numbering ? WINDOW : 1;
        Errand next = null;
        for (Errand errand : unfinished.values()) {
            if (errand.state() == State.SENDING && --window == 0) {
                return null;
            }
            if (next == null && errand.state() == State.QUEUED) {
                next = errand;
            }
        }
        return next;
    }

    /** Which command an answer is to, or null. A number finds one that waits to be sent again, too. */
    Errand answeredBy(Answer answer) {
        for (Errand errand : unfinished.values()) {
            boolean meant = !answer.isNumbered()
                    ? errand.state() == State.SENDING
                    : errand.order().number() == answer.number()
                            && errand.progress().attempts() > 0;
            if (meant) {
                return errand;
            }
        }
        return null;
    }
}
