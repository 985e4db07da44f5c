package io.fivenines.benchmarks.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.local.Storage;
import io.fivenines.gateway.journal.local.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetfulStorageTest {
    /** Whose first chances let no bytes through unasked. */
    private static final int TIGHT_SEED = tightSeed();

    @TempDir
    private Path temp;

    private Storage storage;

    @BeforeEach
    void open() throws IOException {
        storage = lives(true);
    }

    @Test
    void shouldReadWhatIsNotSynced() throws IOException {
        StorageFile file = storage.create("a");
        write(file, 0, "one two");
        write(file, 4, "TWO three");

        assertThat(read(file, 0, 13)).isEqualTo("one TWO three");
        assertThat(read(file, 5, 3)).isEqualTo("WO ");
        assertThat(file.size()).isEqualTo(13);
        assertThat(file.read(ByteBuffer.allocate(1), 13)).isEqualTo(-1);
    }

    @Test
    void shouldKeepOnlyForcedBytesThroughAPowerCut() throws IOException {
        StorageFile file = storage.create("a");
        storage.sync();
        write(file, 0, "forced");
        file.force();
        write(file, 0, "FORCED and more");

        assertThat(read(afterCut().open("a"), 0, 6)).isEqualTo("forced");
    }

    @Test
    void shouldKeepOnlySyncedNamesThroughAPowerCut() throws IOException {
        write(storage.create("a"), 0, "x");
        storage.sync();
        storage.create("b").force();
        storage.rename("a", "c");

        assertThat(storage.list()).contains("b", "c").doesNotContain("a");
        assertThat(afterCut().list()).contains("a").doesNotContain("b", "c");
    }

    @Test
    void shouldFollowANameFromItsBeginningToItsEnd() throws IOException {
        StorageFile file = storage.create("spare");
        write(file, 0, "zeros");
        file.force();
        storage.rename("spare", "segment");
        storage.sync();
        Storage second = afterCut();
        assertThat(read(second.open("segment"), 0, 5)).isEqualTo("zeros");

        second.delete("segment");
        assertThat(afterCut().list()).contains("segment");
        second.sync();
        assertThat(afterCut().list()).doesNotContain("segment");
    }

    @Test
    void shouldCutDurably() throws IOException {
        StorageFile file = storage.create("a");
        storage.sync();
        write(file, 0, "one two");
        file.force();
        storage.cut("a", 3);

        assertThat(afterCut().open("a").size()).isEqualTo(3);
    }

    @Test
    void shouldForgetEverythingWhenItIgnoresSyncs() throws IOException {
        Storage deaf = lives(false);
        StorageFile file = deaf.create("a");
        write(file, 0, "one");
        file.force();
        deaf.sync();

        assertThat(read(file, 0, 3)).isEqualTo("one");
        assertThat(afterCut().list()).doesNotContain("a");
    }

    /** The life before is simply not asked again. */
    private Storage afterCut() throws IOException {
        return lives(true);
    }

    private Storage lives(boolean syncs) throws IOException {
        Storage life = new ForgetfulStorage(temp.resolve("journal"), syncs, new SplittableRandom(TIGHT_SEED));
        life.lock().close();
        return life;
    }

    private static int tightSeed() {
        for (int seed = 0; ; seed++) {
            SplittableRandom files = new SplittableRandom(seed);
            boolean tight = true;
            for (int file = 0; file < 3; file++) {
                SplittableRandom writes = files.split();
                for (int write = 0; write < 3; write++) {
                    tight &= writes.nextInt(4) != 0;
                }
            }
            if (tight) {
                return seed;
            }
        }
    }

    private static void write(StorageFile file, long offset, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        StorageFile.writeAll(file, new ByteBuffer[] {bytes}, 1, offset);
    }

    private static String read(StorageFile file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.read(bytes, offset);
        return new String(bytes.array(), StandardCharsets.US_ASCII);
    }
}
