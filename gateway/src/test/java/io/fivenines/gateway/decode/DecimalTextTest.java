package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalTextTest {
    private final DecimalText text = new DecimalText();

    @Test
    void shouldShowDigits() {
        assertThat(text.over(352093081234567L, 1)).hasToString("352093081234567");
        assertThat(text.over(0, 1)).hasToString("0");
        assertThat(text.over(-1, 1)).hasToString("18446744073709551615");
    }

    @Test
    void shouldPadWithZeros() {
        assertThat(text.over(12207007303107L, 15)).hasToString("012207007303107");
        assertThat(text.over(1234567890123456L, 15)).hasToString("1234567890123456");
        assertThat(text.subSequence(0, 4)).hasToString("1234");
    }
}
