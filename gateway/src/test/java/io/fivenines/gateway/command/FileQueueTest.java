package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileQueueTest {
    @TempDir
    Path folder;

    private FileQueue open() throws IOException {
        return new FileQueue(new DiskStorage(folder));
    }

    private Path log() {
        return folder.resolve(FileQueue.NAME);
    }

    private static Errand errand(String id, Command command) {
        Order order = new Order(command, 7, "1234", "codec14");
        return new Errand(id, Ident.of("352093081234567"), order, 1000, 61_000, Progress.queued(1000));
    }

    @Test
    void shouldKeepEveryKindOfCommandInEveryState() throws IOException {
        List<Command> commands = List.of(
                new Command.Raw("00ff"),
                new Command.Text("say \"Привет\"\n"),
                new Command.Output(2, true),
                new Command.PositionRequest(),
                new Command.Interval(60),
                new Command.Reboot());
        Progress sending = Progress.queued(1000).sending(2000, "teltonika");
        List<Progress> states = List.of(
                Progress.queued(1000),
                sending,
                sending.again(3000),
                sending.answered(3000, true, "no\n"),
                sending.failed(3000, "why"),
                sending.answered(3000, false, "").told());
        try (FileQueue queue = open()) {
            for (int i = 0; i < commands.size(); i++) {
                queue.stage(errand("c" + i, commands.get(i)).with(states.get(i)));
            }
            queue.commit();
        }
        try (FileQueue queue = open()) {
            assertThat(queue.kept()).hasSize(6);
            for (Errand errand : queue.kept()) {
                int i = errand.id().charAt(1) - '0';
                assertThat(errand).isEqualTo(errand("c" + i, commands.get(i)).with(states.get(i)));
            }
        }
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
