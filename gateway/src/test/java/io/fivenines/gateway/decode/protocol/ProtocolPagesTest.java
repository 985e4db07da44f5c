package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes docs/protocols. It is right by making it right, so that a commit that adds a protocol need not touch its page;
 * .ci/run fails where what is committed differs from what this wrote.
 */
class ProtocolPagesTest {
    static final String GENERATED =
            "<!-- Written by ProtocolPagesTest from the code and its vector file: change those. -->";

    private static final Path FOLDER = Path.of("..", "docs", "protocols");
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T12:34:56Z"));

    static Stream<Protocol> protocols() {
        return Protocols.ALL.stream();
    }

    private static ProtocolPage page(Protocol protocol) throws IOException {
        return new ProtocolPage(protocol, ProtocolVectorsTest.vectors(protocol), NOW);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void shouldWriteThePage(Protocol protocol) throws IOException {
        String text = page(protocol).text();
        assertThat(text).contains("# " + protocol.name(), "## What comes", "## Fields");
        write(protocol.name() + ".md", text);
    }

    @Test
    void shouldWriteTheIndexAndLeaveNoOtherPage() throws IOException {
        List<String> rows = new ArrayList<>();
        Set<String> names = new TreeSet<>(Set.of("README.md"));
        for (Protocol protocol : Protocols.ALL) {
            String file = protocol.name() + ".md";
            names.add(file);
            rows.add("| [" + protocol.name() + "](" + file + ") | " + protocol.defaultPort() + " | "
                    + page(protocol).summary().replace("|", "\\|") + " |");
        }
        write("README.md", index(rows));
        deleteOthers(names);
    }

    private static String index(List<String> rows) {
        return GENERATED
                + "\n\n# Protocols\n\nEach is spoken over TCP on a port of its own. How they fare against frames"
                + " that real trackers sent is in\n[conformance.md](conformance.md), how one port serves them all in"
                + " [auto.md](auto.md), how to add one in"
                + " [adding-a-protocol.md](../adding-a-protocol.md).\n\n"
                + "| protocol | port | |\n| --- | --- | --- |\n" + String.join("\n", rows) + "\n";
    }

    private static void write(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    /** The page of a protocol that is gone goes too; what a person wrote stays. */
    private static void deleteOthers(Set<String> names) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!names.contains(file.getFileName().toString())
                        && Files.readString(file).startsWith(GENERATED)) {
                    Files.delete(file);
                }
            }
        }
    }
}
