package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A {@link Dispatcher} that is to keep nothing finished, or nothing of one tracker: it forgets at once. */
class NothingKeptTest implements Dispatcher.Outbox {
    private static final Ident IDENT = Ident.of("352093081234567");
    private static final long NOW_MS = 1_000_000;
    private static final long LIFE_MS = 15_000;

    private final MemoryQueue queue = new MemoryQueue();
    private final List<Errand> sent = new ArrayList<>();
    private final List<Errand> told = new ArrayList<>();

    private Dispatcher dispatcher(int keepMax, int keepMaxPerDevice) {
        CommandConfig config =
                new CommandConfig(Path.of("unused"), Duration.ofSeconds(30), 3, 5, 3, keepMax, keepMaxPerDevice);
        CommandVitals vitals = new CommandVitals(new Vitals());
        return new Dispatcher(config, queue, new Mailboxes(config), vitals, ident -> new Line(), this, at -> "c1");
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "64, 0", "0, 0"})
    void shouldEndWhatExpiredWhileItWasMadeDurable(int keepMax, int keepMaxPerDevice) throws IOException {
        Dispatcher dispatcher = dispatcher(keepMax, keepMaxPerDevice);
        CompletableFuture<Errand> answer = new CompletableFuture<>();
        Submission asked = new Submission(new Command.Reboot(), "", "", Optional.empty(), LIFE_MS, true);
        dispatcher.submit(IDENT, asked, NOW_MS, answer);
        long lateMs = NOW_MS + LIFE_MS;
        do {
            queue.commit();
            List<Runnable> due = dispatcher.effects();
            dispatcher.committed(lateMs);
            due.forEach(Runnable::run);
        } while (dispatcher.hasEffects());
        assertThat(answer).isCompletedWithValueMatching(errand -> errand.state() == State.EXPIRED);
        assertThat(told).extracting(Errand::state).containsExactly(State.EXPIRED);
        assertThat(sent).isEmpty();
        assertThat(dispatcher.of(IDENT)).isEmpty();
        assertThat(queue.kept()).isEmpty();
    }

    @Override
    public void deliver(Courier courier, Errand attempt) {
        sent.add(attempt);
    }

    @Override
    public void tell(Errand errand) {
        told.add(errand);
    }

    private record Line() implements Courier {
        @Override
        public void deliver(Ident addressee, Order order, Receipt receipt) {
            throw new AssertionError("the outbox is not this one");
        }

        @Override
        public String protocol() {
            return "line";
        }
    }
}
