package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.connection.Answer;
import io.fivenines.gateway.connection.Confirmation;
import io.fivenines.gateway.connection.Courier;
import io.fivenines.gateway.connection.Receipt;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Ident IDENT = Ident.of("352093081234567");
    private static final Command STATUS = new Command.Text("status");
    private static final CommandConfig CONFIG =
            new CommandConfig(Path.of("unused"), Duration.ofSeconds(30), 3, 5, 3, 4, 3);
    private static final long HOUR_MS = 3_600_000;

    private final MemoryQueue queue = new MemoryQueue();
    private final List<Errand> sent = new ArrayList<>();
    private final List<Errand> told = new ArrayList<>();
    private Courier courier;
    private Dispatcher dispatcher = dispatcher();
    private long nowMs = 1_000_000;
    private int ids;

    private Dispatcher dispatcher() {
        Dispatcher.Outbox outbox = new Dispatcher.Outbox() {
            @Override
            public void deliver(Courier to, Errand attempt) {
                assertThat(queue.durable(attempt.id()))
                        .as("recorded before it is sent")
                        .isEqualTo(attempt);
                sent.add(attempt);
            }

            @Override
            public void tell(Errand errand) {
                told.add(errand);
            }
        };
        CommandVitals vitals = new CommandVitals(new Vitals());
        Mailboxes boxes = new Mailboxes(CONFIG);
        return new Dispatcher(CONFIG, queue, boxes, vitals, ident -> courier, outbox, at -> "c" + ++ids);
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

    private void settle() {
        do {
            try {
                queue.commit();
            } catch (IOException e) {
                dispatcher.uncommitted(e.getMessage());
                return;
            }
            List<Runnable> due = dispatcher.effects();
            dispatcher.committed(nowMs);
            due.forEach(Runnable::run);
        } while (dispatcher.hasEffects());
    }

    private void pass(long ms) {
        nowMs += ms;
        dispatcher.tick(nowMs);
        settle();
    }

    private CompletableFuture<Errand> submit(Command command, long lifeMs, boolean awaited) {
        return submit(new Submission(command, "", "", Optional.empty(), lifeMs, awaited));
    }

    private CompletableFuture<Errand> submit(Submission asked) {
        CompletableFuture<Errand> answer = new CompletableFuture<>();
        dispatcher.submit(IDENT, asked, nowMs, answer);
        settle();
        return answer;
    }

    private void connect() {
        courier = line();
        dispatcher.present(IDENT, nowMs);
        settle();
    }

    private void disconnect() {
        Courier gone = courier;
        courier = null;
        dispatcher.gone(IDENT, gone, nowMs);
        settle();
    }

    private void restart() {
        queue.restart();
        courier = null;
        dispatcher = dispatcher();
        dispatcher.recover(nowMs);
        settle();
    }

    private void confirm(Confirmation confirmation) {
        dispatcher.sent(sent.get(sent.size() - 1), confirmation, nowMs);
        settle();
    }

    private void answer(int number, String text) {
        dispatcher.answered(IDENT, new Answer(number, text, false), nowMs);
        settle();
    }

    private Errand only() {
        assertThat(dispatcher.of(IDENT)).hasSize(1);
        return dispatcher.of(IDENT).get(0);
    }

    @Test
    void shouldKeepACommandUntilItsTrackerIsThere() {
        CompletableFuture<Errand> answer = submit(STATUS, HOUR_MS, false);
        assertThat(answer.join().state()).isEqualTo(State.QUEUED);
        assertThat(sent).isEmpty();
        connect();
        assertThat(sent).hasSize(1);
        confirm(Confirmation.IN_TURN);
        answer(0, "all well");
        assertThat(only().state()).isEqualTo(State.CONFIRMED);
        assertThat(only().progress().reply()).isEqualTo("all well");
        assertThat(only().progress().attempts()).isEqualTo(1);
        assertThat(only().progress().unconfirmed()).isFalse();
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldWaitForTheResult() {
        connect();
        CompletableFuture<Errand> answer = submit(STATUS, 15_000, true);
        confirm(Confirmation.IN_TURN);
        assertThat(answer).isNotDone();
        answer(0, "ok");
        assertThat(answer.join().state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void shouldSayThatItIsStillBeingSentWhenTheWaitIsOver() {
        connect();
        CompletableFuture<Errand> answer = submit(STATUS, 15_000, true);
        confirm(Confirmation.IN_TURN);
        pass(15_000);
        assertThat(answer.join().state()).isEqualTo(State.SENDING);
        pass(15_000);
        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().progress().unconfirmed()).isTrue();
        assertThat(sent).hasSize(1);
    }

    @Test
    void shouldExpireWhatCouldNotBeSent() {
        CompletableFuture<Errand> answer = submit(STATUS, 15_000, true);
        pass(14_999);
        assertThat(answer).isNotDone();
        pass(1);
        assertThat(answer.join().state()).isEqualTo(State.EXPIRED);
        connect();
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldSendOneAfterTheOtherUnlessAnswersAreNumbered() {
        connect();
        submit(STATUS, HOUR_MS, false);
        submit(new Command.Text("second"), HOUR_MS, false);
        assertThat(sent).hasSize(1);
        confirm(Confirmation.IN_TURN);
        assertThat(sent).hasSize(1);
        answer(0, "ok");
        assertThat(sent).hasSize(2);
        confirm(Confirmation.NUMBERED);
        submit(new Command.Text("third"), HOUR_MS, false);
        assertThat(sent).hasSize(3);
        answer(sent.get(2).order().number(), "third done");
        assertThat(dispatcher.of(IDENT).get(2).progress().reply()).isEqualTo("third done");
        answer(4711, "whose?");
        assertThat(dispatcher.of(IDENT).get(0).state()).isEqualTo(State.SENDING);
    }

    @Test
    void shouldSendAgainWhatWasNotConfirmedAndSaySo() {
        connect();
        submit(STATUS, HOUR_MS, false);
        confirm(Confirmation.IN_TURN);
        pass(30_000);
        assertThat(sent).hasSize(2);
        disconnect();
        assertThat(only().state()).isEqualTo(State.QUEUED);
        connect();
        assertThat(sent).hasSize(3);
        confirm(Confirmation.IN_TURN);
        answer(0, "at last");
        assertThat(only().progress().attempts()).isEqualTo(3);
        assertThat(only().progress().unconfirmed()).isTrue();
        assertThat(only().state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void shouldGiveUpAfterTheLastAttempt() {
        connect();
        submit(STATUS, HOUR_MS, false);
        pass(30_000);
        pass(30_000);
        pass(30_000);
        assertThat(sent).hasSize(3);
        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().progress().reason()).isEqualTo("sent 3 times, the last time without a confirmation");
    }

    @Test
    void shouldTakeALateNumberedAnswerBeforeItSendsAgain() {
        connect();
        submit(STATUS, HOUR_MS, false);
        confirm(Confirmation.NUMBERED);
        disconnect();
        courier = line();
        dispatcher.present(IDENT, nowMs);
        dispatcher.answered(IDENT, new Answer(sent.get(0).order().number(), "late", false), nowMs);
        settle();
        assertThat(sent).hasSize(1);
        assertThat(only().state()).isEqualTo(State.CONFIRMED);
        assertThat(only().progress().unconfirmed()).isTrue();
    }

    @Test
    void shouldNotCountWhatNeverLeft() {
        connect();
        submit(STATUS, HOUR_MS, false);
        Courier old = courier;
        courier = line();
        dispatcher.present(IDENT, nowMs);
        dispatcher.lost(sent.get(0), false, nowMs);
        dispatcher.gone(IDENT, old, nowMs);
        settle();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).progress().attempts()).isEqualTo(1);
        assertThat(sent.get(1).progress().unconfirmed()).isFalse();
    }

    @Test
    void shouldFailWhatTheProtocolCannotSay() {
        connect();
        CompletableFuture<Errand> answer = submit(STATUS, HOUR_MS, false);
        assertThat(answer).isNotDone();
        dispatcher.impossible(sent.get(0), "no word for it, expected another", nowMs);
        settle();
        assertThat(answer.join().state()).isEqualTo(State.FAILED);
        assertThat(answer.join().progress().attempts()).isZero();
    }

    @Test
    void shouldBeDoneWithWhatIsNeverAnswered() {
        connect();
        submit(STATUS, HOUR_MS, false);
        confirm(Confirmation.NEVER);
        assertThat(only().state()).isEqualTo(State.SENT);
    }

    @Test
    void shouldNotSendBytesAgainThatNobodyAnswers() {
        connect();
        submit(new Command.Raw("0D0A"), HOUR_MS, false);
        confirm(Confirmation.UNKNOWN);
        pass(30_000);
        assertThat(sent).hasSize(1);
        assertThat(only().state()).isEqualTo(State.SENT);
        assertThat(only().progress().unconfirmed()).isTrue();
    }

    @Test
    void shouldSendAgainAfterARestartOnlyWhatWasNotConfirmed() {
        connect();
        submit(STATUS, HOUR_MS, false);
        confirm(Confirmation.IN_TURN);
        restart();
        assertThat(only().progress().unconfirmed()).isTrue();
        connect();
        assertThat(sent).hasSize(2);
        assertThat(only().progress().attempts()).isEqualTo(2);
        answer(0, "ok");
        restart();
        connect();
        assertThat(sent).hasSize(2);
        assertThat(only().state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void shouldNotSendAgainAfterARestartWhatIsToFailThen() {
        connect();
        submit(new Submission(STATUS, "", "", Optional.of(IfGatewayDies.FAIL), HOUR_MS, false));
        confirm(Confirmation.IN_TURN);
        restart();
        connect();
        assertThat(sent).hasSize(1);
        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().progress().unconfirmed()).isTrue();
        assertThat(only().progress().reason()).contains("ended before it knew of a confirmation");
        assertThat(told).containsExactly(only());
    }

    @Test
    void shouldTellAResultAgainThatNobodyRecordedAsTold() {
        connect();
        submit(STATUS, HOUR_MS, false);
        answer(0, "ok");
        restart();
        assertThat(told).hasSize(2).allMatch(errand -> errand.equals(told.get(0)));
        dispatcher.told(told.get(0));
        settle();
        restart();
        assertThat(told).hasSize(2);
    }

    @Test
    void shouldHaveABoundForATrackerAndInAll() {
        for (int i = 0; i < 3; i++) {
            assertThat(submit(STATUS, HOUR_MS, false)).isCompleted();
        }
        assertThat(submit(STATUS, HOUR_MS, false))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("3 unfinished commands to " + IDENT);
    }

    @Test
    void shouldForgetTheOldestResults() {
        connect();
        for (int i = 0; i < 5; i++) {
            submit(STATUS, HOUR_MS, false);
            answer(0, "ok");
        }
        assertThat(dispatcher.of(IDENT)).extracting(Errand::id).containsExactly("c3", "c4", "c5");
        assertThat(queue.durable("c1")).isNull();
    }

    @Test
    void shouldCancelWhatWaitsOnly() {
        submit(STATUS, HOUR_MS, false);
        CompletableFuture<Errand> cancelled = new CompletableFuture<>();
        dispatcher.cancel(IDENT, "c1", nowMs, cancelled);
        settle();
        assertThat(cancelled.join().state()).isEqualTo(State.CANCELLED);
        connect();
        assertThat(sent).isEmpty();
        submit(STATUS, HOUR_MS, false);
        CompletableFuture<Errand> tooLate = new CompletableFuture<>();
        dispatcher.cancel(IDENT, "c2", nowMs, tooLate);
        settle();
        assertThat(tooLate).isCompletedExceptionally();
    }

    @Test
    void shouldTakeNothingAndSendNothingThatCannotBeRecorded() {
        submit(STATUS, HOUR_MS, false);
        queue.full(true);
        assertThat(submit(STATUS, HOUR_MS, false)).isCompletedExceptionally();
        connect();
        assertThat(sent).isEmpty();
        queue.full(false);
        settle();
        assertThat(sent).hasSize(1);
        assertThat(dispatcher.of(IDENT)).hasSize(1);
    }
}
