package io.fivenines.gateway.decode.explain;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Param;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection of its own for one experiment: remembers what the last frame said. */
final class Trial implements Session, Sink {
    private final Codec codec;
    private final long nowMs;
    private Ident ident;
    private Map<Fact.Key, Fact> facts = new LinkedHashMap<>();
    private TrialReply reply = new TrialReply();
    private Verdict verdict = Verdict.IGNORED;
    private int messages;
    private boolean homeless;

    Trial(Protocol protocol, CharSequence ident, long nowMs) {
        this.nowMs = nowMs;
        if (!ident.isEmpty()) {
            identify(ident);
        }
        codec = protocol.codec().apply(this);
    }

    /** Has a frame decoded, with check sums as if {@code sent} stood there. */
    Trial decode(Frame frame, byte[] bytes, byte[] sent) {
        facts = new LinkedHashMap<>();
        reply = new TrialReply();
        messages = 0;
        homeless = false;
        verdict = codec.decode(frame.wrap(bytes, sent, 0, bytes.length), this);
        if (verdict == Verdict.ACCEPTED && homeless) {
            verdict = Verdict.UNIDENTIFIED;
        }
        return this;
    }

    Framing framing(Framing shared) {
        return codec.framing(shared);
    }

    Verdict verdict() {
        return verdict;
    }

    Map<Fact.Key, Fact> facts() {
        return facts;
    }

    int messages() {
        return messages;
    }

    byte[] replyBytes() {
        return verdict == Verdict.ACCEPTED ? reply.bytes() : new byte[0];
    }

    @Override
    public boolean identify(CharSequence text) {
        Ident given = Ident.of(text);
        if (given != null) {
            ident = given;
            say(Fact.IDENT, null, given.toString());
        }
        return given != null;
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
        return nowMs;
    }

    @Override
    public Sink message(long timeMs) {
        homeless |= ident == null;
        messages++;
        return say(Fact.TIMESTAMP, null, timeMs);
    }

    private Trial say(String name, Param param, Object value) {
        int turn = 0;
        Fact.Key key = new Fact.Key(messages, name, turn);
        while (facts.containsKey(key)) {
            key = new Fact.Key(messages, name, ++turn);
        }
        facts.put(key, new Fact(key, param, value));
        return this;
    }

    private Trial say(Param family, Object member, Object value) {
        return say(family.name().substring(0, family.name().length() - 1) + member, family, value);
    }

    @Override
    public Sink put(Param param, long value) {
        return say(param.name(), param, value);
    }

    @Override
    public Sink put(Param param, double value) {
        return say(param.name(), param, value);
    }

    @Override
    public Sink put(Param param, boolean value) {
        return say(param.name(), param, value);
    }

    @Override
    public Sink put(Param param, CharSequence value) {
        return say(param.name(), param, value.toString());
    }

    @Override
    public Sink put(Param family, int number, long value) {
        return say(family, number, value);
    }

    @Override
    public Sink put(Param family, int number, double value) {
        return say(family, number, value);
    }

    @Override
    public Sink put(Param family, int number, boolean value) {
        return say(family, number, value);
    }

    @Override
    public Sink put(Param family, int number, CharSequence value) {
        return say(family, number, value.toString());
    }

    @Override
    public Sink put(Param family, CharSequence word, long value) {
        return say(family, word, value);
    }

    @Override
    public Sink put(Param family, CharSequence word, double value) {
        return say(family, word, value);
    }

    @Override
    public Sink put(Param family, CharSequence word, boolean value) {
        return say(family, word, value);
    }

    @Override
    public Sink put(Param family, CharSequence word, CharSequence value) {
        return say(family, word, value.toString());
    }

    @Override
    public Reply reply() {
        return reply;
    }

    @Override
    public Sink answer(int number, CharSequence text) {
        return say(Fact.ANSWER, null, text.toString());
    }

    @Override
    public Sink refusal(int number, CharSequence text) {
        return say(Fact.REFUSAL, null, text.toString());
    }
}
