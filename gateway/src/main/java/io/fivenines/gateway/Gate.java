package io.fivenines.gateway;

import io.fivenines.gateway.accept.Block;
import io.fivenines.gateway.accept.BlockList;
import io.fivenines.gateway.accept.GateConfig;
import io.fivenines.gateway.accept.Gatekeeper;
import io.fivenines.gateway.api.Blocked;
import io.fivenines.gateway.api.Blocks;
import io.fivenines.gateway.connection.Doorman;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.journal.local.DiskStorage;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Who is let in, as configured and as operators say; who is in and is not let in any more is put out. */
final class Gate implements Blocks {
    private final List<Path> files;
    private final BlockList blocks;
    private final Gatekeeper keeper;
    private final Registry registry;

    /** @throws IOException if the list of those let in, or the blocks, cannot be read */
    Gate(GateConfig config, Registry registry, Vitals vitals, InstantSource clock) throws IOException {
        this.registry = registry;
        files = config.allowFile() == null ? List.of() : List.of(config.allowFile());
        blocks = new BlockList(config.blockFile(), clock, new Disk());
        keeper = new Gatekeeper(config, blocks, vitals, clock);
        vitals.gauge(
                "fivenines_gateway_blocks",
                "Blocks in force.",
                () -> blocks.all().size());
    }

    private record Disk() implements BlockList.Folders {
        @Override
        public void make(Path folder) throws IOException {
            DiskStorage.make(folder);
        }

        @Override
        public void sync(Path folder) throws IOException {
            DiskStorage.sync(folder);
        }
    }

    Doorman doorman() {
        return keeper;
    }

    /** What may be replaced while the node runs. */
    List<Path> files() {
        return files;
    }

    void reload() throws IOException {
        keeper.reload();
        putOut();
    }

    private void putOut() {
        registry.review((ident, address) -> keeper.standing(ident, address) == null);
    }

    @Override
    public List<Blocked> all() {
        return blocks.all().stream().map(Gate::shown).toList();
    }

    private static Blocked shown(Block block) {
        return new Blocked(block.id(), block.ident(), block.network(), block.who(), block.reason(), block.untilMs());
    }

    @Override
    public Blocked add(Blocked wanted) throws IOException {
        Block block = new Block(wanted.ident(), wanted.address(), wanted.who(), wanted.reason(), wanted.untilMs());
        blocks.add(block);
        putOut();
        return shown(block);
    }

    @Override
    public boolean remove(String id) throws IOException {
        return blocks.remove(id);
    }
}
