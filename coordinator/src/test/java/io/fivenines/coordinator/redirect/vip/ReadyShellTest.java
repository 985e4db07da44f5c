package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyShellTest {
    @TempDir
    private Path folder;

    private List<String> touch(String name) {
        return List.of("touch", folder.resolve(name).toString());
    }

    private void awaitFiles(String... names) {
        await().untilAsserted(() -> {
            try (var files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
            }
        });
    }

    @Test
    void shouldStartAllTimeAfterTime() throws IOException {
        ReadyShell shell = new ReadyShell();
        shell.start(List.of(touch("one"), List.of("no-such-program"), touch("it's $HOME; two")));
        awaitFiles("one", "it's $HOME; two");
        shell.start(List.of(touch("three")));
        awaitFiles("one", "it's $HOME; two", "three");
    }

    @Test
    void shouldNotWaitForOneBeforeItStartsTheNext() throws IOException {
        Path pipe = folder.resolve("pipe");
        String other = "read word < " + pipe + "; touch " + folder.resolve("one");
        new ReadyShell()
                .start(List.of(
                        List.of("sh", "-c", "mkfifo " + pipe + "; " + other),
                        List.of("sh", "-c", "until test -p " + pipe + "; do :; done; echo word > " + pipe)));
        awaitFiles("one", "pipe");
    }

    @Test
    void shouldStartAnotherShellWhenItsOwnWasKilled() throws Exception {
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        ReadyShell shell = new ReadyShell();
        ProcessHandle waiting = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .findFirst()
                .orElseThrow();
        waiting.destroyForcibly();
        waiting.onExit().get();
        shell.start(List.of(touch("one")));
        awaitFiles("one");
    }
}
