package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LingeringTest {
    private static final VirtualAddress ONE = VirtualAddress.of("10.0.0.1");
    private static final VirtualAddress TWO = VirtualAddress.of("fd00::2");

    private final List<String> done = new ArrayList<>();
    private Duration linger = Duration.ofSeconds(5);

    /** Writes down what it is told. */
    private final class Scribe implements Hands {
        @Override
        public Set<VirtualAddress> found() {
            return Set.of();
        }

        @Override
        public void take(List<VirtualAddress> addresses) {}

        @Override
        public void giveUp(List<VirtualAddress> addresses) {
            done.add("gives up " + addresses);
        }

        @Override
        public void handOver(List<VirtualAddress> addresses) {
            done.add("hands over " + addresses);
        }

        @Override
        public void hangUp(Collection<VirtualAddress> addresses) throws IOException {
            done.add("hangs up " + addresses);
            throw new IOException("ss is not there");
        }

        @Override
        public void forget(Collection<VirtualAddress> addresses) {
            done.add("forgets " + addresses);
        }

        @Override
        public Duration linger() {
            return linger;
        }

        @Override
        public Duration lifetime() {
            return Duration.ZERO;
        }

        @Override
        public void renew(Collection<VirtualAddress> addresses) {}

        @Override
        public void announce(Collection<VirtualAddress> addresses) {}

        @Override
        public Optional<Boolean> answered(VirtualAddress address) {
            return Optional.empty();
        }
    }

    private List<String> doneAt(Lingering lingering, long nowMs) throws IOException {
        done.clear();
        lingering.keep(nowMs);
        return done;
    }

    @Test
    void shouldForgetWhatItHandedOverAfterItsTimeAndHangUpOnTheUnreadBefore() throws IOException {
        Lingering lingering = new Lingering(new Scribe(), Runnable::run);
        lingering.handOver(List.of(ONE), 1000);
        assertThat(done).containsExactly("hands over [10.0.0.1]");
        assertThat(doneAt(lingering, 1249)).isEmpty();
        assertThat(doneAt(lingering, 1250)).containsExactly("hangs up [10.0.0.1]");
        assertThat(doneAt(lingering, 1300)).isEmpty();
        assertThat(doneAt(lingering, 1500)).containsExactly("hangs up [10.0.0.1]");
        assertThat(doneAt(lingering, 2000)).containsExactly("hangs up [10.0.0.1]");
        assertThat(doneAt(lingering, 5999)).isEmpty();
        assertThat(doneAt(lingering, 6000)).containsExactly("forgets [10.0.0.1]");
        assertThat(doneAt(lingering, 9000)).isEmpty();
    }

    @Test
    void shouldForgetWhatComesBackBeforeItIsTaken() throws IOException {
        Lingering lingering = new Lingering(new Scribe(), Runnable::run);
        lingering.handOver(List.of(ONE, TWO), 1000);
        done.clear();
        lingering.forget(List.of(TWO));
        assertThat(done).containsExactly("forgets [fd00::2]");
        assertThat(doneAt(lingering, 6000)).containsExactly("forgets [10.0.0.1]");
    }

    @Test
    void shouldForgetAllWhenItsAgentEnds() throws IOException {
        Lingering lingering = new Lingering(new Scribe(), Runnable::run);
        lingering.handOver(List.of(ONE), 1000);
        done.clear();
        lingering.forgetAll();
        lingering.forgetAll();
        assertThat(done).containsExactly("forgets [10.0.0.1]");
    }

    @Test
    void shouldOnlyGiveUpWhereNothingIsToLinger() throws IOException {
        linger = Duration.ZERO;
        Lingering lingering = new Lingering(new Scribe(), Runnable::run);
        lingering.handOver(List.of(ONE), 1000);
        assertThat(done).containsExactly("gives up [10.0.0.1]");
        assertThat(doneAt(lingering, 9000)).isEmpty();
    }
}
