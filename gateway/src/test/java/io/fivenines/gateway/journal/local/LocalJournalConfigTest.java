package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalJournalConfigTest {
    private static final Path FOLDER = Path.of("journal");

    @Test
    void shouldHaveTheDefaultsOfTheManual() {
        LocalJournalConfig config = LocalJournalConfig.defaults(FOLDER);
        assertThat(config.segmentBytes()).isEqualTo(64L << 20);
        assertThat(config.retentionAge()).isEqualTo(Duration.ofDays(7));
        assertThat(config.retentionBytes()).isEqualTo(10L << 30);
        assertThat(config.claims()).isEqualTo(16);
        assertThat(config.claimBytes()).isEqualTo((1 << 20) + (64 << 10));
    }

    @Test
    void shouldNameTheValueAndWhatWasExpected() {
        assertRefused(64 << 20, 1, 0, 1 << 20, "claims 0; expected 1 to 4096");
        assertRefused(64 << 20, 1, 1, 100, "claimBytes 100; expected 1024 to 16777216");
        assertRefused(1 << 20, 1, 1, 1 << 20, "segmentBytes 1048576; expected 1056768 to 1073741824");
        assertRefused(2L << 30, 1, 1, 1 << 20, "segmentBytes 2147483648; expected");
        assertRefused(64 << 20, 0, 1, 1 << 20, "retentionAge PT0S; expected more than zero");
        assertThatThrownBy(() -> new LocalJournalConfig(FOLDER, 64 << 20, Duration.ofDays(1), 5, 1, 1 << 20))
                .hasMessage("retentionBytes 5; expected 67108864 or more");
    }

    private static void assertRefused(long segmentBytes, long days, int claims, int claimBytes, String message) {
        assertThatThrownBy(() -> new LocalJournalConfig(
                        FOLDER, segmentBytes, Duration.ofDays(days), Long.MAX_VALUE, claims, claimBytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
