package io.fivenines.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class TeltonikaWireTest {
    private final TrackerWire wire = Wires.named("teltonika");
    private final ByteBuf out = Unpooled.buffer();
    private final HeardAnswers heard = new HeardAnswers();

    @Test
    void shouldLogInAsTheMakersExampleDoes() {
        wire.login(out, "356307042441013");

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("000f333536333037303432343431303133");
    }

    @Test
    void shouldComputeTheChecksumOfTheMakersExample() {
        ByteBuf example =
                Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("000000000000003608010000016B40D8EA3001000000"
                        + "0000000000000000000000000105021503010101425E0F01F10000601A014E0000000000000000010000C7CF"));

        assertThat(Crc16.ARC.of(example, 8, example.writerIndex() - 4)).isEqualTo(0xC7CF);
    }

    @Test
    void shouldFrameRecordsAsCodec8() {
        wire.records(out, new Trail(7), 3, 2);

        assertThat(out.getInt(0)).isZero();
        assertThat(out.getInt(4)).isEqualTo(out.writerIndex() - 12);
        assertThat(out.getByte(8)).isEqualTo((byte) 8);
        assertThat(out.getByte(9)).isEqualTo((byte) 2);
        assertThat(out.getLong(10)).isEqualTo(Trail.timeMs(3));
        assertThat(out.getInt(19)).isEqualTo(200_007_000);
        assertThat(out.getInt(23)).isEqualTo(500_003_000);
        assertThat(out.getByte(out.writerIndex() - 5)).isEqualTo((byte) 2);
        assertThat(out.getInt(out.writerIndex() - 4)).isEqualTo(Crc16.ARC.of(out, 8, out.writerIndex() - 4));
    }

    @Test
    void shouldCountAsManyElementsAsItSends() {
        wire.records(out, new Trail(0), 0, 1);
        int at = 10 + 24 + 1;
        int announced = out.getUnsignedByte(at++);
        int counted = 0;
        for (int width = 1; width <= 8; width *= 2) {
            int group = out.getUnsignedByte(at++);
            counted += group;
            at += group * (1 + width);
        }

        assertThat(counted).isEqualTo(announced);
        assertThat(at).as("where the second count stands").isEqualTo(out.writerIndex() - 5);
    }

    @Test
    void shouldTakeTheLoginAnswerAndThenCounts() {
        wire.read(Unpooled.wrappedBuffer(new byte[] {1, 0, 0, 0, 2, 0, 0}), heard);

        assertThat(heard.words()).containsExactly("login true", "acknowledged 2");
    }

    @Test
    void shouldHearARefusedLoginAndARejectedPacket() {
        wire.read(Unpooled.wrappedBuffer(new byte[] {0}), heard);
        heard.logIn();
        wire.read(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0}), heard);

        assertThat(heard.words()).containsExactly("login false", "rejected");
    }
}
