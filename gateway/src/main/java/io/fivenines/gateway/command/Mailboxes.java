package io.fivenines.gateway.command;

import io.fivenines.gateway.telemetry.Ident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The commands of all trackers. */
final class Mailboxes {
    private final int keepMax;
    private final int keepMaxPerDevice;
    private final Map<Ident, Mailbox> boxes = new HashMap<>();
    /** Whose finished commands can be looked up, in the order of finishing. */
    private final Map<String, Ident> finished = new LinkedHashMap<>();

    private final Set<Ident> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unfinished = new AtomicInteger();

    Mailboxes(CommandConfig config) {
        keepMax = config.keepMax();
        keepMaxPerDevice = config.keepMaxPerDevice();
    }

    /** Whether something is to be sent to, or heard of, this tracker. Any thread. */
    boolean concerns(Ident ident) {
        return waiting.contains(ident);
    }

    /** How many are unfinished. Any thread. */
    int unfinished() {
        return unfinished.get();
    }

    /** The trackers that something is to be sent to, or heard of. */
    Set<Ident> waiting() {
        return Set.copyOf(waiting);
    }

    /** Forgets one that others forgot. */
    void forget(Ident ident, String id) {
        Mailbox box = boxes.get(ident);
        Errand errand = box == null ? null : box.find(id);
        if (errand == null) {
            return;
        }
        finished.remove(id);
        box.forget(id);
        if (!errand.state().isFinished()) {
            unfinished.decrementAndGet();
        }
        if (box.waiting() == 0) {
            waiting.remove(ident);
        }
        if (box.isEmpty()) {
            boxes.remove(ident);
        }
    }

    /** Null if there is nothing of this tracker. */
    Mailbox find(Ident ident) {
        return boxes.get(ident);
    }

    /** Takes an unfinished one in. */
    Mailbox begin(Errand errand) {
        Mailbox box = boxes.computeIfAbsent(errand.ident(), ident -> new Mailbox());
        box.put(errand);
        finished.remove(errand.id());
        unfinished.incrementAndGet();
        waiting.add(errand.ident());
        return box;
    }

    /** Takes the end of an unfinished one in; answers the ids of those that are forgotten for it. */
    List<String> end(Mailbox box, Errand errand) {
        box.put(errand);
        unfinished.decrementAndGet();
        if (box.waiting() == 0) {
            waiting.remove(errand.ident());
        }
        return keep(box, errand);
    }

    /** Takes a finished one in from before; answers the same. */
    List<String> keep(Errand errand) {
        Mailbox box = boxes.computeIfAbsent(errand.ident(), ident -> new Mailbox());
        box.put(errand);
        return keep(box, errand);
    }

    private List<String> keep(Mailbox box, Errand errand) {
        List<String> forgotten = new ArrayList<>();
        finished.put(errand.id(), errand.ident());
        while (box.finished().size() > keepMaxPerDevice) {
            forget(box.finished().iterator().next().id(), forgotten);
        }
        while (finished.size() > keepMax) {
            forget(finished.keySet().iterator().next(), forgotten);
        }
        return forgotten;
    }

    private void forget(String id, List<String> forgotten) {
        forgotten.add(id);
        Ident ident = finished.remove(id);
        Mailbox box = boxes.get(ident);
        box.forget(id);
        if (box.isEmpty()) {
            boxes.remove(ident);
        }
    }
}
