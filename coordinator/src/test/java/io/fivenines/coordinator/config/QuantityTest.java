package io.fivenines.coordinator.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "250ms, 250", "30s, 30000", "30 s, 30000", "10m, 600000", "2h, 7200000", "7d, 604800000"})
    void shouldReadDurations(String text, long ms) {
        assertThat(Quantity.DURATION.parse(text)).isEqualTo(ms);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "17B, 17", "4KiB, 4096", "64MiB, 67108864", "10GiB, 10737418240", "2TiB, 2199023255552"})
    void shouldReadSizes(String text, long bytes) {
        assertThat(Quantity.SIZE.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "30", "-1s", "1.5s", "30S", "1s2", "٣s", "999999999999999999d", "9999999999999999999s"})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThat(Quantity.DURATION.parse(text)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "64M", "64MB", "64mib", "MiB"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertThat(Quantity.SIZE.parse(text)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0ms", "1500ms", "30s", "90m", "7d"})
    void shouldWriteWhatItReads(String text) {
        assertThat(Quantity.DURATION.text(Quantity.DURATION.parse(text))).isEqualTo(text);
    }

    @Test
    void shouldWriteTheLargestUnitThatIsExact() {
        assertThat(Quantity.SIZE.text(1536)).isEqualTo("1536B");
        assertThat(Quantity.SIZE.text(1024)).isEqualTo("1KiB");
    }
}
