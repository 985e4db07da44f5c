package io.fivenines.benchmarks.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.gateway.connection.MessageSink;
import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.Claim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Every accepted frame of a protocol's vector file, one after the other for ever, each session on its own connection:
 * what a frame of any kind allocates, {@code gc.alloc.rate.norm} being bytes a frame. Run from the project's root.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(1)
public class DecodingVectors {
    private static final Path VECTORS =
            Path.of("gateway", "src", "test", "resources", "io", "fivenines", "gateway", "decode", "protocol");

    /** Overridden by {@link #main} with every protocol there is. */
    @Param("teltonika")
    private String protocol;

    private final List<Listening> connections = new ArrayList<>();
    private final List<byte[]> frames = new ArrayList<>();
    private int next;

    /** Measures all protocols, or those named. */
    public static void main(String[] names) throws RunnerException {
        String[] all = Protocols.ALL.stream().map(protocol -> protocol.name()).toArray(String[]::new);
        Options options = new OptionsBuilder()
                .include(DecodingVectors.class.getName())
                .param("protocol", names.length == 0 ? all : names)
                .addProfiler(GCProfiler.class)
                .build();
        new Runner(options).run();
    }

    @Setup
    public void read() throws IOException {
        Claim claim = new Claim(ByteBuffer.allocateDirect(Decoding.SPACE_BYTES), home -> {});
        Cutter cutter = new Cutter();
        MessageSink sink = new MessageSink();
        Map<String, Listening> sessions = new HashMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(VECTORS.resolve(protocol + ".jsonl"))) {
            JsonNode vector = mapper.readTree(line);
            if (vector.path("verdict").asText().equals("ACCEPTED")) {
                connections.add(sessions.computeIfAbsent(
                        vector.path("session").asText(vector.path("name").asText()),
                        session -> new Listening(protocol, vector.path("ident").asText(null), claim, cutter, sink)));
                frames.add(HexFormat.of().parseHex(vector.path("hex").asText()));
            }
        }
        if (frames.isEmpty()) {
            throw new IllegalStateException(VECTORS + " has no accepted frame of " + protocol);
        }
    }

    @Benchmark
    public Verdict frame() {
        int now = next;
        next = now + 1 == frames.size() ? 0 : now + 1;
        return connections.get(now).hear(frames.get(now));
    }
}
