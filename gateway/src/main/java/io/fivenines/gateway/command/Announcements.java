package io.fivenines.gateway.command;

import io.fivenines.gateway.connection.Bulletin;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.telemetry.Param;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells results to whoever reads messages: each is one of its tracker's. Belongs to one thread. */
final class Announcements {
    private static final Param ID = Param.named("command.id");
    private static final Param TYPE = Param.named("command.type");
    private static final Param REQUEST = Param.named("command.request");
    private static final Param STATE = Param.named("command.state");
    private static final Param ATTEMPTS = Param.named("command.attempts");
    private static final Param UNCONFIRMED = Param.named("command.unconfirmed");
    private static final Param REPLY = Param.named("command.reply");
    private static final Param REASON = Param.named("command.reason");
    private static final String CHANNEL = "command";

    private final Journal journal;
    private final Consumer<Runnable> thread;
    private final Consumer<Errand> told;
    private final ErrandText text = new ErrandText(IfGatewayDies.FAIL);
    private final Bulletin bulletin = new Bulletin();
    private final Deque<Errand> waiting = new ArrayDeque<>();
    private boolean spaceAsked;

    /**
     * Nothing to tell yet.
     *
     * @param thread runs something on the thread this belongs to
     * @param told is given, there, each result that is durable
     */
    Announcements(Journal journal, Consumer<Runnable> thread, Consumer<Errand> told) {
        this.journal = journal;
        this.thread = thread;
        this.told = told;
    }

    void tell(Errand errand) {
        waiting.add(errand);
    }

    /** Hands over what waits, as far as the journal has space; it goes on by itself when there is more. */
    void flush() {
        while (!waiting.isEmpty() && !spaceAsked) {
            Claim claim = journal.claim();
            if (claim == null) {
                spaceAsked = true;
                journal.whenSpace(() -> thread.accept(this::spaceAgain));
                return;
            }
            commit(claim);
        }
    }

    private void spaceAgain() {
        spaceAsked = false;
        flush();
    }

    private void commit(Claim claim) {
        List<Errand> batch = new ArrayList<>();
        while (!waiting.isEmpty() && write(claim, waiting.peek())) {
            batch.add(waiting.poll());
        }
        if (batch.isEmpty()) {
            throw new IllegalStateException("the result of a command does not fit into an empty claim");
        }
        journal.commit(claim, durable -> {
            durable.release();
            thread.accept(() -> batch.forEach(told));
        });
    }

    private boolean write(Claim claim, Errand errand) {
        Progress progress = errand.progress();
        Map<Param, Object> values = new LinkedHashMap<>();
        values.put(ID, errand.id());
        values.put(TYPE, errand.order().command().type().label());
        values.put(REQUEST, text.command(errand));
        values.put(STATE, progress.state().label());
        values.put(ATTEMPTS, progress.attempts());
        values.put(UNCONFIRMED, progress.unconfirmed());
        if (!progress.reply().isEmpty()) {
            values.put(REPLY, progress.reply());
        }
        if (!progress.reason().isEmpty()) {
            values.put(REASON, progress.reason());
        }
        String protocol = progress.protocol().isEmpty() ? CHANNEL : progress.protocol();
        Origin origin = Origin.listener(protocol, CHANNEL);
        return bulletin.write(claim, errand.ident(), origin, progress.atMs(), values);
    }
}
