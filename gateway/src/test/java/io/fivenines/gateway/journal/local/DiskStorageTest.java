package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest {
    @TempDir
    Path parent;

    private Path folder;
    private DiskStorage storage;

    @BeforeEach
    void setUp() {
        folder = parent.resolve("new/journal");
        storage = new DiskStorage(folder);
    }

    @Test
    void shouldMakeItsFolderWhenItIsLocked() throws IOException {
        try (Closeable lock = storage.lock()) {
            assertThat(lock).isNotNull();
            assertThat(folder).isDirectory();
            assertThat(storage.list()).containsExactly(DiskStorage.LOCK);
        }
    }

    @Test
    void shouldNameFolderAndOwnerToWhoComesSecond() throws IOException {
        try (Closeable lock = storage.lock()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> new DiskStorage(folder).lock())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(
                            "this very process, " + ProcessHandle.current().pid());
        }
        storage.lock().close();
    }

    @Test
    void shouldLockOutAnotherProcess() throws Exception {
        try (Closeable lock = storage.lock()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> new DiskStorage(folder).lock()).isInstanceOf(IOException.class);
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Intruder.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(other.getInputStream().readAllBytes(), UTF_8);
            assertThat(other.waitFor()).as(output).isEqualTo(1);
            assertThat(output)
                    .contains("in use by process " + ProcessHandle.current().pid());
        }
    }

    /** Another process that wants the same folder. */
    static final class Intruder {
        private Intruder() {}

        public static void main(String[] args) throws IOException {
            new DiskStorage(Path.of(args[0])).lock();
        }
    }

    @Test
    void shouldReadWhatItWroteFromSeveralBuffersAtAnOffset() throws IOException {
        try (Closeable lock = storage.lock();
                StorageFile file = storage.create("a")) {
            assertThat(lock).isNotNull();
            ByteBuffer[] sources = {direct(1, 2), direct(3), direct(4, 5, 6), direct(9)};
            StorageFile.writeAll(file, sources, 3, 2);
            file.force();
            assertThat(sources[3].remaining()).as("not one of the first three").isOne();
            assertThat(file.size()).isEqualTo(8);
            assertThat(Files.readAllBytes(folder.resolve("a"))).containsExactly(0, 0, 1, 2, 3, 4, 5, 6);
            ByteBuffer read = ByteBuffer.allocate(10);
            assertThat(file.read(read, 3)).isEqualTo(5);
            assertThat(file.read(read, 8)).isNegative();
        }
    }

    @Test
    void shouldCutRenameAndDelete() throws IOException {
        try (Closeable lock = storage.lock()) {
            assertThat(lock).isNotNull();
            write("a", 1, 2, 3);
            write("b", 4);
            storage.cut("a", 2);
            storage.rename("a", "b");
            storage.sync();
            assertThat(Files.readAllBytes(folder.resolve("b"))).containsExactly(1, 2);
            assertThatThrownBy(() -> storage.open("a")).isInstanceOf(NoSuchFileException.class);
            storage.delete("b");
            storage.delete("b");
            assertThat(storage.list()).containsExactly(DiskStorage.LOCK);
        }
    }

    private void write(String name, int... bytes) throws IOException {
        try (StorageFile file = storage.create(name)) {
            StorageFile.writeAll(file, new ByteBuffer[] {direct(bytes)}, 1, 0);
        }
    }

    private static ByteBuffer direct(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length);
        for (int value : bytes) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }
}
