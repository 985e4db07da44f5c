package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fivenines.gateway.decode.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real trackers' frames, which lie beside the project; what they must decode to is scored by the replay in
 * .ci/run. Skipped where the folder is absent.
 */
class SharedVectorsTest {
    private static final Path FOLDER = Path.of("..", "..", "shared", "vectors");
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:34:56Z"));

    static Stream<Protocol> protocols() {
        return Protocols.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldDecodeTheSameHoweverTheBytesAreCut(Protocol protocol) throws IOException {
        Cuts.check(protocol, vectors(protocol), NOW);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldSurviveMutations(Protocol protocol) throws IOException {
        Mutations.check(protocol, vectors(protocol), NOW, 50_000);
    }

    private static List<List<Vector>> vectors(Protocol protocol) throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "no real vectors at " + FOLDER.toAbsolutePath());
        Path file = FOLDER.resolve(protocol.name() + ".jsonl");
        assumeTrue(Files.exists(file), "no real vectors of " + protocol.name());
        List<List<Vector>> sessions = Vector.sessions(Files.readAllLines(file), "id", "wireHex");
        assertThat(sessions).isNotEmpty();
        return sessions;
    }
}
