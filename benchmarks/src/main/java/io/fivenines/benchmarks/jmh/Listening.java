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

/** A connection's way from bytes to messages in journal space, without the socket. */
final class Listening implements Sender, Cutter.Taker {
    private final Claim claim;
    private final Cutter cutter;
    private final MessageSink sink;
    private final Protocol protocol;
    private final Codec codec;
    private final Origin origin;
    private Ident ident;
    private Verdict verdict;

    /**
     * A connection just opened; those of one thread share claim, cutter and sink.
     *
     * @param ident who it is already known to be, null if nobody
     */
    Listening(String protocol, String ident, Claim claim, Cutter cutter, MessageSink sink) {
        this.protocol = Protocols.named(protocol);
        if (this.protocol == null) {
            throw new IllegalStateException("the gateway does not speak " + protocol);
        }
        this.ident = ident == null ? null : Ident.of(ident);
        this.claim = claim;
        this.cutter = cutter;
        this.sink = sink;
        codec = this.protocol.codec().apply(this);
        origin = Origin.listener(protocol, protocol).from(new byte[] {127, 0, 0, 1}, 40_000);
    }

    /** What became of the last frame in these bytes. */
    Verdict hear(byte[] bytes) {
        cutter.cut(codec.framing(protocol.framing()), bytes, bytes.length, this);
        return verdict;
    }

    int messages() {
        return sink.messages();
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
        return ident == null ? "" : ident;
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
