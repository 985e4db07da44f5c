package io.fivenines.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class Gt06WireTest {
    private final TrackerWire wire = Wires.named("gt06");
    private final ByteBuf out = Unpooled.buffer();
    private final HeardAnswers heard = new HeardAnswers();

    @Test
    void shouldComputeTheChecksumsOfTheMakersExamples() {
        ByteBuf login = hex("78780d01012345678901234500018cdd0d0a");
        ByteBuf location = hex("78781f120b081d112e10cf027ac7eb0c46584900148f01cc00287d001fb8000380810d0a");

        assertThat(Crc16.X25.of(login, 2, login.writerIndex() - 4)).isEqualTo(0x8CDD);
        assertThat(Crc16.X25.of(location, 2, location.writerIndex() - 4)).isEqualTo(0x8081);
    }

    @Test
    void shouldLogInAsTheMakersExampleDoesButForTheSerial() {
        wire.login(out, "123456789012345");

        assertThat(ByteBufUtil.hexDump(out, 0, 12)).isEqualTo("78780d010123456789012345");
        assertThat(out.writerIndex()).isEqualTo(18);
    }

    @Test
    void shouldFrameALocationAsTheMakersExampleIsFramed() {
        wire.records(out, new Trail(0), 0, 1);

        assertThat(ByteBufUtil.hexDump(out, 0, 11)).isEqualTo("78781f12190101000000cc");
        assertThat(out.getInt(11)).isEqualTo(50 * 1_800_000);
        assertThat(out.getInt(15)).isEqualTo(20 * 1_800_000);
        assertThat(out.writerIndex()).isEqualTo(36);
        assertThat(out.getUnsignedShort(32)).isEqualTo(Crc16.X25.of(out, 2, 32));
    }

    @Test
    void shouldSendOneFrameARecord() {
        wire.records(out, new Trail(0), 65_534, 3);

        assertThat(out.writerIndex()).isEqualTo(3 * 36);
        assertThat(out.getUnsignedShort(30)).isEqualTo(65_535);
        assertThat(out.getUnsignedShort(36 + 30)).as("serial after its turn").isZero();
    }

    @Test
    void shouldTakeTheLoginAnswerOfTheMakersExample() {
        wire.read(hex("787805010001d9dc0d0a"), heard);

        assertThat(heard.words()).containsExactly("login true");
    }

    @Test
    void shouldTakeEachAnswerForTheRecordOfItsSerial() {
        wire.read(Unpooled.wrappedBuffer(locationAnswer(1), locationAnswer(2)), heard);

        assertThat(heard.words()).containsExactly("acknowledged 1", "acknowledged 1");
    }

    @Test
    void shouldRejectAnAnswerToAnotherSerial() {
        wire.read(locationAnswer(9), heard);

        assertThat(heard.words()).containsExactly("rejected");
    }

    @Test
    void shouldRejectAnAnswerWithAWrongChecksum() {
        wire.read(hex("787805010001d9dd0d0a"), heard);

        assertThat(heard.words()).containsExactly("rejected");
    }

    @Test
    void shouldWaitForTheRestOfAnAnswer() {
        ByteBuf half = hex("78780501");

        wire.read(half, heard);

        assertThat(heard.words()).isEmpty();
        assertThat(half.readableBytes()).isEqualTo(4);
    }

    private static ByteBuf hex(String digits) {
        return Unpooled.buffer().writeBytes(ByteBufUtil.decodeHexDump(digits));
    }

    private static ByteBuf locationAnswer(int serial) {
        ByteBuf answer = hex("78780512").writeShort(serial);
        return answer.writeShort(Crc16.X25.of(answer, 2)).writeShort(0x0D0A);
    }
}
