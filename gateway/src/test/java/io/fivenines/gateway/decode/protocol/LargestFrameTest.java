package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.decode.protocol.Scales.Weight;
import io.fivenines.gateway.journal.JournalConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A frame's messages go into one claim, or its tracker is never acknowledged and sends it for ever. So the smallest
 * claim that may be configured has room for the largest frame of each protocol, full of records as trackers send them.
 */
class LargestFrameTest {
    /** What a message takes up beside its values: of one frame's only message, that does not grow with the frame. */
    private static final int MESSAGE_BYTES = 144;

    private static final String IMEI = "352093081234567";
    private static final String LONGEST_IDENT = "x".repeat(64);

    static Stream<Protocol> protocols() {
        return Protocols.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldFitWhenItIsFullOfWhatTheVectorsHave(Protocol protocol) throws IOException {
        for (List<Vector> session : ProtocolVectorsTest.vectors(protocol)) {
            Scales scales = new Scales(protocol);
            for (Vector vector : session) {
                if (vector.ident() != null && !scales.identified()) {
                    scales.identify(vector.ident());
                }
                for (Weight weight : scales.weigh(vector.bytes())) {
                    if (isCompressed(protocol, vector)) {
                        continue;
                    }
                    assertThat(atLengthMax(weight, protocol.framing().maxLength()))
                            .as(vector.name())
                            .isLessThan(JournalConfig.CLAIM_SIZE_MIN);
                }
            }
        }
    }

    /** What such a packet of Wialon opens to does not grow with it beyond 64 KiB, half of what may come as it is. */
    private static boolean isCompressed(Protocol protocol, Vector vector) {
        return protocol.name().equals("wialon") && (vector.bytes()[0] & 0xFF) == 0xFF;
    }

    private static long atLengthMax(Weight weight, int lengthMax) {
        int fixed = weight.messages() == 1 ? MESSAGE_BYTES : 0;
        return fixed + (long) (weight.stored() - fixed) * lengthMax / weight.frame();
    }

    @Test
    void shouldFitABlackBoxOfWialon() {
        Scales scales = new Scales(Protocols.named("wialon"));
        scales.weigh(ascii("#L#" + LONGEST_IDENT + ";NA\r\n"));
        String record = "221126;123456;5441.2320;N;02516.7800;E;0;0;0;7|";
        int count = (Protocols.named("wialon").framing().maxLength() - 5) / record.length();
        fits(scales, "wialon", ascii("#B#" + record.repeat(count) + "\r\n"), count);
    }

    @Test
    void shouldFitALineOfOurOwn() {
        String record = ",{\"timestamp\":1795322096,\"battery.level\":80}";
        int count = (Protocols.named("fivenines-json").framing().maxLength() - 2) / record.length();
        String records = record.repeat(count).substring(1);
        Scales scales = new Scales(Protocols.named("fivenines-json"));
        scales.identify(LONGEST_IDENT);
        fits(scales, "fivenines-json", ascii("[" + records + "]\n"), count);
    }

    @Test
    void shouldFitTagsOfGalileosky() {
        String time = "20f08c0a6b";
        String place = "3007c0e39a037c68ac01";
        String record = time + place + "3300000000346400419633421030501300";
        int count = 0x7FFF * 2 / record.length();
        byte[] tags = HexFormat.of().parseHex(record.repeat(count));
        ByteBuffer frame = ByteBuffer.allocate(tags.length + 5).order(ByteOrder.LITTLE_ENDIAN);
        frame.put((byte) 1).putShort((short) tags.length).put(tags);
        frame.putShort((short) Crc.MODBUS.of(new Frame().wrap(frame.array(), 0, tags.length + 3), 0, tags.length + 3));
        Scales scales = new Scales(Protocols.named("galileo"));
        scales.identify(IMEI);
        fits(scales, "galileo", frame.array(), count);
    }

    @Test
    void shouldFitRecordsOfTeltonika() {
        String head = "0000019ab1c2d3e0000ef8f7a020a1b2c300640000070000f0";
        String bytes = "0a" + "ef01f0011504c8004501010102000300b300b401";
        String record = head + "0a" + bytes + "000000";
        int count = Math.min(255, (Protocols.named("teltonika").framing().maxLength() - 15) * 2 / record.length());
        byte[] data = HexFormat.of()
                .parseHex(String.format("08%02x", count) + record.repeat(count) + String.format("%02x", count));
        ByteBuffer frame = ByteBuffer.allocate(data.length + 12);
        frame.putInt(0).putInt(data.length).put(data);
        frame.putInt(Crc.ARC.of(new Frame().wrap(data, 0, data.length), 0, data.length));
        Scales scales = new Scales(Protocols.named("teltonika"));
        scales.identify(IMEI);
        fits(scales, "teltonika", frame.array(), count);
    }

    private static void fits(Scales scales, String protocol, byte[] bytes, int count) {
        List<Weight> weights = scales.weigh(bytes);
        assertThat(weights).hasSize(1);
        Weight weight = weights.get(0);
        assertThat(weight.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(weight.messages()).isGreaterThanOrEqualTo(count);
        assertThat(weight.frame())
                .isGreaterThan(Protocols.named(protocol).framing().maxLength() * 3 / 4);
        assertThat((long) weight.stored()).isLessThan(JournalConfig.CLAIM_SIZE_MIN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
