package io.fivenines.coordinator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFileTest {
    @TempDir
    private Path folder;

    private List<String> read(String text) throws IOException {
        return read(Files.writeString(folder.resolve("names.yaml"), text));
    }

    private static List<String> read(Path file) throws IOException {
        return ListFile.read(file, "names", section -> section.text("name", null));
    }

    private void refused(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names.yaml")
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldReadWhatTheListHas() throws IOException {
        assertThat(read("names:\n- {name: a}\n- {name: b}\n")).containsExactly("a", "b");
        assertThat(read("names: []\n")).isEmpty();
    }

    @Test
    void shouldNotTakeAFileThatIsJustBeingWrittenForAnEmptyList() {
        refused("", "has no names, expected a list, or [] for an empty one");
        refused("names:\n", "has no names, expected a list");
    }

    @Test
    void shouldNameWhatIsWrong() {
        refused("names: [{nome: a}]\n", "names[0].name has no value, expected one");
        refused("names: [{name: a, age: 7}]\n", "unknown key names[0].age");
        refused("names: [{name: a}]\nothers: []\n", "unknown key others");
        refused("names: [", "is not YAML");
        assertThatThrownBy(() -> read(folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("there is no file ");
    }
}
