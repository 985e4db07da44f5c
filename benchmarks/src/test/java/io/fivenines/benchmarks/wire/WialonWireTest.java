package io.fivenines.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WialonWireTest {
    private final TrackerWire wire = Wires.named("wialon");
    private final ByteBuf out = Unpooled.buffer();
    private final HeardAnswers heard = new HeardAnswers();

    @Test
    void shouldComputeTheChecksumOfARealPacket() {
        ByteBuf checked = ascii("300924;154245;5554.350052;N;3644.670410;E;2.92;NA;NA;NA;");

        assertThat(Crc16.ARC.of(checked, 0)).isEqualTo(0x7A01);
    }

    @Test
    void shouldLogInAsARealTrackerDoes() {
        wire.login(out, "860000000000000");

        assertThat(text()).isEqualTo("#L#2.0;860000000000000;NA;46D4\r\n");
    }

    @Test
    void shouldSendOneRecordAsDataAndSeveralAsABlackBox() {
        wire.records(out, new Trail(1), 2, 1);
        wire.records(out, new Trail(1), 2, 2);

        String record = "010125;000002;5000.0120;N;02000.0060;E;2;2;2;12;0.8;0;0;13.8;NA;odometer:1:2";
        assertThat(text())
                .matches("#D#" + record + ";[0-9A-F]{4}\r\n#B#" + record + "\\|010125;000003;[^|]*\\|[0-9A-F]{4}\r\n");
    }

    @Test
    void shouldHearEveryKindOfAnswer() {
        wire.read(ascii("#AL#1\r\n#AD#1\r\n#AB#12\r\n#AD#13\r\n#AB#0\r\n#AL#0\r\n#A"), heard);

        assertThat(heard.words())
                .containsExactly(
                        "login true", "acknowledged 1", "acknowledged 12", "rejected", "rejected", "login false");
    }

    private String text() {
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
