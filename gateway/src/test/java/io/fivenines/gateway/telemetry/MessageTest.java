package io.fivenines.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
    private final MessageWriter writer = new MessageWriter();
    private final Origin origin = Origin.listener("teltonika", "port-5027").from(new byte[] {10, 0, 0, 1}, 50_000);

    private ByteBuffer begin(int capacity) {
        ByteBuffer buffer = ByteBuffer.allocate(capacity);
        writer.begin(buffer, origin);
        return buffer;
    }

    private String json(ByteBuffer buffer, long timeMs) {
        writer.end(0xABCDL);
        ByteBuffer key = ByteBuffer.wrap("123".getBytes(StandardCharsets.US_ASCII));
        return new MessageReader()
                .read(7, 1_700_000_000_500L, timeMs, key, buffer.flip())
                .json(new StringBuilder())
                .toString();
    }

    @Test
    void shouldReadWhatWasWritten() {
        ByteBuffer buffer = begin(1000);
        writer.put(Param.named("position.latitude"), 54.6872233);
        writer.put(Param.named("position.altitude"), -12L);
        writer.put(Param.named("position.valid"), true);
        writer.put(Param.named("engine.ignition.status"), false);
        writer.put(Param.named("event.code"), "a\"b\u00e9\n");
        writer.put(Param.named("din.#"), 3, true);
        writer.put(Param.named("ain.#"), 1, 12.5);
        writer.put(Param.named("teltonika.io.#"), 70_000, Long.MIN_VALUE);
        writer.put(Param.named("sensor.id.#"), 2, "x");
        writer.put(Param.named("wialon.param.*"), "oil", 4L);
        writer.put(Param.named("wialon.param.*"), "oil.t", 4.5);
        writer.put(Param.named("wialon.param.*"), "name", "v");
        writer.put(Param.named("wialon.param.*"), "on", true);
        assertThat(json(buffer, 1_700_000_000_000L))
                .isEqualTo("{\"ident\":\"123\",\"timestamp\":1700000000,\"server.timestamp\":1700000000.5,"
                        + "\"message.id\":\"000000000000abcd\",\"message.position\":7,"
                        + "\"protocol\":\"teltonika\",\"channel\":\"port-5027\",\"peer\":\"10.0.0.1:50000\","
                        + "\"position.latitude\":54.6872233,\"position.altitude\":-12,\"position.valid\":true,"
                        + "\"engine.ignition.status\":false,\"event.code\":\"a\\\"b\u00e9\\u000a\",\"din.3\":true,"
                        + "\"ain.1\":12.5,\"teltonika.io.70000\":-9223372036854775808,\"sensor.id.2\":\"x\","
                        + "\"wialon.param.oil\":4,\"wialon.param.oil.t\":4.5,\"wialon.param.name\":\"v\","
                        + "\"wialon.param.on\":true}");
    }

    @Test
    void shouldReadTheJsonItMade() {
        ByteBuffer buffer = begin(1000);
        writer.put(Param.named("position.latitude"), 54.6872233);
        writer.put(Param.named("position.valid"), true);
        writer.put(Param.named("engine.ignition.status"), false);
        writer.put(Param.named("event.code"), "a\"b\\\u00e9\n}");
        writer.put(Param.named("position.altitude"), Double.NaN);
        writer.put(Param.named("teltonika.io.#"), 70_000, Long.MIN_VALUE);
        writer.put(Param.named("teltonika.io.#"), 70_001, Long.MAX_VALUE);
        writer.put(Param.named("ain.#"), 1, -1.5e-7);
        writer.end(0xABCDL);
        ByteBuffer key = ByteBuffer.wrap("123".getBytes(StandardCharsets.US_ASCII));
        MessageReader reader = new MessageReader();
        String json = reader.read(MessageReader.NOWHERE, 1_700_000_000_500L, 5, key, buffer.flip())
                .json(new StringBuilder())
                .toString();
        assertThat(json).doesNotContain("message.position");
        StringBuilder values = new StringBuilder();
        reader.forEach(new JsonObject(values));

        ByteBuffer written = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
        reader.read(MessageReader.NOWHERE, 1_700_000_000_500L, 5, key, written);
        assertThat(reader.json(new StringBuilder())).hasToString(json);
        assertThat(reader.protocol()).isEqualTo("teltonika");
        assertThat(reader.channel()).isEqualTo("port-5027");
        assertThat(reader.peer()).isEqualTo("10.0.0.1:50000");
        assertThat(reader.messageId()).isEqualTo("000000000000abcd");
        StringBuilder again = new StringBuilder();
        reader.forEach(new JsonObject(again));
        assertThat(again).hasToString(values.toString());
        reader.read(9, 1_700_000_000_500L, 5, key, written);
        assertThat(reader.json(new StringBuilder())).hasToString("{\"message.position\":9," + json.substring(1));
    }

    @Test
    void shouldRefuseJsonThatNobodyOfOursWrote() {
        ByteBuffer key = ByteBuffer.wrap("123".getBytes(StandardCharsets.US_ASCII));
        for (String wrong : List.of("{", "{\"a\":1", "{\"a\":{}}", "{\"a\":1}x", "{\"a\"", "{\"a\":\"\\u00", "{a:1}")) {
            ByteBuffer payload = ByteBuffer.wrap(wrong.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> new MessageReader().read(0, 0, 0, key, payload))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void shouldShowTheServersTimeWhereTheTrackerGaveNone() {
        assertThat(json(begin(1000), MessageReader.NO_TIME)).contains("\"timestamp\":1700000000.5");
    }

    @Test
    void shouldWriteNullForWhatJsonCannotSay() {
        ByteBuffer buffer = begin(1000);
        writer.put(Param.named("position.hdop"), Double.NaN);
        assertThat(json(buffer, 0)).contains("\"position.hdop\":null");
    }

    @Test
    void shouldNoticeWhatDoesNotFitAtEveryLength() {
        ByteBuffer whole = begin(1000);
        fill();
        int length = whole.position();
        for (int capacity = 0; capacity < length; capacity++) {
            begin(capacity);
            fill();
            assertThat(writer.overflow()).as("capacity " + capacity).isTrue();
        }
    }

    private void fill() {
        writer.put(Param.named("position.latitude"), 1.5);
        writer.put(Param.named("event.code"), "text");
        writer.put(Param.named("din.#"), 3, true);
        writer.put(Param.named("position.hdop"), 2.5);
    }

    @Test
    void shouldCutALongText() {
        ByteBuffer buffer = begin(10_000);
        writer.put(Param.named("event.code"), "a".repeat(5000));
        assertThat(json(buffer, 0)).contains("\"" + "a".repeat(MessageWriter.TEXT_MAX) + "\"");
    }

    @Test
    void shouldKeepCharactersOfEveryLength() {
        ByteBuffer buffer = begin(1000);
        writer.put(Param.named("event.code"), "a\u00e9\u20ac\uD83D\uDE00");
        writer.put(Param.named("device.name"), "\uD83Dx\uDE00");
        assertThat(json(buffer, 0))
                .contains("\"event.code\":\"a\u00e9\u20ac\uD83D\uDE00\"")
                .contains("\"device.name\":\"\u00B7x\u00B7\"");
    }

    @Test
    void shouldRefuseAVersionItDoesNotKnow() {
        ByteBuffer key = ByteBuffer.allocate(1);
        ByteBuffer payload = ByteBuffer.wrap(new byte[] {9, 0, 0});
        assertThatThrownBy(() -> new MessageReader().read(5, 0, 0, key, payload))
                .hasMessage("message at position 5 has version 9, expected 1");
    }

    @Test
    void shouldKnowEveryParameterByIdAndName() {
        for (Param param : Param.all()) {
            assertThat(Param.byId(param.id())).isSameAs(param);
            assertThat(Param.named(param.name())).isSameAs(param);
            assertThat(param.name()).matches("[a-z0-9]+(\\.[a-z0-9]+)*(\\.[#*])?");
            assertThat(param.meaning()).isNotBlank();
            assertThat(param.min()).isLessThanOrEqualTo(param.max());
        }
        assertThat(Param.byId(-1)).isNull();
        assertThat(Param.byId(1 << 20)).isNull();
        assertThatThrownBy(() -> Param.named("no.such")).hasMessageContaining("'no.such'");
    }

    @Test
    void shouldTakeOnlyPrintableIdents() {
        assertThat(Ident.of("123").toString()).isEqualTo("123");
        assertThat(Ident.of("")).isNull();
        assertThat(Ident.of("a b")).isNull();
        assertThat(Ident.of("a\n")).isNull();
        assertThat(Ident.of("1".repeat(65))).isNull();
        assertThat(Ident.of("12")).isNotEqualTo(Ident.of("13")).isEqualTo(Ident.of("12"));
    }
}
