package io.fivenines.benchmarks.jmh;

import io.fivenines.gateway.connection.MessageSink;
import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import java.nio.ByteBuffer;
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

/** From the bytes of one packet to a message in journal space with its id, and the reply beside it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class Decoding {
    static final int SPACE_BYTES = 64 << 10;

    @Param({"fivenines-json", "gl200", "gt06", "h02", "ruptela", "teltonika", "wialon"})
    private String protocol;

    private Listening connection;
    private byte[] packet;

    @Setup
    public void logIn() {
        Claim claim = new Claim(ByteBuffer.allocateDirect(SPACE_BYTES), home -> {});
        connection = new Listening(protocol, null, claim, new Cutter(), new MessageSink());
        SampleFrames frames = SampleFrames.of(protocol);
        packet = frames.packet();
        connection.hear(frames.login());
        if (packet() != Verdict.ACCEPTED || connection.messages() != 1) {
            throw new IllegalStateException(
                    protocol + ": " + connection.messages() + " messages, expected one, accepted");
        }
    }

    @Benchmark
    public Verdict packet() {
        return connection.hear(packet);
    }
}
