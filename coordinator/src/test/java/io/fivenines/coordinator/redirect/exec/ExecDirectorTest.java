package io.fivenines.coordinator.redirect.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.redirect.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real programs. */
@Timeout(60)
class ExecDirectorTest {
    private static final String RU = "ru.gw.example.com";

    @TempDir
    Path folder;

    private Path ran;

    @BeforeEach
    void prepare() {
        ran = folder.resolve("ran");
    }

    /** Whose command is that script, in a process that starts with what is on disk. */
    private ExecDirector started(String script, Duration limit) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), script);
        List<String> command = List.of("/bin/sh", file.toString(), ran.toString(), "$HOME; not read by a shell");
        return new ExecDirector(new ExecConfig(command, limit, folder.resolve("done.json")), System::nanoTime);
    }

    private ExecDirector started(String script) throws IOException {
        return started(script, Duration.ofSeconds(20));
    }

    private List<JsonNode> ran() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return Files.readAllLines(ran).stream()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    private static Plan two(long epoch, long number, String eu, String ru) {
        return Plans.of(
                epoch,
                number,
                Map.of(Plans.EU, new Target(eu, List.of("192.0.2.1")), RU, new Target(ru, List.of("192.0.2.2"))));
    }

    @Test
    void shouldGiveTheCommandEachChange() throws Exception {
        ExecDirector director = started("cat >> $1; echo >> $1; echo done; echo oh >&2");
        director.obey(two(3, 1, "eu", "ru"));
        director.obey(two(3, 2, "ru", "ru"));
        assertThat(ran()).hasSize(3);
        JsonNode last = ran().get(2);
        assertThat(last.get("subject").asText()).isEqualTo(Plans.EU);
        assertThat(last.get("kind").asText()).isEqualTo("endpoint");
        assertThat(last.get("from").asText()).isEqualTo("eu");
        assertThat(last.get("to").asText()).isEqualTo("ru");
        assertThat(last.get("reason").asText()).isEqualTo("because a test says so");
        assertThat(last.get("epoch").asLong()).isEqualTo(3);
        assertThat(last.get("number").asLong()).isEqualTo(2);
        assertThat(last.get("id").asText()).isEqualTo("3-2-" + Plans.EU);
        assertThat(last.get("addresses").get(0).asText()).isEqualTo("192.0.2.1");
    }

    @Test
    void shouldNotRepeatWhatIsDoneAlsoAfterARestart() throws Exception {
        String script = "cat >> $1; echo >> $1";
        started(script).obey(two(3, 1, "eu", "ru"));
        ExecDirector after = started(script);
        assertThat(after.obeyed().number()).isEqualTo(1);
        after.obey(two(3, 1, "eu", "ru"));
        after.obey(two(2, 9, "ru", "ru"));
        after.obey(two(4, 2, "eu", "ru"));
        assertThat(ran()).hasSize(2);
        assertThat(after.obeyed().epoch()).isEqualTo(4);
    }

    @Test
    void shouldDoTheOthersWhenOneFailsAndOnlyThatOneAgain() throws Exception {
        String failing =
                "cat > $1.now; cat $1.now >> $1; echo >> $1; ! grep -q " + RU + " $1.now || { echo no; exit 3; }";
        ExecDirector director = started(failing);
        Plan plan = two(3, 1, "eu", "ru");
        assertThatThrownBy(() -> director.obey(plan))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("change 3-1-" + RU)
                .hasMessageContaining("ended with code 3, saying: no");
        assertThat(ran()).hasSize(2);
        assertThat(director.obeyed().number()).isZero();
        ExecDirector after = started("cat >> $1; echo >> $1");
        after.obey(plan);
        assertThat(ran()).hasSize(3);
        assertThat(ran().get(2).get("subject").asText()).isEqualTo(RU);
        assertThat(after.obeyed().number()).isEqualTo(1);
    }

    @Test
    void shouldKillWhatTakesTooLongWithItsChildren() throws Exception {
        ExecDirector director = started("sleep 1000 & echo $! > $1; sleep 1000", Duration.ofSeconds(2));
        assertThatThrownBy(() -> director.obey(Plans.eu(1, 1)))
                .hasMessageContaining("was still running after 2000 ms and is killed");
        long child = Long.parseLong(Files.readString(ran).strip());
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void shouldNotWaitForWhatACommandLeavesBehind() throws Exception {
        ExecDirector director = started("sleep 30 & echo $! > $1", Duration.ofSeconds(25));
        long start = System.nanoTime();
        director.obey(Plans.eu(1, 1));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        long child = Long.parseLong(Files.readString(ran).strip());
        ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void shouldKeepOnlyTheBeginningOfWhatItSays() throws Exception {
        ExecDirector director = started("head -c 10000000 /dev/zero | tr '\\0' x; exit 1");
        assertThatThrownBy(() -> director.obey(Plans.eu(1, 1)))
                .satisfies(failure -> assertThat(failure.getMessage())
                        .hasSizeBetween(TimedCommand.SAID_MAX, TimedCommand.SAID_MAX + 200));
    }

    @Test
    void shouldSayThatThereIsNoSuchProgram() throws Exception {
        ExecConfig missing =
                new ExecConfig(List.of("/no/such/program"), Duration.ofSeconds(1), folder.resolve("done.json"));
        ExecDirector director = new ExecDirector(missing, System::nanoTime);
        assertThatThrownBy(() -> director.obey(Plans.eu(1, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void shouldCheckItsConfiguration() {
        Path file = folder.resolve("done.json");
        assertThatThrownBy(() -> new ExecConfig(List.of(), Duration.ofSeconds(1), file))
                .hasMessageContaining("command []");
        assertThatThrownBy(() -> new ExecConfig(List.of("x"), Duration.ZERO, file))
                .hasMessageContaining("timeLimit 0 ms");
    }
}
