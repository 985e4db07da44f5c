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
        assertThat(patience.tick(NOW_MS + 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(asked).containsExactly("a", "b");
        patience.tick(NOW_MS + Patience.LIMIT_MS);
        assertThat(asked).as("once").hasSize(2);
    }

    @Test
    void shouldPutNoMoreThanACommitTakesAndHoldTheRestShouldItBeAwayAgain() {
        memory.away(true);
        int many = memory.sit().batchMax() + 1;
        for (int i = 0; i < many; i++) {
            ask("a", NOW_MS);
        }
        memory.away(false);
        assertThat(patience.tick(NOW_MS + 1)).as("at once").isEqualTo(NOW_MS + 1);
        assertThat(asked).hasSize(many - 1);
        memory.away(true);
        assertThat(patience.tick(NOW_MS + 2)).isEqualTo(NOW_MS + Patience.LIMIT_MS);
        assertThat(asked).hasSize(many - 1);
        patience.end();
        assertThat(asked).hasSize(many);
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

    @Test
    void shouldLetNobodyOvertakeWhoWaits() {
        memory.away(true);
        ask("a", NOW_MS);
        memory.away(false);
        ask("b", NOW_MS + 1);
        assertThat(asked).isEmpty();
        patience.tick(NOW_MS + 1);
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void shouldHaveAskedInVainAtOnceWhatIsTooMuchToHold() {
        memory.away(true);
        for (int i = 0; i < Patience.HELD_MAX; i++) {
            ask("held", NOW_MS);
        }
        assertThat(asked).isEmpty();
        ask("more", NOW_MS);
        assertThat(asked).containsExactly("more");
        patience.tick(NOW_MS + Patience.LIMIT_MS);
        assertThat(asked).hasSize(Patience.HELD_MAX + 1);
        ask("again", NOW_MS + Patience.LIMIT_MS);
        assertThat(asked).as("held again").hasSize(Patience.HELD_MAX + 1);
    }
}
