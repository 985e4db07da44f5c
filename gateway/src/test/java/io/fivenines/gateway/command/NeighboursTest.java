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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two nodes with one queue, without a thread or a ZooKeeper. */
class NeighboursTest {
    private static final Ident IDENT = Ident.of("352093081234567");
    private static final CommandConfig CONFIG =
            new CommandConfig(Path.of("unused"), Duration.ofSeconds(30), 3, 5, 3, 4, 3);
    private static final long HOUR_MS = 3_600_000;

    private final SharedMemory memory = new SharedMemory();
    private final One a = new One("a");
    private final One b = new One("b");
    private long nowMs = 1_000_000;

    /** A node. */
    private final class One implements CommandQueue.Follower, Dispatcher.Outbox {
        private final SharedMemory.Seat queue = memory.sit();
        private final Mailboxes boxes = new Mailboxes(CONFIG);
        private final List<Errand> sent = new ArrayList<>();
        private final List<Errand> told = new ArrayList<>();
        private final Dispatcher dispatcher;
        private Courier courier;
        private int ids;

        private One(String name) {
            CommandVitals vitals = new CommandVitals(new Vitals());
            dispatcher = new Dispatcher(CONFIG, queue, boxes, vitals, ident -> courier, this, at -> name + "-" + ++ids);
            queue.follow(Runnable::run, this);
        }

        @Override
        public void changed(Errand errand) {
            dispatcher.changed(errand, nowMs);
        }

        @Override
        public void recorded(Errand errand) {
            dispatcher.recorded(errand);
        }

        @Override
        public void forgotten(Ident ident, String id) {
            boxes.forget(ident, id);
        }

        @Override
        public void up() {
            boxes.waiting().forEach(ident -> dispatcher.present(ident, nowMs));
        }

        @Override
        public void deliver(Courier to, Errand attempt) {
            assertThat(queue.holds(attempt)).as("claimed before it is sent").isTrue();
            sent.add(attempt);
        }

        @Override
        public void tell(Errand errand) {
            told.add(errand);
        }

        private void connect() {
            courier = line();
            dispatcher.present(IDENT, nowMs);
            settle();
        }

        private void settle() {
            do {
                queue.commit();
                List<Runnable> due = dispatcher.effects();
                dispatcher.committed(nowMs);
                due.forEach(Runnable::run);
            } while (dispatcher.hasEffects());
        }

        private CompletableFuture<Errand> submit(long lifeMs, boolean awaited) {
            return submit(Optional.empty(), lifeMs, awaited);
        }

        private CompletableFuture<Errand> submit(Optional<IfGatewayDies> ifDies, long lifeMs, boolean awaited) {
            CompletableFuture<Errand> answer = new CompletableFuture<>();
            Submission asked = new Submission(new Command.Text("status"), "", "", ifDies, lifeMs, awaited);
            dispatcher.submit(IDENT, asked, nowMs, answer);
            settle();
            return answer;
        }

        private void answer(String text) {
            dispatcher.sent(sent.get(sent.size() - 1), Confirmation.IN_TURN, nowMs);
            dispatcher.answered(IDENT, new Answer(Sink.UNNUMBERED, text, false), nowMs);
            settle();
        }

        private Errand only() {
            assertThat(dispatcher.of(IDENT)).hasSize(1);
            return dispatcher.of(IDENT).get(0);
        }
    }

    private static Courier line() {
        return new Courier() {
            @Override
            public void deliver(Ident addressee, Order order, Receipt receipt) {
                throw new AssertionError("the outbox is not this one");
            }

            @Override
            public String protocol() {
                return "line";
            }
        };
    }

    private void pass(long ms) {
        nowMs += ms;
        for (One one : List.of(a, b)) {
            one.dispatcher.tick(nowMs);
            one.settle();
        }
    }

    @Test
    void shouldSendWhereTheTrackerComesAndTellWhoeverAskedElsewhere() {
        CompletableFuture<Errand> answer = a.submit(15_000, true);
        b.connect();
        assertThat(b.sent).hasSize(1);
        assertThat(a.only().state()).isEqualTo(State.SENDING);
        assertThat(answer).isNotDone();
        b.answer("ok");
        assertThat(answer.join().progress().reply()).isEqualTo("ok");
        assertThat(a.only()).isEqualTo(b.only());
        assertThat(b.told).hasSize(1);
        assertThat(a.told).isEmpty();
    }

