package io.fivenines.coordinator.uptime.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(LineFile file) throws IOException {
        List<String> lines = new ArrayList<>();
        file.read(0, (text, next) -> lines.add(new String(text, StandardCharsets.UTF_8)));
        return lines;
    }

    @Test
    void shouldKeepWholeLinesAndCutTheTornOneWhereverItWasCut() throws Exception {
        Path path = folder.resolve("all");
        try (LineFile file = LineFile.open(path)) {
            file.append(List.of(bytes("one"), bytes("two")));
            file.append(List.of(bytes("three")));
        }
        byte[] all = Files.readAllBytes(path);
        for (int cut = 0; cut <= all.length; cut++) {
            Path torn = folder.resolve("torn");
            Files.write(torn, Arrays.copyOf(all, cut));
            int whole = cut < 13 ? 0 : cut < 26 ? 1 : cut < all.length ? 2 : 3;
            List<String> expected =
                    new ArrayList<>(List.of("one", "two", "three").subList(0, whole));
            try (LineFile file = LineFile.open(torn)) {
                assertThat(lines(file)).as("cut at " + cut).isEqualTo(expected);
                file.append(List.of(bytes("next")));
                expected.add("next");
                assertThat(lines(file)).as("cut at " + cut).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldPassOverADamagedLine() throws Exception {
        Path path = folder.resolve("damaged");
        try (LineFile file = LineFile.open(path)) {
            file.append(List.of(bytes("one"), bytes("two"), bytes("three")));
        }
        byte[] all = Files.readAllBytes(path);
        all[15] ^= 1;
        Files.write(path, all);
        try (LineFile file = LineFile.open(path)) {
            assertThat(lines(file)).containsExactly("one", "three");
        }
    }
}
