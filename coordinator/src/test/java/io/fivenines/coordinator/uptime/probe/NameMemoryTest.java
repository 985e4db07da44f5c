package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameMemoryTest {
    private static final List<String> EU = List.of("192.0.2.1", "192.0.2.2");
    private static final List<String> RU = List.of("198.51.100.1");

    private final NameMemory memory = new NameMemory();

    @Test
    void shouldGoWhereTheLastAnswerSentItForAsLongAsThatMayBeKept() {
        assertThat(memory.hear(EU, 5_000, 0)).isEqualTo(EU);
        assertThat(memory.hear(List.of("192.0.2.2", "192.0.2.1"), 5_000, 3_000)).containsAll(EU);
        assertThat(memory.hear(RU, 5_000, 7_999)).containsAll(EU);
        assertThat(memory.hear(RU, 5_000, 8_000)).isEqualTo(RU);
    }

    @Test
    void shouldForgetAnAnswerThatNobodyMayHaveKeptSinceTheLastRound() {
        memory.hear(EU, 5_000, 0);
        assertThat(memory.hear(RU, 5_000, 60_000)).isEqualTo(RU);
    }
}
