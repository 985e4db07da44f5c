package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.telemetry.Param;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class ElementTableTest {
    private final ElementTable table = ElementTable.load("elements.tsv", "ruptela.io.#");
    private final List<String> puts = new ArrayList<>();
    private final Sink out = (Sink) Proxy.newProxyInstance(
            Sink.class.getClassLoader(), new Class<?>[] {Sink.class}, (proxy, method, args) -> {
                StringJoiner put = new StringJoiner(" ");
                for (Object arg : args) {
                    put.add(arg instanceof Param param ? param.name() : arg.toString());
                }
                puts.add(put.toString());
                return proxy;
            });

    @Test
    void shouldScaleNumbers() {
        table.put(out, 66, 12856, 2);
        table.put(out, 0x43, 413, 2);
        table.put(out, 17, 0xFFFF, 2);
        table.put(out, 32, 100, 1);
        assertThat(puts)
                .containsExactly(
                        "external.powersource.voltage 12.856",
                        "battery.voltage 4.13",
                        "x.acceleration -0.001",
                        "can.ambient.temperature 10.0");
    }

    @Test
    void shouldAskWhetherTheScaledNumberIsZero() {
        table.put(out, 80, 0, 1);
        table.put(out, 80, 1, 1);
        table.put(out, 81, 2, 1);
        assertThat(puts).containsExactly("can.lock.status true", "can.lock.status false", "din.# 3 true");
    }

    @Test
    void shouldKeepByItsNumberWhatHasNoMeaning() {
        table.put(out, 66, 5, 4);
        table.put(out, 9999, 5, 4);
        table.put(out, 32, 252, 1);
        table.put(out, 32, 7, 1);
        table.put(out, 126, 1, 8);
        assertThat(puts)
                .containsExactly(
                        "ruptela.io.# 66 5",
                        "ruptela.io.# 9999 5",
                        "ruptela.io.# 32 252",
                        "ruptela.io.# 32 7",
                        "ruptela.io.# 126 1");
    }

    @Test
    void shouldPutTheHalvesOfAPairThatAreValues() {
        table.put(out, 117, 0x0002_0003, 4);
        table.put(out, 117, 0xFFFF_0003L, 4);
        table.put(out, 117, 0xFFFF_FFFFL, 4);
        assertThat(puts)
                .containsExactly(
                        "can.tachograph.driving.cumulative.# 1 120.0",
                        "can.tachograph.driving.cumulative.# 2 180.0",
                        "can.tachograph.driving.cumulative.# 2 180.0",
                        "ruptela.io.# 117 4294967295");
    }

    @Test
    void shouldFindTheMeaningForALengthBeforeThatForAny() {
        assertThat(table.find(66)).isNull();
        assertThat(table.find(66, 2).param().name()).isEqualTo("external.powersource.voltage");
        assertThat(table.find(17, 8)).isSameAs(table.find(17));
        assertThat(table.find(17, 600)).isSameAs(table.find(17));
        assertThat(table.find(-1)).isNull();
    }

    @Test
    void shouldJoinTextsFromPiecesInAnyOrder() {
        Pieces texts = new Frame().pieces();
        table.put(out, 127, word("9ABC\0\0\0\0"), 8, texts);
        table.put(out, 126, word("12345678"), 8, texts);
        table.put(out, 760, 0x0011223344556677L, 8, texts);
        table.put(out, 761, 0x01, 1, texts);
        table.put(out, 66, 246012345678901L, 8, texts);
        assertThat(puts).isEmpty();
        texts.flush(out);
        assertThat(puts)
                .containsExactly(
                        "can.tachograph.driver.card.# 2 123456789ABC",
                        "beacon.id.# 1 001122334455667701",
                        "sim.imsi 246012345678901");
        texts.flush(out);
        assertThat(puts).hasSize(3);
    }

    @Test
    void shouldPutNoTextThatIsNone() {
        Pieces texts = new Frame().pieces();
        table.put(out, 126, 0, 8, texts);
        table.put(out, 34, 0, 8, texts);
        texts.flush(out);
        assertThat(puts).containsExactly("ruptela.io.# 34 0");
    }

    @Test
    void shouldForgetTheTextsOfTheFrameBefore() {
        Frame frame = new Frame();
        table.put(out, 34, 1, 8, frame.pieces());
        frame.wrap(new byte[0], 0, 0).pieces().flush(out);
        assertThat(puts).isEmpty();
    }

    @Test
    void shouldNameTheLineThatIsWrong() {
        assertThatThrownBy(() -> ElementTable.load("wrong-elements.tsv", "ruptela.io.#"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("21/1\tdin.1\tq");
    }

    private static long word(String characters) {
        return ByteBuffer.wrap(characters.getBytes(StandardCharsets.ISO_8859_1)).getLong();
    }
}
