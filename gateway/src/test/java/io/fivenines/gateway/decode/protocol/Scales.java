package io.fivenines.gateway.decode.protocol;

import io.fivenines.gateway.connection.MessageSink;
import io.fivenines.gateway.connection.Sender;
import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Origin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A connection that weighs what frames take up in the journal, by a way through the gateway that is the longest. */
final class Scales implements Sender, Cutter.Taker {
    private static final int SPACE_BYTES = 16 << 20;
    private static final int CHANNEL_MAX = 64;
    private static final int IPV6_BYTES = 16;

    /** What a frame came to; the sizes in bytes. */
    record Weight(Verdict verdict, int frame, int stored, int messages) {}

    private final Claim claim = new Claim(ByteBuffer.allocate(SPACE_BYTES), released -> {});
    private final Cutter cutter = new Cutter();
    private final MessageSink sink = new MessageSink();
    private final List<Weight> weights = new ArrayList<>();
    private Protocol protocol;
    private Codec codec;
    private Origin origin;
    private Ident ident;
    private byte[] rest = {};

    Scales(Protocol protocol) {
        become(protocol);
    }

    /** The frames that these bytes complete. */
    List<Weight> weigh(byte[] bytes) {
        weights.clear();
        byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        int done = cutter.cut(codec.framing(protocol.framing()), all, all.length, this);
        rest = Arrays.copyOfRange(all, done, all.length);
        return List.copyOf(weights);
    }

    @Override
    public boolean take(Frame frame) {
        int length = frame.length();
        claim.renew();
        sink.begin(claim, this);
        Verdict verdict = sink.judge(codec.decode(frame, sink));
        weights.add(new Weight(verdict, length, claim.bytes(), sink.messages()));
        return true;
    }

    @Override
    public boolean identify(CharSequence text) {
        Ident given = Ident.of(text);
        ident = given == null ? ident : given;
        return given != null;
    }

    @Override
    public boolean identified() {
        return ident != null;
    }

    @Override
    public CharSequence ident() {
        return ident == null ? "" : ident;
    }

    @Override
    public long nowMs() {
        return 1_795_322_096_000L;
    }

    @Override
    public Framing become(Protocol spoken) {
        protocol = spoken;
        origin = Origin.listener(spoken.name(), "c".repeat(CHANNEL_MAX)).from(new byte[IPV6_BYTES], 1);
        codec = spoken.codec().apply(this);
        return codec.framing(spoken.framing());
    }

    @Override
    public void unrecognised(Frame opening) {
        throw new AssertionError("no protocol opens so");
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
