package io.fivenines.gateway.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.telemetry.Ident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockListTest implements BlockList.Folders {
    private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_000);
    private static final Ident IDENT = Ident.of("352093081234567");
    private static final Block BLOCK = new Block(IDENT.toString(), "", "ops", "noise", 60_000);

    @TempDir
    Path temp;

    private Path file;
    /** What the file held whenever its folder was made durable, as a power cut would have left it. */
    private final List<String> durable = new ArrayList<>();

    private boolean broken;

    @BeforeEach
    void choose() {
        file = temp.resolve("state").resolve("blocks.json");
    }

    @Override
    public void make(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    public void sync(Path folder) throws IOException {
        assertThat(folder).isEqualTo(file.getParent());
        if (broken) {
            throw new IOException("Input/output error");
        }
        durable.add(Files.readString(file));
    }

    private BlockList open() throws IOException {
        return new BlockList(file, CLOCK, this);
    }

    @Test
    void shouldMakeABlockAndItsEndDurableInTheirFolder() throws IOException {
        BlockList blocks = open();
        blocks.add(BLOCK);
        assertThat(durable).hasSize(1);
        assertThat(durable.get(0)).contains(IDENT);
        assertThat(open().has(IDENT)).isTrue();
        assertThat(blocks.remove(BLOCK.id())).isTrue();
        assertThat(durable).hasSize(2);
        assertThat(durable.get(1)).doesNotContain(IDENT);
        assertThat(open().has(IDENT)).isFalse();
    }

    @Test
    void shouldNotCountWhatMayNotBeDurable() throws IOException {
        BlockList blocks = open();
        broken = true;
        assertThatThrownBy(() -> blocks.add(BLOCK)).isInstanceOf(IOException.class);
        assertThat(blocks.has(IDENT)).isFalse();
        assertThat(blocks.all()).isEmpty();
        broken = false;
        blocks.add(BLOCK);
        assertThat(blocks.has(IDENT)).isTrue();
    }
}
