package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitsTest {
    private final Digits digits = new Digits();

    @Test
    void shouldWriteUnsignedNumbers() {
        assertThat(digits.of(0)).hasToString("0");
        assertThat(digits.of(356496042429690L)).hasToString("356496042429690").hasSize(15);
        assertThat(digits.of(-1)).hasToString("18446744073709551615");
        assertThat(digits.of(42).subSequence(1, 2)).hasToString("2");
    }

    @Test
    void shouldFillUpWithZeros() {
        assertThat(digits.of(42, 4)).hasToString("0042");
        assertThat(digits.of(42, 1)).hasToString("42");
        assertThat(digits.of(0, 30)).hasSize(20);
    }
}
