package io.fivenines.gateway.command;

import io.fivenines.gateway.connection.Answer;
import io.fivenines.gateway.connection.CommandListener;
import io.fivenines.gateway.connection.Confirmation;
import io.fivenines.gateway.connection.Courier;
import io.fivenines.gateway.connection.Receipt;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The room of commands: one thread takes what happens, has the {@link Dispatcher} decide, makes that durable, and then
 * does what follows from it. What happens in the meantime is made durable together.
 */
public final class CommandRoom implements CommandListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRoom.class);
    private static final long LOOK_AGAIN_MS = 1000;

    /** Bounded by what is unfinished and who may ask: nothing else is told to this room. */
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();

    private final CommandQueue queue;
    private final Registry registry;
    private final InstantSource clock;
    private final Mailboxes mailboxes;
    private final Dispatcher dispatcher;
    private final Patience patience;
    private final Announcements announcements;
    private Thread thread;
    private boolean closing;
    private boolean failing;

    /**
     * Takes up what is in the queue; nothing is sent before {@link #start}.
     *
     * @param queue belongs to the room from now on
     * @param ids makes an id for a command of now, unlike any other
     */
    public CommandRoom(
            CommandConfig config,
            CommandQueue queue,
            Journal journal,
            Registry registry,
            Vitals vitals,
            InstantSource clock,
            LongFunction<String> ids) {
        this.queue = queue;
        this.registry = registry;
        this.clock = clock;
        patience = new Patience(queue);
        mailboxes = new Mailboxes(config);
        announcements = new Announcements(journal, inbox::add, this::told);
        CommandVitals counts = new CommandVitals(vitals);
        vitals.gauge("fivenines_command_unfinished", "Commands that wait or are under way.", mailboxes::unfinished);
        dispatcher = new Dispatcher(config, queue, mailboxes, counts, registry::courier, outbox(), ids);
        dispatcher.recover(clock.millis());
        queue.follow(inbox::add, follower());
    }

    private CommandQueue.Follower follower() {
        return new CommandQueue.Follower() {
            @Override
            public void changed(Errand errand) {
                dispatcher.changed(errand, clock.millis());
            }

            @Override
            public void recorded(Errand errand) {
                dispatcher.recorded(errand);
            }

            @Override
            public void forgotten(Ident ident, String id) {
                mailboxes.forget(ident, id);
            }

            @Override
            public void up() {
                // One by one, so that no commit is of all of them.
                mailboxes.waiting().forEach(ident -> present(ident));
            }
        };
    }

    private Dispatcher.Outbox outbox() {
        return new Dispatcher.Outbox() {
            @Override
            public void deliver(Courier courier, Errand attempt) {
                Receipt receipt = receipt(attempt);
                if (queue.holds(attempt)) {
                    courier.deliver(attempt.ident(), attempt.order(), receipt);
                } else {
                    receipt.lost(false);
                }
            }

            @Override
            public void tell(Errand errand) {
                announcements.tell(errand);
            }
        };
    }

    private Receipt receipt(Errand attempt) {
        return new Receipt() {
            @Override
            public void sent(Confirmation confirmation) {
                inbox.add(() -> dispatcher.sent(attempt, confirmation, clock.millis()));
            }

            @Override
            public void impossible(String why) {
                inbox.add(() -> dispatcher.impossible(attempt, why, clock.millis()));
            }

            @Override
            public void lost(boolean touched) {
                inbox.add(() -> dispatcher.lost(attempt, touched, clock.millis()));
            }
        };
    }

    private void told(Errand errand) {
        dispatcher.told(errand);
    }

    /** Begins to send. */
    public void start(ThreadFactory threads) {
        registry.commands(this);
        thread = threads.newThread(this::run);
        thread.start();
    }

    private void run() {
        try {
            long nextMs = 0;
            while (!closing) {
                take(nextMs);
                nextMs = Math.min(patience.tick(clock.millis()), dispatcher.tick(clock.millis()));
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        patience.end();
        dispatcher.release();
    }

    private void take(long untilMs) throws InterruptedException {
        long waitMs = Math.min(LOOK_AGAIN_MS, untilMs - clock.millis());
        int batchMax = queue.batchMax();
        Runnable event = inbox.poll(Math.max(0, waitMs), TimeUnit.MILLISECONDS);
        for (int i = 0; event != null && i < batchMax; i++) {
            event.run();
            event = i + 1 < batchMax ? inbox.poll() : null;
        }
    }

    /** Makes durable what was decided, does what follows, and so on until nothing follows. */
    private void settle() {
        do {
            try {
                queue.commit();
            } catch (IOException e) {
                failed(e);
                return;
            }
            recovered();
            List<Runnable> due = dispatcher.effects();
            dispatcher.committed(clock.millis());
            due.forEach(Runnable::run);
        } while (dispatcher.hasEffects());
        announcements.flush();
    }

    private void failed(IOException cause) {
        if (!failing) {
            failing = true;
            // Where the queue is shared, its not being there is foreseen.
            LOG.atLevel(queue.isShared() ? Level.WARN : Level.ERROR)
                    .setCause(cause)
                    .log("Commands cannot be recorded; none is sent until they can");
        }
        dispatcher.uncommitted(cause.getMessage());
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Commands can be recorded again");
        }
    }

    /** Queues a command; answers when it is queued and, where its tracker is connected, sent, or how it ended. */
    public CompletableFuture<Errand> submit(Ident ident, Submission asked) {
        CompletableFuture<Errand> answer = new CompletableFuture<>();
        put(answer, askedMs -> dispatcher.submit(ident, asked, askedMs, answer));
        return answer;
    }

    /** Takes a command back that waits. */
    public CompletableFuture<Errand> cancel(Ident ident, String id) {
        CompletableFuture<Errand> answer = new CompletableFuture<>();
        put(answer, askedMs -> dispatcher.cancel(ident, id, clock.millis(), answer));
        return answer;
    }

    /** Nothing is done any more for who has been told meanwhile that it is not. */
    private void put(CompletableFuture<?> answer, LongConsumer question) {
        long askedMs = clock.millis();
        Runnable unlessGivenUp = () -> {
            if (!answer.isDone()) {
                question.accept(askedMs);
            }
        };
        inbox.add(() -> patience.ask(unlessGivenUp, askedMs));
    }

    /** All commands of a tracker that are kept: the unfinished ones first, else in the order of queueing. */
    public CompletableFuture<List<Errand>> of(Ident ident) {
        return ask(() -> dispatcher.of(ident));
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        inbox.add(() -> answer.complete(question.get()));
        return answer;
    }

    @Override
    public boolean concerns(Ident ident) {
        return mailboxes.concerns(ident);
    }

    @Override
    public void present(Ident ident) {
        inbox.add(() -> dispatcher.present(ident, clock.millis()));
    }

    @Override
    public void gone(Ident ident, Courier courier) {
        inbox.add(() -> dispatcher.gone(ident, courier, clock.millis()));
    }

    @Override
    public void answered(Ident ident, Answer answer) {
        inbox.add(() -> dispatcher.answered(ident, answer, clock.millis()));
    }

    /** Records what has happened so far; what waits or is under way goes on in the next process. */
    @Override
    public void close() throws IOException {
        registry.commands(CommandListener.NOBODY);
        if (thread != null) {
            inbox.add(() -> closing = true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        queue.close();
    }
}
