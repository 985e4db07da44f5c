package io.fivenines.gateway.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretListTest {
    private static final String FORM = "[!-~]{1,8}";

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("secrets"), text);
    }

    private SecretList inFile(String text) throws IOException {
        return new SecretList(new SecretConfig("", write(text), FORM));
    }

    @Test
    void shouldKnowItsSecretAndNoOther() throws IOException {
        SecretList one = new SecretList(new SecretConfig("s3cret", null, FORM));
        assertThat(one.find("s3cret")).isNotNull();
        assertThat(one.find("s3cre")).isNull();
        assertThat(one.find("s3cret ")).isNull();
        assertThat(one.find("")).isNull();
        assertThat(one.has(one.find("s3cret"))).isTrue();
    }

    @Test
    void shouldTakeAnyOfThoseInAFileAndTakeItAnew() throws IOException {
        SecretList list = inFile("# old and new\nold\n\nnew\n");
        byte[] old = list.find("old");
        byte[] fresh = list.find("new");
        write("new\n");
        list.reload();
        assertThat(list.has(fresh)).isTrue();
        assertThat(list.has(old)).isFalse();
        assertThat(list.find("old")).isNull();
    }

    @Test
    void shouldKeepTheFormerSecretsWhileTheFileIsNoGoodAndNotTellThem() throws IOException {
        SecretList list = inFile("good\n");
        refused(list, "# none\n", "has no secret, expected one a line");
        refused(list, "good\nmuch-too-long\n", "line 2 cannot be carried by a login, expected characters like " + FORM);
        refused(list, "with blank\n", "line 1 cannot be carried by a login");
        refused(list, "a\n".repeat(65), "has more secrets, expected at most 64");
        Files.delete(folder.resolve("secrets"));
        assertThatThrownBy(list::reload).isInstanceOf(IOException.class);
        assertThat(list.find("good")).isNotNull();
    }

    private void refused(SecretList list, String text, String complaint) throws IOException {
        write(text);
        assertThatThrownBy(list::reload)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("much-too")
                .hasMessageNotContaining("with blank");
    }

    @Test
    void shouldWantOneOfTheTwoAndShowNeither() throws IOException {
        Path file = write("a\n");
        assertThatThrownBy(() -> new SecretConfig("a", file, FORM))
                .hasMessage("secret and secretFile, or neither, expected one of them");
        assertThatThrownBy(() -> new SecretConfig("", null, FORM)).hasMessageContaining("expected one of them");
        assertThatThrownBy(() -> new SecretConfig("much-too-long", null, FORM))
                .hasMessageContaining("cannot be carried by a login")
                .hasMessageNotContaining("much-too");
        assertThatThrownBy(() -> new SecretConfig("", folder.resolve("none"), FORM))
                .hasMessageContaining("expected a readable file");
        assertThat(new SecretConfig("hidden", null, FORM).toString()).doesNotContain("hidden");
    }
}
