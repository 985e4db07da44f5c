package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HexTextTest {
    private final Frame frame =
            new Frame().wrap(new byte[] {0x0F, 1, 0x23, (byte) 0xAB, (byte) 0xCD, 0x4E, 0x5F}, 0, 7);

    @Test
    void shouldShowBytesAsDigits() {
        assertThat(frame.skip(2).hexText(3).toString()).isEqualTo("23abcd");
        assertThat(frame.offset()).isEqualTo(5);
    }

    @Test
    void shouldLeaveOutPaddingDigits() {
        assertThat(frame.skip(1).hexText(4, 1, 7).toString()).isEqualTo("123abc");
    }

    @Test
    void shouldPutColonsIntoAHardwareAddress() {
        assertThat(frame.skip(1).macText().toString()).isEqualTo("01:23:ab:cd:4e:5f");
    }

    @Test
    void shouldBeEmptyAndRaiseTheFlagWhereBytesAreMissing() {
        assertThat(frame.hexText(8).toString()).isEmpty();
        assertThat(frame.macText().toString()).isEmpty();
        assertThat(frame.truncated()).isTrue();
    }
}
