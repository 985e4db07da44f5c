package io.fivenines.benchmarks.jmh;

import io.fivenines.gateway.connection.MessageSink;
import io.fivenines.gateway.connection.Sender;
import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Origin;
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
public class Decoding implements Sender, Cutter.Taker {
    private static final int SPACE_BYTES = 64 << 10;

    @Param({"gl200", "gt06", "h02", "ruptela", "teltonika", "wialon"})
    private String protocol;

    private final Claim claim = new Claim(ByteBuffer.allocateDirect(SPACE_BYTES), home -> {});
    private final Cutter cutter = new Cutter();
    private final MessageSink sink = new MessageSink();
    private Protocol spoken;
    private Codec codec;
    private Origin origin;
    private byte[] packet;
    private Ident ident;
    private Verdict verdict;

    @Setup
    public void logIn() {
        spoken = Protocols.named(protocol);
        if (spoken == null) {
            throw new IllegalStateException("the gateway does not speak " + protocol);
        }
        codec = spoken.codec().apply(this);
        origin = Origin.listener(protocol, protocol).from(new byte[] {127, 0, 0, 1}, 40_000);
        SampleFrames frames = SampleFrames.of(protocol);
        packet = frames.packet();
        cut(frames.login());
        if (packet() != Verdict.ACCEPTED || sink.messages() != 1) {
            throw new IllegalStateException(
                    protocol + ": " + verdict + ", " + sink.messages() + " messages, expected one accepted");
        }
    }

    @Benchmark
    public Verdict packet() {
        cut(packet);
        return verdict;
    }

    private void cut(byte[] bytes) {
        cutter.cut(codec.framing(spoken.framing()), bytes, bytes.length, this);
    }

    @Override
    public boolean take(Frame frame) {
        claim.renew();
        sink.begin(claim, this);
        verdict = sink.judge(codec.decode(frame, sink));
        return true;
    }

    @Override
    public boolean identify(CharSequence text) {
        if (ident == null || !ident.is(text)) {
            ident = Ident.of(text);
        }
        return ident != null;
    }

    @Override
    public boolean identified() {
        return ident != null;
    }

    @Override
    public CharSequence ident() {
        return ident == null ? "" : ident.toString();
    }

    @Override
    public long nowMs() {
        return 1_767_225_600_000L;
    }

    @Override
    public Ident sender() {
        return ident;
    }

    @Override
    public Origin origin() {
        return origin;
    }
}
