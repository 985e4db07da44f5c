package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.testing.SizeLimits;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule 20 of the style, over main and test sources of all modules. There is no list of exceptions: split the code. */
class SizeTest {
    private static final PathMatcher SOURCES = FileSystems.getDefault().getPathMatcher("glob:*/src/*/java/**.java");

    @Test
    void shouldKeepEveryFileMethodAndLineSmall() throws IOException {
        List<Path> sources = sources();
        Map<String, String> texts = new TreeMap<>();
        for (Path source : sources) {
            texts.put(root().relativize(source).toString(), Files.readString(source));
        }
        assertThat(SizeLimits.broken(texts)).isEmpty();
        assertThat(sources).anyMatch(source -> source.endsWith(Path.of("io/fivenines/gateway/SizeTest.java")));
        assertThat(sources).anyMatch(source -> source.startsWith(root().resolve("benchmarks/src/main/java")));
    }

    @Test
    void shouldReportALongFile() throws IOException {
        assertThat(broken(lines(399) + "class A {}")).isEmpty();
        assertThat(broken(lines(400) + "class A {}")).containsExactly("A.java: 401 lines, at most 400");
    }

    @Test
    void shouldReportALongMethod() throws IOException {
        assertThat(broken("class A {\n  @Deprecated\n  void a() {\n" + lines(47) + "  }\n}"))
                .isEmpty();
        assertThat(broken("class A {\n  class B {\n  @Deprecated\n  void a() {\n" + lines(48) + "  }\n}}"))
                .containsExactly("A.java: 51 lines in a() at line 3, at most 50");
    }

    @Test
    void shouldReportManyParameters() throws IOException {
        assertThat(broken("interface A { void a(" + parameters(7) + "); }")).isEmpty();
        assertThat(broken("interface A { void a(" + parameters(8) + "); }"))
                .containsExactly("A.java: 8 parameters of a() at line 1, at most 7");
        assertThat(broken("class A { A(" + parameters(8) + ") {} }"))
                .containsExactly("A.java: 8 parameters of <init>() at line 1, at most 7");
    }

    @Test
    void shouldNotCountTheComponentsOfARecord() throws IOException {
        assertThat(broken("record A(" + parameters(9) + ") { A { } static int z; }"))
                .isEmpty();
        assertThat(broken("record A(" + parameters(1) + ") { A(" + parameters(8) + ") { this(a1); } }"))
                .hasSize(1);
    }

    @Test
    void shouldReportALongLine() throws IOException {
        assertThat(broken("//" + "x".repeat(118))).isEmpty();
        assertThat(broken("//" + "x".repeat(119))).containsExactly("A.java: 121 characters in line 1, at most 120");
    }

    private static List<String> broken(String source) throws IOException {
        return SizeLimits.broken(Map.of("A.java", source));
    }

    private static String lines(int count) {
        return "//\n".repeat(count);
    }

    private static String parameters(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "int a" + i).collect(Collectors.joining(", "));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> SOURCES.matches(root().relativize(file)))
                    .toList();
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
