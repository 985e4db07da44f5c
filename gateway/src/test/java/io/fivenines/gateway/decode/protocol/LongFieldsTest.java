package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answered frames with one field stretched: what is sent back of it must have an end, as a reply has one. */
class LongFieldsTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:34:56Z"));
    private static final int REPLY_BYTES_MAX = 64 * 1024;
    private static final int STRETCHED_BYTES_MAX = 80;
    private static final byte[] FILLING = "A".repeat(REPLY_BYTES_MAX + 500).getBytes(StandardCharsets.US_ASCII);

    /** Those whose frames can be that long; escapes in a reply may double what a frame holds. */
    static Stream<Protocol> protocols() {
        return Protocols.ALL.stream().filter(protocol -> 2 * protocol.framing().maxLength() > REPLY_BYTES_MAX);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldNotAnswerWithMoreThanAReplyHolds(Protocol protocol) throws IOException {
        Rehearsal space = new Rehearsal(protocol, NOW);
        for (List<Vector> session : ProtocolVectorsTest.vectors(protocol)) {
            for (int i = 0; i < session.size(); i++) {
                Vector vector = session.get(i);
                if (!vector.json().path("reply").asText().isEmpty() && vector.bytes().length <= STRETCHED_BYTES_MAX) {
                    stretch(space, session, i);
                }
            }
        }
    }

    private static void stretch(Rehearsal space, List<Vector> session, int last) {
        byte[] bytes = session.get(last).bytes();
        for (int at = 1; at < bytes.length; at++) {
            Rehearsal rehearsal = space.again();
            for (Vector before : session.subList(0, last)) {
                before.bind(rehearsal);
                rehearsal.receive(before.bytes());
            }
            session.get(last).bind(rehearsal);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + FILLING.length);
            System.arraycopy(FILLING, 0, longer, at, FILLING.length);
            System.arraycopy(bytes, at, longer, at + FILLING.length, bytes.length - at);
            assertThatCode(() -> rehearsal.receive(longer))
                    .as(session.get(last) + " with a field stretched at byte " + at)
                    .doesNotThrowAnyException();
        }
    }
}
