package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpeningTest {
    private final Opening opening = Opening.of("\\$\\$[A-Z]\\d{2,4},", "\\x7E\\xFF");

    private int judge(String bytes) {
        return opening.judge(bytes, bytes.length());
    }

    @Test
    void shouldSayHowManyBytesProveIt() {
        assertThat(judge("$$A133,353")).isEqualTo(7);
        assertThat(judge("~\u00ff")).isEqualTo(2);
    }

    @Test
    void shouldWaitWhileItMayStillMatch() {
        assertThat(judge("$")).isZero();
        assertThat(judge("$$A13")).isZero();
        assertThat(judge("~")).isZero();
    }

    @Test
    void shouldRefuseWhatItCannotBecome() {
        assertThat(judge("$%")).isEqualTo(Opening.NOT_MINE);
        assertThat(judge("$$A13579")).isEqualTo(Opening.NOT_MINE);
        assertThat(judge("~\u00fe")).isEqualTo(Opening.NOT_MINE);
    }

    @Test
    void shouldLookAtTheGivenLengthOnly() {
        assertThat(opening.judge("$$A133,", 6)).isZero();
    }

    @Test
    void shouldMatchNothingWithoutForms() {
        assertThat(Opening.NONE.judge("a", 1)).isEqualTo(Opening.NOT_MINE);
    }

    @Test
    void shouldWriteRangesOfTwoDecimalDigits() {
        assertThat(Opening.bcd(1, 12)).isEqualTo("[\\x01-\\x09\\x10-\\x12]");
        Opening month = Opening.of(Opening.bcd(1, 12));
        for (int octet = 0; octet < 256; octet++) {
            boolean valid = octet >= 0x01 && octet <= 0x09 || octet >= 0x10 && octet <= 0x12;
            assertThat(month.judge(String.valueOf((char) octet), 1)).isEqualTo(valid ? 1 : Opening.NOT_MINE);
        }
    }
}
