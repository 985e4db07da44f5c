package io.fivenines.gateway.accept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.gateway.telemetry.Ident;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whom operators keep out, on disk before it counts. Any thread. */
public final class BlockList {
    private static final int SIZE_MAX = 10_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<List<Block>> BLOCKS = new TypeReference<>() {};

    private final Path file;
    private final InstantSource clock;
    private final Folders folders;
    private final Map<String, Block> byId = new TreeMap<>();
    private volatile Sieve sieve = new Sieve(Map.of(), List.of());

    /** Folders whose content outlives a power cut. */
    public interface Folders {
        /** Makes it and those above it, where missing, each durable in the one it is in. */
        void make(Path folder) throws IOException;

        /** Makes what was created, renamed or deleted in it durable. */
        void sync(Path folder) throws IOException;
    }

    private record Net(IpSubnetFilterRule rule, long untilMs) {}

    private record Sieve(Map<Ident, Long> idents, List<Net> nets) {}

    /**
     * Takes up what the file has.
     *
     * @throws IOException if it cannot be read, or is no list of this kind
     */
    public BlockList(Path file, InstantSource clock, Folders folders) throws IOException {
        this.file = file.toAbsolutePath();
        this.clock = clock;
        this.folders = folders;
        if (Files.exists(file)) {
            try {
                for (Block block : MAPPER.readValue(Files.readAllBytes(file), BLOCKS)) {
                    byId.put(block.id(), block);
                }
            } catch (JsonProcessingException e) {
                throw new IOException(file + " is no list of blocks: " + e.getOriginalMessage(), e);
            }
        }
        sieve = sieved();
    }

    boolean has(InetAddress address) {
        List<Net> nets = sieve.nets();
        if (nets.isEmpty()) {
            return false;
        }
        InetSocketAddress from = new InetSocketAddress(address, 0);
        long nowMs = clock.millis();
        for (Net net : nets) {
            if (net.untilMs() > nowMs && net.rule().matches(from)) {
                return true;
            }
        }
        return false;
    }

    boolean has(Ident ident) {
        Long untilMs = sieve.idents().get(ident);
        return untilMs != null && untilMs > clock.millis();
    }

    /** Those in force, the one that ends first first. */
    public synchronized List<Block> all() {
        long nowMs = clock.millis();
        return byId.values().stream()
                .filter(block -> block.untilMs() > nowMs)
                .sorted(Comparator.comparingLong(Block::untilMs))
                .toList();
    }

    /**
     * Keeps somebody out; a block of the same subject is replaced. Durable when it returns.
     *
     * @throws IOException if that cannot be recorded; then nothing has changed, but the next process may find it so
     * @throws IllegalStateException if there are too many
     */
    public synchronized void add(Block block) throws IOException {
        Map<String, Block> before = new TreeMap<>(byId);
        byId.values().removeIf(old -> old.untilMs() <= clock.millis());
        byId.put(block.id(), block);
        if (byId.size() > SIZE_MAX) {
            restore(before);
            throw new IllegalStateException("there are " + SIZE_MAX + " blocks, expected some taken back first");
        }
        recordOr(before);
    }

    /**
     * Lets somebody in again. Durable when it returns.
     *
     * @return false if nobody of that id was kept out
     * @throws IOException if that cannot be recorded; then nothing has changed, but the next process may find it so
     */
    public synchronized boolean remove(String id) throws IOException {
        Map<String, Block> before = new TreeMap<>(byId);
        if (byId.remove(id) == null) {
            return false;
        }
        recordOr(before);
        return true;
    }

    private void recordOr(Map<String, Block> before) throws IOException {
        try {
            record();
        } catch (IOException e) {
            restore(before);
            throw e;
        }
        sieve = sieved();
    }

    private void restore(Map<String, Block> before) {
        byId.clear();
        byId.putAll(before);
    }

    private void record() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        folders.make(file.getParent());
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(List.copyOf(byId.values())));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // Until then a power cut may bring the old file back.
        folders.sync(file.getParent());
    }

    private Sieve sieved() {
        Map<Ident, Long> idents = new HashMap<>();
        byId.values().stream()
                .filter(block -> !block.ident().isEmpty())
                .forEach(block -> idents.put(Ident.of(block.ident()), block.untilMs()));
        List<Net> nets = byId.values().stream()
                .filter(block -> !block.network().isEmpty())
                .map(block -> new Net(Networks.parse(block.network()), block.untilMs()))
                .toList();
        return new Sieve(idents, nets);
    }
}
