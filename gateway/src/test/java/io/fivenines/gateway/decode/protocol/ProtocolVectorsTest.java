package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every protocol against its own vector file, whose frames come from makers' documents and from our own encoding. */
class ProtocolVectorsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:34:56Z"));
    private static final List<String> ADDED_BY_GATEWAY =
            List.of("server.timestamp", "message.id", "message.position", "protocol", "channel", "peer");

    static Stream<Protocol> protocols() {
        return Protocols.ALL.stream();
    }

    @Test
    void shouldListProtocolsByNameOnceEach() {
        assertThat(Protocols.ALL).extracting(Protocol::name).isSorted().doesNotHaveDuplicates();
        assertThat(Protocols.ALL).extracting(Protocol::defaultPort).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldDecodeEveryVector(Protocol protocol) throws IOException {
        for (List<Vector> session : vectors(protocol)) {
            Rehearsal rehearsal = new Rehearsal(protocol, NOW);
            for (Vector vector : session) {
                vector.bind(rehearsal);
                Rehearsal.Outcome outcome = rehearsal.receive(vector.bytes());
                JsonNode json = vector.json();
                assertThat(outcome.verdicts())
                        .as(vector.name())
                        .extracting(Enum::name)
                        .containsOnly(json.path("verdict").asText());
                assertThat(outcome.replyHex())
                        .as("reply to " + vector.name())
                        .isEqualTo(json.path("reply").asText());
                assertThat(outcome.garbage()).as("garbage in " + vector.name()).isZero();
                assertThat(rehearsal.pending()).as("left of " + vector.name()).isZero();
                compareMessages(vector, outcome.messages());
            }
        }
    }

    private static void compareMessages(Vector vector, List<String> messages) throws IOException {
        JsonNode expected = vector.json().path("messages");
        assertThat(messages).as(vector.name()).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            ObjectNode actual = (ObjectNode) MAPPER.readTree(messages.get(i));
            // A message without a time of its own shows the server's, which a vector does not state.
            if (actual.path("timestamp").equals(actual.path("server.timestamp"))
                    && !expected.get(i).has("timestamp")) {
                actual.remove("timestamp");
            }
            actual.remove(ADDED_BY_GATEWAY);
            if (!same(actual, expected.get(i))) {
                // Lets AssertJ show both; numbers that differ by less than 1e-9 are the same to us.
                assertThat((Object) actual)
                        .as("message " + i + " of " + vector.name())
                        .isEqualTo(expected.get(i));
            }
        }
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return a.equals(ProtocolVectorsTest::compareValues, b);
    }

    private static int compareValues(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Math.abs(a.asDouble() - b.asDouble()) <= 1e-9 ? 0 : 1;
        }
        return a.equals(b) ? 0 : 1;
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldDecodeTheSameHoweverTheBytesAreCut(Protocol protocol) throws IOException {
        Cuts.check(protocol, vectors(protocol), NOW);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldSurviveMutations(Protocol protocol) throws IOException {
        Mutations.check(protocol, vectors(protocol), NOW, 200_000);
    }

    static List<List<Vector>> vectors(Protocol protocol) throws IOException {
        String file = protocol.name() + ".jsonl";
        try (InputStream in = ProtocolVectorsTest.class.getResourceAsStream(file)) {
            assertThat(in).as("vector file " + file).isNotNull();
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<List<Vector>> sessions = Vector.sessions(lines, "name", "hex");
            assertThat(sessions).as("vectors in " + file).isNotEmpty();
            return sessions;
        }
    }
}
