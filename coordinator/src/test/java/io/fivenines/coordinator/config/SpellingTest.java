package io.fivenines.coordinator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KEYS = List.of("folder", "segmentSize", "retentionAge", "claims");

    @Test
    void shouldFindTheNearestWord() {
        assertThat(Spelling.nearest("folders", KEYS)).isEqualTo("folder");
        assertThat(Spelling.nearest("segmentsize", KEYS)).isEqualTo("segmentSize");
        assertThat(Spelling.nearest("clams", KEYS)).isEqualTo("claims");
    }

    @Test
    void shouldFindNothingWhereNothingIsLikeIt() {
        assertThat(Spelling.nearest("xyzzy", KEYS)).isEmpty();
        assertThat(Spelling.nearest("folder", List.of())).isEmpty();
    }

    @Test
    void shouldCountChangedAddedAndDroppedLetters() {
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("PORT", "port")).isZero();
    }
}
