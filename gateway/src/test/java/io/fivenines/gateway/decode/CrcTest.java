package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The check values of the catalogue of parametrised CRC algorithms: the sums of {@code 123456789}. */
class CrcTest {
    private static final byte[] DIGITS = "<123456789>".getBytes(StandardCharsets.US_ASCII);
    private final Frame frame = new Frame().wrap(DIGITS, 0, DIGITS.length);

    @Test
    void shouldGiveThePublishedCheckValues() {
        assertThat(Crc.ARC.of(frame, 1, 9)).isEqualTo(0xBB3D);
        assertThat(Crc.X25.of(frame, 1, 9)).isEqualTo(0x906E);
        assertThat(Crc.KERMIT.of(frame, 1, 9)).isEqualTo(0x2189);
        assertThat(Crc.MODBUS.of(frame, 1, 9)).isEqualTo(0x4B37);
        assertThat(Crc.CCITT_FALSE.of(frame, 1, 9)).isEqualTo(0x29B1);
        assertThat(Crc.XMODEM.of(frame, 1, 9)).isEqualTo(0x31C3);
        assertThat(Crc.nrsc5(frame, 1, 9)).isEqualTo(0xF7);
    }

    @Test
    void shouldAddAndCombineBytes() {
        assertThat(Crc.xor(frame, 1, 9)).isEqualTo('1');
        assertThat(Crc.sum(frame, 1, 9)).isEqualTo(9 * '5');
    }
}