    @Test
    void shouldSendAsSoonAsThatIsRecordedAndOnce() {
        a.submit(HOUR_MS, false);
        b.courier = line();
        b.dispatcher.present(IDENT, nowMs);
        assertThat(b.sent).isEmpty();
        b.queue.commit();
        assertThat(b.sent).as("whatever else the commit is about").hasSize(1);
        b.settle();
        assertThat(b.sent).hasSize(1);
    }

    @Test
    void shouldNotSendAgainWhatADeadNodeMayHaveSent() {
        a.submit(HOUR_MS, false);
        a.submit(HOUR_MS, false);
        b.connect();
        assertThat(b.sent).hasSize(1);
        b.queue.die();
        a.connect();
        assertThat(a.sent).as("the other waits for its turn").isEmpty();
        nowMs += 2_000;
        a.dispatcher.tick(nowMs);
        a.settle();
        Errand first = a.dispatcher.of(IDENT).get(1);
        assertThat(first.state()).isEqualTo(State.FAILED);
        assertThat(first.progress().unconfirmed()).isTrue();
        assertThat(first.progress().attempts()).isEqualTo(1);
        assertThat(a.told).containsExactly(first);
        a.dispatcher.present(IDENT, nowMs);
        a.settle();
        assertThat(a.sent).hasSize(1);
        assertThat(a.sent.get(0).id()).isNotEqualTo(first.id());
    }

    @Test
    void shouldSendAgainWhatADeadNodeMayHaveSentIfThatIsToBeRepeated() {
        One c = new One("c");
        a.submit(Optional.of(IfGatewayDies.REPEAT), HOUR_MS, false);
        b.connect();
        assertThat(b.sent).hasSize(1);
        b.queue.die();
        c.connect();
        assertThat(c.sent)
                .as("the record and its claim may be heard of one after the other")
                .isEmpty();
        nowMs += 2_000;
        for (One one : List.of(a, c, a, c)) {
            one.dispatcher.tick(nowMs);
            one.settle();
        }
        assertThat(a.sent).isEmpty();
        assertThat(c.sent).as("once, although two came to know of it").hasSize(1);
        c.answer("done");
        assertThat(a.only()).isEqualTo(c.only());
        assertThat(a.only().state()).isEqualTo(State.CONFIRMED);
        assertThat(a.only().progress().attempts()).isEqualTo(2);
        assertThat(a.only().progress().unconfirmed()).isTrue();
        assertThat(a.told).isEmpty();
        assertThat(c.told).hasSize(1);
    }

    @Test
    void shouldGiveUpWhatIsToBeRepeatedAfterTheLastAttempt() {
        a.submit(Optional.of(IfGatewayDies.REPEAT), HOUR_MS, false);
        for (int attempt = 1; attempt <= 3; attempt++) {
            One one = new One("mortal-" + attempt);
            one.connect();
            assertThat(one.sent).hasSize(1);
            one.queue.die();
            nowMs += 2_000;
            a.dispatcher.tick(nowMs);
            a.settle();
        }
        assertThat(a.only().state()).isEqualTo(State.FAILED);
        assertThat(a.only().progress().attempts()).isEqualTo(3);
        assertThat(a.only().progress().unconfirmed()).isTrue();
    }

    @Test
    void shouldSendOnceWhatIsPresentAtTwoNodes() {
        a.submit(HOUR_MS, false);
        a.courier = line();
        b.courier = line();
        a.dispatcher.present(IDENT, nowMs);
        b.dispatcher.present(IDENT, nowMs);
        b.settle();
        a.settle();
        assertThat(a.sent.size() + b.sent.size()).isEqualTo(1);
        pass(29_000);
        assertThat(a.sent.size() + b.sent.size()).isEqualTo(1);
    }

    @Test
    void shouldEndForANodeThatIsGoneWhatNobodySentInTime() {
        a.submit(60_000, false);
        a.queue.die();
        nowMs += 60_000;
        b.dispatcher.tick(nowMs);
        b.settle();
        assertThat(b.only().state()).isEqualTo(State.QUEUED);
        nowMs += 10_000;
        b.dispatcher.tick(nowMs);
        b.settle();
        assertThat(b.only().state()).isEqualTo(State.EXPIRED);
        assertThat(b.told).hasSize(1);
    }

    @Test
    void shouldRefuseAndSendNothingWhileTheQueueIsAway() {
        a.submit(HOUR_MS, false);
        memory.away(true);
        assertThat(a.submit(HOUR_MS, false)).isCompletedExceptionally();
        b.connect();
        pass(1_000);
        assertThat(b.sent).isEmpty();
        memory.away(false);
        b.settle();
        assertThat(b.sent).hasSize(1);
        assertThat(b.sent.get(0).progress().attempts()).isEqualTo(1);
    }
}
