package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long NOW_MS = 1_000_000;

    private final SharedMemory memory = new SharedMemory();
    private final Patience patience = new Patience(memory.sit());
    private final List<String> asked = new ArrayList<>();

    private void ask(String question, long nowMs) {
        patience.ask(() -> asked.add(question), nowMs);
    }

    @Test
    void shouldHaveAskedAtOnceWhatIsOfUse() {
        ask("a", NOW_MS);
        assertThat(asked).containsExactly("a");
        assertThat(patience.tick(NOW_MS)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldHoldWhatIsNotUntilItIsAndKeepTheOrder() {
        memory.away(true);
        ask("a", NOW_MS);
        ask("b", NOW_MS + 1);
        assertThat(patience.tick(NOW_MS + Patience.LIMIT_MS - 1)).isEqualTo(NOW_MS + Patience.LIMIT_MS);
        assertThat(asked).isEmpty();
        memory.away(false);
        List<Runnable> desk = new ArrayList<>();
        patience.up(desk::add);
        assertThat(asked).as("one after the other").isEmpty();
        desk.forEach(Runnable::run);
        assertThat(asked).containsExactly("a", "b");
        assertThat(patience.tick(NOW_MS + Patience.LIMIT_MS)).isEqualTo(Long.MAX_VALUE);
        assertThat(asked).as("once").hasSize(2);
    }

    @Test
    void shouldHoldAgainWhatWasToBeAskedWhenItIsOfNoUseAnyMore() {
        memory.away(true);
        ask("a", NOW_MS);
        List<Runnable> desk = new ArrayList<>();
        patience.up(desk::add);
        ask("b", NOW_MS + 1_000);
        desk.forEach(Runnable::run);
        assertThat(asked).isEmpty();
        assertThat(patience.tick(NOW_MS + Patience.LIMIT_MS)).isEqualTo(NOW_MS + 1_000 + Patience.LIMIT_MS);
        assertThat(asked).as("no later than it would have been").containsExactly("a");
        patience.end();
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void shouldHaveAskedInVainWhatHasWaitedForLongEnough() {
        memory.away(true);
        ask("a", NOW_MS);
        ask("b", NOW_MS + 500);
        assertThat(patience.tick(NOW_MS + Patience.LIMIT_MS)).isEqualTo(NOW_MS + 500 + Patience.LIMIT_MS);
        assertThat(asked).containsExactly("a");
        patience.tick(NOW_MS + 500 + Patience.LIMIT_MS);
        assertThat(asked).containsExactly("a", "b");
    }
}
