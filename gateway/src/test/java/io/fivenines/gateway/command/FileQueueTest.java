package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.telemetry.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileQueueTest extends QueueContract {
    @TempDir
    Path folder;

    @Override
    Seat sit() throws IOException {
        FileQueue queue = open();
        return new Seat() {
            @Override
            public CommandQueue queue() {
                return queue;
            }

            @Override
            public Collection<Errand> kept() {
                return queue.kept();
            }

            @Override
            public void close() throws IOException {
                queue.close();
            }
        };
    }

    private FileQueue open() throws IOException {
        return new FileQueue(new DiskStorage(folder));
    }

    private Path log() {
        return folder.resolve(FileQueue.NAME);
    }

    @Test
    void shouldCountTheLastLineOfACommand() throws IOException {
        Errand queued = errand("c1", new Command.Reboot());
        Errand sending = queued.with(queued.progress().sending(2000, "gt06"));
        try (FileQueue queue = open()) {
            queue.stage(queued);
            queue.commit();
            queue.stage(sending);
            queue.commit();
            assertThat(Files.readAllLines(log())).hasSize(2);
        }
        try (FileQueue queue = open()) {
            assertThat(queue.kept()).containsExactly(sending);
            assertThat(Files.readAllLines(log())).hasSize(1);
        }
    }

    @Test
    void shouldPassOverALineThatIsNotWhole() throws IOException {
        try (FileQueue queue = open()) {
            queue.stage(errand("c1", new Command.Reboot()));
            queue.stage(errand("c2", new Command.Reboot()));
            queue.commit();
        }
        byte[] bytes = Files.readAllBytes(log());
        for (int length = bytes.length - 1; length > bytes.length / 2; length -= 13) {
            Files.write(log(), java.util.Arrays.copyOf(bytes, length));
            try (FileQueue queue = open()) {
                assertThat(queue.kept()).extracting(Errand::id).containsExactly("c1");
            }
        }
    }

    @Test
    void shouldNotBelieveALineWhoseChecksumIsWrong() throws IOException {
        try (FileQueue queue = open()) {
            queue.stage(errand("c1", new Command.Reboot()));
            queue.stage(errand("c2", new Command.Output(1, false)));
            queue.commit();
        }
        String text = Files.readString(log());
        Files.writeString(log(), text.replace("false", "true "), StandardOpenOption.TRUNCATE_EXISTING);
        try (FileQueue queue = open()) {
            assertThat(queue.kept()).isEmpty();
        }
    }

    @Test
    void shouldPassOverALineThatIsNoCommandThoughItsChecksumIsRight() throws Exception {
        StringBuilder lines = new StringBuilder();
        try (FileQueue queue = open()) {
            queue.stage(errand("c1", new Command.Reboot()));
            queue.commit();
        }
        for (String json : ErrandTextTest.unreadable().values()) {
            lines.append(line(json));
        }
        Files.writeString(log(), lines + Files.readString(log()) + lines);
        try (FileQueue queue = open()) {
            assertThat(queue.kept()).extracting(Errand::id).containsExactly("c1");
        }
        assertThat(Files.readAllLines(log())).hasSize(1);
    }

    private static String line(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x %s%n", crc.getValue(), json);
    }

    @Test
    void shouldRepeatWhatAnOlderVersionLeft() throws IOException {
        try (FileQueue queue = open()) {
            queue.stage(errand("c1", new Command.Reboot()));
            queue.commit();
        }
        String json = Files.readString(log()).substring(9).strip().replace("\"ifGatewayDies\":\"fail\",", "");
        Files.writeString(log(), line(json));
        try (FileQueue queue = open()) {
            assertThat(queue.kept()).extracting(Errand::ifGatewayDies).containsExactly(IfGatewayDies.REPEAT);
        }
    }

    @Test
    void shouldForgetHistoryWhenThereIsMuchOfIt() throws IOException {
        Errand errand = errand("c1", new Command.Text("x".repeat(1000)));
        try (FileQueue queue = open()) {
            for (int i = 0; i < 3000; i++) {
                queue.stage(errand.with(errand.progress().sending(i, "gt06")));
                queue.commit();
            }
            assertThat(Files.size(log())).isLessThan(2 << 20);
        }
    }

    @Test
    void shouldBelongToOneProcess() throws IOException {
        try (FileQueue queue = open()) {
            assertThat(queue.kept()).isEmpty();
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }
}
