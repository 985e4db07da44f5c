package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.connection.Answer;
import io.fivenines.gateway.connection.Confirmation;
import io.fivenines.gateway.connection.Courier;
import io.fivenines.gateway.connection.Receipt;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A dispatcher through a random life: trackers come and go, answer late, twice or never, the disk fills up, the process
 * is killed between a decision and its recording, or between its recording and what follows. What trackers were really
 * told is kept apart, and compared with what the dispatcher says after every event.
 */
final class DispatcherSimulation {
    private static final CommandConfig CONFIG =
            new CommandConfig(Path.of("unused"), Duration.ofSeconds(30), 3, 20, 8, 1000, 1000);
    private static final List<Ident> IDENTS = List.of(Ident.of("in-turn"), Ident.of("numbering"), Ident.of("silent"));

    private final CommandVitals vitals = new CommandVitals(new Vitals());
    private final Random random;
    private final MemoryQueue queue = new MemoryQueue();
    private final Map<Ident, Line> lines = new HashMap<>();
    private final Map<String, Integer> received = new HashMap<>();
    private final Map<String, State> promised = new HashMap<>();
    private final List<Runnable> events = new ArrayList<>();
    private Dispatcher dispatcher;
    private long nowMs = 1_000_000;
    private int ids;

    DispatcherSimulation(long seed) {
        random = new Random(seed);
        restart();
    }

    /** A connection; what it delivered and nobody knows of yet is lost with the process. */
    private final class Line implements Courier {
        private final Ident ident;
        private final List<Errand> unanswered = new ArrayList<>();

        private Line(Ident ident) {
            this.ident = ident;
        }

        @Override
        public void deliver(Ident addressee, Order order, Receipt receipt) {
            throw new AssertionError("the outbox is not this one");
        }

        @Override
        public String protocol() {
            return ident.toString();
        }

        private void take(Errand attempt) {
            if (lines.get(ident) != this || random.nextInt(10) == 0) {
                events.add(() -> dispatcher.lost(attempt, false, nowMs));
                return;
            }
            received.merge(attempt.id(), 1, Integer::sum);
            check(attempt, received.get(attempt.id()));
            assertThat(promised).as("nothing finished is sent").doesNotContainKey(attempt.id());
            unanswered.add(attempt);
            events.add(() -> dispatcher.sent(attempt, confirmation(), nowMs));
        }

        private Confirmation confirmation() {
            return switch (ident.toString()) {
                case "numbering" -> Confirmation.NUMBERED;
                case "silent" -> Confirmation.NEVER;
                default -> Confirmation.IN_TURN;
            };
        }

        private void answer() {
            if (unanswered.isEmpty() || ident.toString().equals("silent")) {
                return;
            }
            Errand attempt = unanswered.remove(0);
            int number = ident.toString().equals("numbering") ? attempt.order().number() : Sink.UNNUMBERED;
            Answer answer = new Answer(number, attempt.id(), random.nextInt(8) == 0);
            events.add(() -> dispatcher.answered(ident, answer, nowMs));
            if (random.nextInt(20) == 0) {
                events.add(() -> dispatcher.answered(ident, answer, nowMs));
            }
        }
    }

    private void restart() {
        queue.restart();
        List<Errand> orphans = queue.kept().stream()
                .filter(errand -> errand.state() == State.SENDING)
                .toList();
        events.clear();
        lines.clear();
        Dispatcher.Outbox outbox = new Dispatcher.Outbox() {
            @Override
            public void deliver(Courier to, Errand attempt) {
                assertThat(queue.durable(attempt.id())).as("recorded first").isEqualTo(attempt);
                ((Line) to).take(attempt);
            }

            @Override
            public void tell(Errand errand) {
                assertThat(queue.durable(errand.id())).as("recorded first").isEqualTo(errand);
                State before = promised.put(errand.id(), errand.state());
                assertThat(before).as("told before").isIn(null, errand.state());
                events.add(() -> dispatcher.told(errand));
            }
        };
        Mailboxes boxes = new Mailboxes(CONFIG);
        dispatcher = new Dispatcher(CONFIG, queue, boxes, vitals, lines::get, outbox, at -> "c" + ++ids);
        dispatcher.recover(nowMs);
        for (Errand orphan : orphans) {
            boolean again = orphan.ifGatewayDies() == IfGatewayDies.REPEAT
                    && orphan.progress().attempts() < CONFIG.attemptsMax()
                    && !orphan.isExpired(nowMs);
            assertThat(dispatcher.of(orphan.ident()))
                    .filteredOn(errand -> errand.id().equals(orphan.id()))
                    .extracting(Errand::state)
                    .containsExactly(again ? State.QUEUED : State.FAILED);
        }
        settle();
    }

