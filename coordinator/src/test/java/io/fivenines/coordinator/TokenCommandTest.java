package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new CommandLine(new TokenCommand(out, new Random(7)))
                .setExecutionExceptionHandler((cause, line, parsed) -> {
                    out.println(cause.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    private String[] printed() {
        return bytes.toString(StandardCharsets.UTF_8).split("\n");
    }

    @Test
    void shouldPrintATokenAndTheLineThatLetsItIn() throws Exception {
        assertThat(run("--name", "ops", "--scopes", "operate,read")).isZero();
        String[] lines = printed();
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).matches("fn_[A-Za-z0-9_-]{43}");
        assertThat(lines[1]).doesNotContain(lines[0]);
        String yaml = "cluster: {connect: 'zk:2181'}\nconsole:\n  host: 0.0.0.0\n  tokens:\n    " + lines[1] + "\n";
        Settings settings = Settings.file(Files.writeString(folder.resolve("c.yaml"), yaml), Map.of());
        assertThat(CoordinatorConfig.from(settings, "c1").console().tokens())
                .containsExactly(Token.of("ops", lines[0], Set.of(Scope.READ, Scope.OPERATE)));
    }

    @Test
    void shouldWriteTheTokenForItsOwnerOnlyAndNeverOverAnother() throws Exception {
        Path file = folder.resolve("ops.token");
        assertThat(run("--name", "ops", "--scopes", "read", "-o", file.toString()))
                .isZero();
        assertThat(printed()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(Token.of("ops", Files.readString(file).strip(), Set.of(Scope.READ))
                        .hash());
        assertThat(run("--name", "ops", "--scopes", "read", "-o", file.toString()))
                .isEqualTo(2);
    }

    @Test
    void shouldNameAScopeThereIsNot() {
        assertThat(run("--name", "ops", "--scopes", "all")).isEqualTo(2);
        assertThat(printed()[0]).isEqualTo("--scopes has 'all', expected some of read, command, operate, probe");
    }
}
