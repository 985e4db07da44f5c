package io.fivenines.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.JsonCursor.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonCursorTest {
    private static final long SEED = Long.getLong("fivenines.seed", 20261122L);

    private final Frame frame = new Frame();

    private JsonCursor over(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return frame.wrap(bytes, 0, bytes.length).json(bytes.length);
    }

    private List<String> walk(String text) {
        JsonCursor json = over(text);
        List<String> walked = new ArrayList<>();
        Token token = json.next();
        while (token != Token.END && token != Token.ERROR) {
            String name = token.isValue() ? json.name() + " " : "";
            boolean told = token == Token.STRING || token == Token.NUMBER;
            walked.add(name + (told ? json.text() : token.toString()));
            token = json.next();
        }
        if (token == Token.ERROR) {
            walked.add("at " + json.offset() + " expected " + json.expected());
        }
        return walked;
    }

    @Test
    void shouldWalkARecord() {
        assertThat(walk(" { \"a\" : 1 , \"b\":\"x\",\"c\":true,\"d\":false,\"e\":null } \r\n"))
                .containsExactly("RECORD", "a 1", "b x", "c TRUE", "d FALSE", "e NULL", "RECORD_END");
        assertThat(walk("{}")).containsExactly("RECORD", "RECORD_END");
    }

    @Test
    void shouldWalkAnArrayOfRecords() {
        assertThat(walk("[{\"a\":1},{\"a\":2}]"))
                .containsExactly("RECORD", "a 1", "RECORD_END", "RECORD", "a 2", "RECORD_END");
        assertThat(walk("[]")).isEmpty();
    }

    @Test
    void shouldNameWhatStandsDeeperByItsPath() {
        assertThat(walk("{\"a\":{\"b\":1,\"c\":{}},\"d\":[true,[2,3],{\"e\":4},[]],\"f\":5}"))
                .containsExactly("RECORD", "a.b 1", "d.1 TRUE", "d.2.1 2", "d.2.2 3", "d.3.e 4", "f 5", "RECORD_END");
    }

    @Test
    void shouldGoBackToTheBeginningOfARecord() {
        JsonCursor json = over("[{\"a\":1},{\"b\":{\"c\":2},\"d\":3}]");
        for (int records = 0; records < 2; ) {
            records += json.next() == Token.RECORD ? 1 : 0;
        }
        while (json.next() != Token.RECORD_END) {}
        json.again();
        assertThat(json.next()).isEqualTo(Token.NUMBER);
        assertThat(json.name()).hasToString("b.c");
        assertThat(json.next()).isEqualTo(Token.NUMBER);
        assertThat(json.name()).hasToString("d");
        assertThat(json.next()).isEqualTo(Token.RECORD_END);
        assertThat(json.next()).isEqualTo(Token.END);
    }

    @Test
    void shouldReadEscapesAndUtf8() {
        assertThat(walk("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00é😀\"}"))
                .contains("a \"\\/\b\f\n\r\té😀é😀");
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, 'x', (byte) 0xFF, (byte) 0xC0, (byte) 0x80, '"', '}'
        };
        JsonCursor json = frame.wrap(bytes, 0, bytes.length).json(bytes.length);
        json.next();
        assertThat(json.next()).isEqualTo(Token.STRING);
        assertThat(json.text()).hasToString("\uFFFDx\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void shouldSayWhereItIsBroken() {
        assertThat(walk("{\"a\":1")).contains("at 6 expected a comma or }");
        assertThat(walk("{\"a\" 1}")).contains("at 5 expected a colon");
        assertThat(walk("{a:1}")).contains("at 1 expected a name in quotes");
        assertThat(walk("{\"a\":1,}")).contains("at 7 expected a name in quotes");
        assertThat(walk("{\"a\":01}")).contains("at 7 expected a number's digit");
        assertThat(walk("{\"a\":1.}")).contains("at 7 expected a number's digit");
        assertThat(walk("{\"a\":-}")).contains("at 6 expected a number's digit");
        assertThat(walk("{\"a\":1e}")).contains("at 7 expected a number's digit");
        assertThat(walk("{\"a\":tru}")).contains("at 5 expected a value");
        assertThat(walk("{\"a\":\"\\x\"}")).contains("at 6 expected a string's character");
        assertThat(walk("{\"a\":\"\\u12G4\"}")).contains("at 10 expected a string's character");
        assertThat(walk("{\"a\":\"x")).contains("at 7 expected a string's character");
        assertThat(walk("{\"a\":[1}}")).contains("at 7 expected a comma or ]");
        assertThat(walk("[1]")).contains("at 1 expected an object");
        assertThat(walk("[[{}]]")).contains("at 1 expected an object");
        assertThat(walk("7")).contains("at 0 expected an object");
        assertThat(walk("")).contains("at 0 expected an object");
        assertThat(walk("{}{}")).contains("at 2 expected the end of the line");
        assertThat(walk("{\"a\":[[[[[[[[1]]]]]]]]}")).contains("at 12 expected at most 8 levels");
    }

    @Test
    void shouldReadNumbersAsJavaDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            double near = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12));
            assertThat(number(Double.toString(near)))
                    .as("seed " + SEED + ": " + near)
                    .isEqualTo(near);
            if (Double.isFinite(value) && Math.abs(value) > 1e-290) {
                assertThat(Math.abs(number(Double.toString(value)) - value))
                        .as("seed " + SEED + ": " + value)
                        .isLessThanOrEqualTo(16 * Math.ulp(value));
            }
        }
        assertThat(number("1e999")).isInfinite();
        assertThat(number("0.000e5")).isZero();
        assertThat(number("123456789012345678901234567890")).isEqualTo(1.2345678901234568E29);
    }

    private double number(String text) {
        JsonCursor json = over("{\"a\":" + text + "}");
        json.next();
        assertThat(json.next()).as(text).isEqualTo(Token.NUMBER);
        assertThat(json.text()).hasToString(text);
        return json.real();
    }

    @Test
    void shouldTellWholeNumbers() {
        JsonCursor json = over("{\"a\":-12,\"b\":1.0,\"c\":1e2,\"d\":123456789012345678,\"e\":1234567890123456789}");
        json.next();
        List<Boolean> whole = new ArrayList<>();
        while (json.next() != Token.RECORD_END) {
            whole.add(json.isWhole());
        }
        assertThat(whole).containsExactly(true, false, false, true, false);
    }
}