    /** As the room does it, but that it may die at any point. */
    private void settle() {
        do {
            if (random.nextInt(200) == 0) {
                restart();
                return;
            }
            try {
                queue.commit();
            } catch (IOException e) {
                dispatcher.uncommitted(e.getMessage());
                return;
            }
            List<Runnable> due = dispatcher.effects();
            dispatcher.committed(nowMs);
            for (Runnable effect : due) {
                if (random.nextInt(500) == 0) {
                    restart();
                    return;
                }
                effect.run();
            }
        } while (dispatcher.hasEffects());
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            settle();
            check();
        }
        calmDown();
    }

    private void step() {
        Ident ident = IDENTS.get(random.nextInt(IDENTS.size()));
        switch (random.nextInt(10)) {
            case 0 -> submit(ident);
            case 1 -> connect(ident);
            case 2 -> disconnect(ident);
            case 3, 4 -> answer(ident);
            case 5 -> pass(random.nextInt(20_000));
            case 6 -> queue.full(random.nextInt(5) == 0);
            case 7 -> cancel(ident);
            default -> {
                if (!events.isEmpty()) {
                    events.remove(0).run();
                }
            }
        }
    }

    private void submit(Ident ident) {
        boolean awaited = random.nextBoolean();
        long lifeMs = awaited ? 15_000 : 60_000 + random.nextInt(600_000);
        Optional<IfGatewayDies> ifDies = switch (random.nextInt(3)) {
            case 0 -> Optional.of(IfGatewayDies.FAIL);
            case 1 -> Optional.of(IfGatewayDies.REPEAT);
            default -> Optional.empty();
        };
        Submission asked = new Submission(new Command.Reboot(), "", "", ifDies, lifeMs, awaited);
        dispatcher.submit(ident, asked, nowMs, new CompletableFuture<>());
    }

    private void connect(Ident ident) {
        lines.put(ident, new Line(ident));
        dispatcher.present(ident, nowMs);
    }

    private void disconnect(Ident ident) {
        Line gone = lines.remove(ident);
        if (gone != null) {
            events.add(() -> dispatcher.gone(ident, gone, nowMs));
        }
    }

    private void answer(Ident ident) {
        if (lines.containsKey(ident)) {
            lines.get(ident).answer();
        }
    }

    private void pass(long ms) {
        nowMs += ms;
        dispatcher.tick(nowMs);
    }

    private void cancel(Ident ident) {
        List<Errand> errands = dispatcher.of(ident);
        if (!errands.isEmpty() && random.nextInt(4) == 0) {
            dispatcher.cancel(ident, errands.get(0).id(), nowMs, new CompletableFuture<>());
        }
    }

    private void check() {
        for (Ident ident : IDENTS) {
            int sending = 0;
            for (Errand errand : dispatcher.of(ident)) {
                check(errand, received.getOrDefault(errand.id(), 0));
                sending += errand.state() == State.SENDING ? 1 : 0;
            }
            if (sending > 1 && !ident.toString().equals("numbering")) {
                throw new AssertionError(sending + " commands under way to " + ident + ", expected one");
            }
        }
    }

    private static void check(Errand errand, int times) {
        Progress progress = errand.progress();
        if (times > progress.attempts() || progress.attempts() > CONFIG.attemptsMax()) {
            throw new AssertionError("told " + times + " times, expected at most as counted: " + errand);
        }
        if (times > 1 && !progress.unconfirmed()) {
            throw new AssertionError("told " + times + " times, expected it to say so: " + errand);
        }
    }

    /** Once nothing goes wrong any more, everything comes to an end within the longest time there is. */
    private void calmDown() {
        queue.full(false);
        for (int i = 0; i < 10_000 && unfinished() > 0; i++) {
            for (Runnable event : List.copyOf(events)) {
                event.run();
            }
            events.clear();
            settle();
            pass(1000);
            settle();
        }
        assertThat(unfinished()).isZero();
    }

    private long unfinished() {
        return IDENTS.stream()
                .flatMap(ident -> dispatcher.of(ident).stream())
                .filter(errand -> !errand.state().isFinished())
                .count();
    }
}
