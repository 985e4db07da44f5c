package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Downlink;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.MessageReader;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A connection without socket or journal, for the decode command and for tests: bytes in, what came of them out. */
public final class Rehearsal implements Sender, Cutter.Taker {
    private static final int SPACE_BYTES = 2 * 1024 * 1024;

    /**
     * What came of the bytes of one {@link #receive}.
     *
     * @param verdicts of the frames these bytes completed
     * @param messages each as JSON
     * @param replyHex what would be sent once the messages are durable
     * @param garbage bytes dropped
     * @param unrecognised {@code auto} knows none that opens so, now or before
     */
    public record Outcome(
            List<Verdict> verdicts,
            List<String> messages,
            String replyHex,
            int garbage,
            boolean oversize,
            boolean unrecognised) {}

    private final Claim claim;
    private final Cutter cutter = new Cutter();
    private final MessageSink sink = new MessageSink();
    private final MessageReader reader = new MessageReader();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
    private final Protocol asked;
    private final InstantSource clock;
    private Protocol protocol;
    private Codec codec;
    private Origin origin;
    private boolean unrecognised;
    private byte[] rest = {};
    private Ident ident;
    private boolean ordered;

    public Rehearsal(Protocol protocol, InstantSource clock) {
        this(protocol, clock, new Claim(ByteBuffer.allocateDirect(SPACE_BYTES), released -> {}));
    }

    private Rehearsal(Protocol protocol, InstantSource clock, Claim claim) {
        this.claim = claim;
        this.asked = protocol;
        this.clock = clock;
        become(protocol);
    }

    /** A new connection in the space of this one, which ends. */
    public Rehearsal again() {
        return new Rehearsal(asked, clock, claim);
    }

    /** Takes bytes as they come from a socket, in pieces of any size. */
    public Outcome receive(byte[] bytes) {
        verdicts.clear();
        messages.clear();
        answers.clear();
        reply.reset();
        byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        int done = cutter.cut(codec.framing(protocol.framing()), all, all.length, this);
        rest = Arrays.copyOfRange(all, done, all.length);
        return new Outcome(
                List.copyOf(verdicts),
                List.copyOf(messages),
                HexFormat.of().formatHex(reply.toByteArray()),
                cutter.garbage(),
                cutter.oversize(),
                unrecognised);
    }

    @Override
    public boolean take(Frame frame) {
        claim.renew();
        sink.begin(claim, this);
        verdicts.add(sink.judge(codec.decode(frame, sink)));
        answers.addAll(sink.answers());
        reply.write(sink.replyBytes(), 0, sink.reply().length());
        ByteBuffer content = claim.content();
        for (int at = 0; at < content.limit(); at += Entry.space(Entry.length(content, at))) {
            int payload = Entry.payloadFrom(content, at);
            ByteBuffer key = content.slice(Entry.keyFrom(at), Entry.keyLength(content, at));
            ByteBuffer value = content.slice(payload, at + Entry.length(content, at) - payload);
            reader.read(0, clock.millis(), Entry.timeMs(content, at), key, value);
            messages.add(reader.json(new StringBuilder()).toString());
        }
        return true;
    }

    /**
     * Tells the tracker to do something, as {@link Connection} would.
     *
     * @return what would be sent, as hex; empty if its protocol has no word for it
     */
    public String send(Order order) {
        ReplyBuffer out = new ReplyBuffer();
        ordered = true;
        return codec.encode(order, out) ? HexFormat.of().formatHex(out.bytes(), 0, out.length()) : "";
    }

    /** What the tracker can be told by now. */
    public Downlink downlink() {
        return codec.downlink();
    }

    /** What the bytes last received answered; only to a tracker that was told something. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    @Override
    public boolean awaitsAnswer() {
        return ordered;
    }

    /** Bytes that are no whole frame yet. */
    public int pending() {
        return rest.length;
    }

    @Override
    public boolean identify(CharSequence text) {
        if (ident == null || !ident.is(text)) {
            Ident given = Ident.of(text);
            if (given == null) {
                return false;
            }
            ident = given;
        }
        return true;
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
        return clock.millis();
    }

    @Override
    public Framing become(Protocol spoken) {
        protocol = spoken;
        origin = Origin.listener(spoken.name(), "rehearsal");
        codec = spoken.codec().apply(this);
        return codec.framing(spoken.framing());
    }

    @Override
    public void unrecognised(Frame opening) {
        unrecognised = true;
    }

    /** What it speaks: {@code auto} as long as that is not known. */
    public Protocol protocol() {
        return protocol;
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
