package io.fivenines.gateway.stream.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Messages;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig.Surroundings;
import io.fivenines.gateway.stream.SinkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Surroundings surroundings() {
        return new Surroundings("s", Duration.ofSeconds(1), InstantSource.system(), out);
    }

    private Path file() {
        return folder.resolve("deep/messages.jsonl");
    }

    private Sink sink(int keep) {
        return new FileSinkConfig(file(), 4 << 10, keep).open(surroundings());
    }

    @Test
    void shouldWriteALineAMessage() throws Exception {
        try (Sink sink = sink(0)) {
            sink.deliver(Messages.of("1", 0, 2));
            sink.deliver(Messages.of("1", 2, 1));
        }
        assertThat(Files.readAllLines(file()))
                .containsExactly("{\"ident\":\"1\",\"n\":0}", "{\"ident\":\"1\",\"n\":1}", "{\"ident\":\"1\",\"n\":2}");
    }

    @Test
    void shouldTakeAwayALineThatACrashCutShort() throws Exception {
        try (Sink sink = sink(0)) {
            sink.deliver(Messages.of("1", 0, 1));
        }
        Files.writeString(file(), "{\"ident\":\"1", StandardOpenOption.APPEND);
        try (Sink sink = sink(0)) {
            sink.deliver(Messages.of("1", 1, 1));
        }
        assertThat(Files.readAllLines(file()))
                .containsExactly("{\"ident\":\"1\",\"n\":0}", "{\"ident\":\"1\",\"n\":1}");
    }

    @Test
    void shouldPutFullFilesAwayAndKeepSoMany() throws Exception {
        try (Sink sink = sink(2)) {
            for (int i = 0; i < 9; i++) {
                sink.deliver(Messages.of("1", 100 * i, 100));
            }
        }
        assertThat(folder.resolve("deep")).isDirectoryContaining("glob:**/messages.jsonl");
        try (var all = Files.list(folder.resolve("deep"))) {
            assertThat(all.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("messages.jsonl", "messages.jsonl.000007", "messages.jsonl.000008");
        }
        assertThat(Files.readAllLines(file())).hasSize(100);
    }

    @Test
    void shouldFailWithoutAPlaceToWriteAndGoOnOnceThereIsOne() throws Exception {
        Files.writeString(folder.resolve("deep"), "a file where a folder should be");
        try (Sink sink = sink(0)) {
            assertThatThrownBy(() -> sink.deliver(Messages.of("1", 0, 1)))
                    .isInstanceOfSatisfying(
                            SinkException.class, e -> assertThat(e.isPoison()).isFalse());
            Files.delete(folder.resolve("deep"));
            sink.deliver(Messages.of("1", 0, 1));
        }
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void shouldWriteLinesToStandardOutputToo() throws Exception {
        List<Message> two = Messages.of("1", 0, 2);
        try (Sink sink = new OutSinkConfig().open(surroundings())) {
            sink.deliver(two);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"ident\":\"1\",\"n\":0}\n{\"ident\":\"1\",\"n\":1}\n");
    }

    @Test
    void shouldFailWhenNobodyReadsStandardOutputAnyMore() {
        Surroundings broken = new Surroundings("s", Duration.ofSeconds(1), InstantSource.system(), new BrokenPipe());
        try (Sink sink = new OutSinkConfig().open(broken)) {
            assertThatThrownBy(() -> sink.deliver(Messages.of("1", 0, 1))).hasMessageContaining("Broken pipe");
        }
    }

    private static final class BrokenPipe extends java.io.OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
