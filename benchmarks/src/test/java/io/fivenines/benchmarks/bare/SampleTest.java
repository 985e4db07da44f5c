package io.fivenines.benchmarks.bare;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final long TIME_MS = 1_735_689_667_000L;
    private static final byte[] IDENT = bytes("356307042441020");

    private final Sample sample = new Sample(
            bytes("356307042441013"),
            bytes("{\"ident\":\"356307042441013\",\"timestamp\":1735689600,\"server.timestamp\":1764394955.25,"
                    + "\"message.id\":\"0011223344556677\",\"protocol\":\"teltonika\"}"),
            new RecordHeader("ident", bytes("356307042441013")),
            new RecordHeader("time", bytes("1735689600000")),
            new RecordHeader("message.id", bytes("0011223344556677")),
            new RecordHeader("protocol", bytes("teltonika")));

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }

    @Test
    void shouldDifferInWhoWhenAndWhichOnly() {
        assertThat(text(sample.value(IDENT, TIME_MS)))
                .matches("\\{\"ident\":\"356307042441020\",\"timestamp\":1735689667,\"server.timestamp\":1764394955.25,"
                        + "\"message.id\":\"[0-9a-f]{16}\",\"protocol\":\"teltonika\"}")
                .doesNotContain("0011223344556677");
    }

    @Test
    void shouldHaveAnIdLikeNoOther() {
        assertThat(sample.value(IDENT, TIME_MS)).isNotEqualTo(sample.value(IDENT, TIME_MS + 999));
    }

    @Test
    void shouldHaveTheSameHeaders() {
        Headers headers = new RecordHeaders();
        sample.head(headers, IDENT, TIME_MS);
        assertThat(Arrays.stream(headers.toArray()).map(header -> header.key() + "=" + text(header.value())))
                .hasSize(4)
                .contains("ident=356307042441020", "time=1735689667000", "protocol=teltonika")
                .anyMatch(header -> header.matches("message.id=[0-9a-f]{16}"));
        assertThat(text(sample.value(IDENT, TIME_MS)))
                .contains(text(headers.lastHeader("message.id").value()));
    }

    @Test
    void shouldLeaveBytesAloneThatNameNobody() {
        byte[] binary = {1, 2, 3};
        assertThat(new Sample(IDENT, binary).value(bytes("356307042441013"), TIME_MS))
                .isEqualTo(binary);
    }
}
