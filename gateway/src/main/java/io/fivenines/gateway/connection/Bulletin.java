package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.telemetry.Param;
import java.util.Map;

/** Writes messages that the gateway itself has to tell of a tracker, as if the tracker had sent them. */
public final class Bulletin implements Sender {
    private final MessageSink sink = new MessageSink();
    private Ident ident;
    private Origin origin;
    private long timeMs;

    /**
     * Adds a message to the claim. The same values of the same time have the same message id.
     *
     * @param values text, Boolean, Integer or Long
     * @return false if the claim has no room for it
     */
    public boolean write(Claim claim, Ident about, Origin from, long atMs, Map<Param, Object> values) {
        ident = about;
        origin = from;
        timeMs = atMs;
        sink.begin(claim, this);
        sink.message(atMs);
        values.forEach(this::put);
        return sink.judge(Verdict.ACCEPTED) == Verdict.ACCEPTED;
    }

    private void put(Param param, Object value) {
        if (value instanceof Boolean truth) {
            sink.put(param, truth);
        } else if (value instanceof Number number) {
            sink.put(param, number.longValue());
        } else {
            sink.put(param, value.toString());
        }
    }

    @Override
    public Ident sender() {
        return ident;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public boolean identify(CharSequence text) {
        return ident.is(text);
    }

    @Override
    public boolean identified() {
        return true;
    }

    @Override
    public CharSequence ident() {
        return ident.toString();
    }

    @Override
    public long nowMs() {
        return timeMs;
    }
}
