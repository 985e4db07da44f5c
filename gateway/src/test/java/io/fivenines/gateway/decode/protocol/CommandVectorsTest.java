package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.gateway.connection.Answer;
import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.CommandType;
import io.fivenines.gateway.telemetry.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every protocol that has commands against its {@code <name>-commands.jsonl}. A line tells a tracker one thing:
 *
 * <pre>
 * name, source   what it shows, and who documents the frame
 * ident          who the tracker is; before: hex of what it had sent, instead or as well
 * command        as the API takes it; with number (1 if left out), password and dialect of the order
 * hex            what is sent; or refusal: part of the error, for a value this protocol cannot carry
 * answer         hex of what the tracker answers, if it does; text, refused: what that says
 * </pre>
 */
class CommandVectorsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:34:56Z"));
    private static final long SEED = 20_261_122;
    private static final int TEXTS = 2_000;
    private static final List<Command> ONE_OF_EACH = List.of(
            new Command.Text("STATUS"),
            new Command.Output(1, true),
            new Command.PositionRequest(),
            new Command.Interval(60),
            new Command.Reboot());

    static Stream<Protocol> protocols() {
        return Protocols.ALL.stream();
    }

    static Stream<Protocol> commanded() {
        return protocols().filter(protocol -> !downlink(protocol).equals(Downlink.NONE));
    }

    private static Downlink downlink(Protocol protocol) {
        return new Rehearsal(protocol, NOW).downlink();
    }

    @ParameterizedTest
    @MethodSource("commanded")
    void shouldEncodeEveryVectorAndKnowItsAnswer(Protocol protocol) throws IOException {
        for (JsonNode vector : vectors(protocol)) {
            Rehearsal rehearsal = rehearsal(protocol, vector);
            Order order = order(vector);
            if (vector.has("refusal")) {
                assertThatIllegalArgumentException()
                        .as(name(vector))
                        .isThrownBy(() -> rehearsal.send(order))
                        .withMessageContaining(vector.get("refusal").asText())
                        .withMessageContaining(", expected ");
                continue;
            }
            assertThat(rehearsal.send(order)).as(name(vector)).isEqualTo(text(vector, "hex"));
            if (vector.has("answer")) {
                rehearsal.receive(HexFormat.of().parseHex(text(vector, "answer")));
                assertThat(rehearsal.answers())
                        .as("answer to " + name(vector))
                        .containsExactly(answer(vector, order, rehearsal.downlink()));
            }
        }
    }

    private static Answer answer(JsonNode vector, Order order, Downlink downlink) {
        boolean numbered = downlink.numbered() && !vector.path("unnumbered").asBoolean();
        int number = numbered ? order.number() : Sink.UNNUMBERED;
        return new Answer(number, text(vector, "text"), vector.path("refused").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("commanded")
    void shouldShowEachTypeAndAnAnswer(Protocol protocol) throws IOException {
        Set<CommandType> shown = EnumSet.of(CommandType.RAW);
        boolean answered = false;
        for (JsonNode vector : vectors(protocol)) {
            if (vector.has("hex")) {
                shown.add(order(vector).command().type());
            }
            answered |= vector.has("answer");
        }
        Downlink downlink = downlink(protocol);
        assertThat(shown).isEqualTo(downlink.types());
        assertThat(answered).as("an answer").isEqualTo(!downlink.answered().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldHaveNoWordForWhatItDoesNotList(Protocol protocol) {
        Rehearsal rehearsal = new Rehearsal(protocol, NOW);
        rehearsal.identify("352093081234567");
        for (Command command : ONE_OF_EACH) {
            if (!rehearsal.downlink().supports(command)) {
                assertThat(rehearsal.send(new Order(command, 1)))
                        .as(command.toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commanded")
    void shouldCarryOrRefuseAnyText(Protocol protocol) throws IOException {
        Rehearsal rehearsal = rehearsal(protocol, vectors(protocol).get(0));
        Random random = new Random(SEED);
        for (int i = 0; i < TEXTS; i++) {
            String text = anyText(random);
            Throwable thrown = catchThrowable(() -> rehearsal.send(new Order(new Command.Text(text), 1)));
            if (thrown != null) {
                assertThat(thrown)
                        .as("text '%s', seed %d", text, SEED)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(", expected ");
            }
        }
    }

    /** Mostly ASCII, so that many get past the first check, up to the longest text there is. */
    private static String anyText(Random random) {
        int length = 1 + random.nextInt(random.nextInt(4) == 0 ? Command.Text.LENGTH_MAX : 20);
        int limit = random.nextInt(3) == 0 ? 0x10000 : 0x80;
        int floor = random.nextInt(3) == 0 ? 0 : ' ';
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (floor + random.nextInt(limit - floor)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldAnswerNobodyWhoAskedNothing(Protocol protocol) throws IOException {
        for (JsonNode vector : downlink(protocol).equals(Downlink.NONE) ? List.<JsonNode>of() : vectors(protocol)) {
            Rehearsal rehearsal = rehearsal(protocol, vector);
            rehearsal.receive(HexFormat.of().parseHex(text(vector, "answer")));
            assertThat(rehearsal.answers()).as(name(vector)).isEmpty();
        }
    }

    private static Rehearsal rehearsal(Protocol protocol, JsonNode vector) {
        Rehearsal rehearsal = new Rehearsal(protocol, NOW);
        if (vector.has("ident")) {
            rehearsal.identify(text(vector, "ident"));
        }
        rehearsal.receive(HexFormat.of().parseHex(text(vector, "before")));
        return rehearsal;
    }

    private static Order order(JsonNode vector) {
        Map<String, Object> fields = MAPPER.convertValue(vector.get("command"), new TypeReference<>() {});
        int number = vector.path("number").asInt(1);
        return new Order(Command.of(fields), number, text(vector, "password"), text(vector, "dialect"));
    }

    private static String name(JsonNode vector) {
        return text(vector, "name");
    }

    private static String text(JsonNode vector, String key) {
        return vector.path(key).asText();
    }

    static List<JsonNode> vectors(Protocol protocol) throws IOException {
        String file = protocol.name() + "-commands.jsonl";
        try (InputStream in = CommandVectorsTest.class.getResourceAsStream(file)) {
            assertThat(in).as("vector file " + file).isNotNull();
            List<JsonNode> vectors = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                vectors.add(MAPPER.readTree(line));
            }
            return vectors;
        }
    }
}
