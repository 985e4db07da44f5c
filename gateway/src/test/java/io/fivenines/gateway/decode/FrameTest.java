package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final Frame frame = new Frame();

    private Frame hex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] padded = new byte[bytes.length + 4];
        System.arraycopy(bytes, 0, padded, 2, bytes.length);
        return frame.wrap(padded, 2, 2 + bytes.length);
    }

    private Frame text(String text) {
        return hex(HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void shouldReadNumbersOfEveryWidth() {
        assertThat(hex("ff").u8()).isEqualTo(255);
        assertThat(hex("ff").i8()).isEqualTo(-1);
        assertThat(hex("8001").u16()).isEqualTo(0x8001);
        assertThat(hex("8001").i16()).isEqualTo((short) 0x8001);
        assertThat(hex("0180").u16le()).isEqualTo(0x8001);
        assertThat(hex("0180").i16le()).isEqualTo((short) 0x8001);
        assertThat(hex("800001").u24()).isEqualTo(0x800001);
        assertThat(hex("010080").u24le()).isEqualTo(0x800001);
        assertThat(hex("80000001").i32()).isEqualTo(0x80000001);
        assertThat(hex("80000001").u32()).isEqualTo(0x80000001L);
        assertThat(hex("01000080").i32le()).isEqualTo(0x80000001);
        assertThat(hex("01000080").u32le()).isEqualTo(0x80000001L);
        assertThat(hex("8000000000000001").i64()).isEqualTo(0x8000000000000001L);
        assertThat(hex("0100000000000080").i64le()).isEqualTo(0x8000000000000001L);
        assertThat(hex("3fc00000").f32()).isEqualTo(1.5f);
        assertThat(hex("0000c03f").f32le()).isEqualTo(1.5f);
        assertThat(hex("000000000000f83f").f64le()).isEqualTo(1.5);
        assertThat(hex("0102030405").unsigned(5)).isEqualTo(0x0102030405L);
        assertThat(hex("0504030201").unsignedLe(5)).isEqualTo(0x0102030405L);
        assertThat(hex("123456").bcd(3)).isEqualTo(123456);
        assertThat(text("007f").hexDigits(4)).isEqualTo(0x7f);
        assertThat(text("0042").digits(4)).isEqualTo(42);
        assertThat(frame.truncated()).isFalse();
    }

    @Test
    void shouldGiveZeroPastTheEndAndSayOnce() {
        hex("01");
        assertThat(frame.u16()).isZero();
        assertThat(frame.truncated()).isTrue();
        assertThat(frame.u8()).isZero();
        assertThat(frame.skip(-1).truncated()).isTrue();
        assertThat(hex("01").truncated()).isFalse();
    }

    @Test
    void shouldRaiseTheFlagForWhatIsNoNumber() {
        assertThat(hex("1a").bcd(1)).isEqualTo(20);
        assertThat(frame.truncated()).isTrue();
        assertThat(text("4x").digits(2)).isZero();
        assertThat(frame.truncated()).isTrue();
    }

    @Test
    void shouldNarrowToAPartAndComeBack() {
        hex("0102030405");
        frame.u8();
        int was = frame.narrow(2);
        assertThat(frame.u8()).isEqualTo(2);
        assertThat(frame.remaining()).isEqualTo(1);
        assertThat(frame.widen(was).u8()).isEqualTo(4);
        assertThat(frame.truncated()).isFalse();
        frame.narrow(9);
        assertThat(frame.truncated()).isTrue();
    }

    @Test
    void shouldSplitATextIntoFields() {
        Fields fields = text("a,,12,-3.5,1f,2235.1777,S").split(25, ',');
        assertThat(fields.count()).isEqualTo(7);
        assertThat(fields.has(1)).isFalse();
        assertThat(fields.has(99)).isFalse();
        assertThat(fields.is(0, "a")).isTrue();
        assertThat(fields.integer(2)).isEqualTo(12);
        assertThat(fields.real(3)).isEqualTo(-3.5);
        assertThat(fields.hex(4)).isEqualTo(0x1f);
        assertThat(fields.degreesMinutes(5, 6)).isCloseTo(-(22 + 35.1777 / 60), within(1e-12));
        assertThat(fields.digits(5, 2, 2)).isEqualTo(35);
        assertThat(fields.text(5, 5, 99)).hasToString("1777");
        assertThat(frame.truncated()).isFalse();
        assertThat(fields.integer(1)).isZero();
        assertThat(frame.truncated()).isTrue();
    }

    @Test
    void shouldReadDecimalFractionsAsJavaDoes() {
        for (String number :
                new String[] {"0.1", "54.6872233", "-179.999999", "+7", "46.123456789012345678901", "5."}) {
            assertThat(text(number).split(number.length(), ';').real(0)).isEqualTo(Double.parseDouble(number));
        }
    }

    @Test
    void shouldCountCivilDatesWithoutExceptions() {
        assertThat(Utc.ms(1970, 1, 1, 0, 0, 0)).isZero();
        assertThat(Utc.ms(2024, 2, 29, 12, 30, 15)).isEqualTo(1_709_209_815_000L);
        assertThat(Utc.ms(2023, 13, 1, 0, 0, 0)).isEqualTo(Utc.ms(2024, 1, 1, 0, 0, 0));
        assertThat(Utc.ms(2024, 0, 0, 0, 0, 0)).isEqualTo(Utc.ms(2023, 11, 30, 0, 0, 0));
        assertThat(Utc.yymmdd(260422, 235959)).isEqualTo(Utc.ms(2026, 4, 22, 23, 59, 59));
        assertThat(Utc.ddmmyy(220426, 235959)).isEqualTo(Utc.ms(2026, 4, 22, 23, 59, 59));
        assertThat(Utc.yyyymmddhhmmss(20260422235959L)).isEqualTo(Utc.ms(2026, 4, 22, 23, 59, 59));
        for (long day = -800_000; day < 800_000; day += 17) {
            java.time.LocalDate date = java.time.LocalDate.ofEpochDay(day);
            assertThat(Utc.ms(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), 0, 0, 0))
                    .isEqualTo(day * 86_400_000L);
        }
    }

    @Test
    void shouldGiveThePublishedCheckValues() {
        text("123456789");
        assertThat(Crc.ARC.of(frame, 0, 9)).isEqualTo(0xBB3D);
        assertThat(Crc.X25.of(frame, 0, 9)).isEqualTo(0x906E);
        assertThat(Crc.KERMIT.of(frame, 0, 9)).isEqualTo(0x2189);
        assertThat(Crc.MODBUS.of(frame, 0, 9)).isEqualTo(0x4B37);
        assertThat(Crc.CCITT_FALSE.of(frame, 0, 9)).isEqualTo(0x29B1);
        assertThat(Crc.XMODEM.of(frame, 0, 9)).isEqualTo(0x31C3);
        assertThat(Crc.xor(frame, 0, 9)).isEqualTo(0x31);
        assertThat(Crc.sum(frame, 0, 9)).isEqualTo(477);
    }

    @Test
    void shouldUndoEscapesBesideTheBytesThatCame() {
        String escapes = "}\u0001}}\u0002~";
        Frame plain = hex("7e307d02087d01557d037d7e").unescaped(1, 10, escapes);

        assertThat(plain.hex(plain.length())).isEqualTo("307e087d557d037d");
        assertThat(frame.hex(12)).isEqualTo("7e307d02087d01557d037d7e");
        assertThat(frame.unescaped(1, -1, escapes).length()).isZero();
    }
}
