package io.fivenines.gateway.decode.explain;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.decode.explain.Explanation.Kind;
import io.fivenines.gateway.decode.explain.Explanation.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Explains the bytes of one connection, from its first on. */
public final class Explainer {
    /** As many bytes more are tried to complete a frame. */
    private static final int MISSING_MAX = 4096;

    private final Protocol protocol;
    private final String ident;
    private final long nowMs;
    private final Frame cursor = new Frame();
    /** The frames that went before. */
    private final List<byte[]> history = new ArrayList<>();

    private byte[] rest = {};

    /**
     * Prepares a connection.
     *
     * @param ident what the tracker is known as from the start, or empty
     */
    public Explainer(Protocol protocol, String ident, long nowMs) {
        this.protocol = protocol;
        this.ident = ident;
        this.nowMs = nowMs;
    }

    /** Takes bytes as they come from a socket; those of an incomplete frame are looked at again with the next. */
    public Explanation explain(byte[] bytes) {
        byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
        System.arraycopy(bytes, 0, all, rest.length, bytes.length);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        int missing = 0;
        while (at < all.length && missing == 0) {
            Framing framing = connection().framing(protocol.framing());
            int there = all.length - at;
            int cut = framing.cut(cursor.wrap(all, at, all.length));
            if (cut < 0) {
                int dropped = Math.min(-cut, there);
                drop(pieces, Arrays.copyOfRange(all, at, at + dropped));
                at += dropped;
            } else if (cut > 0 && cut <= there) {
                pieces.add(frame(framing, Arrays.copyOfRange(all, at, at + cut)));
                at += cut;
            } else {
                boolean oversize = Math.max(cut, there) > framing.maxLength();
                rest = Arrays.copyOfRange(all, at, all.length);
                pieces.add(Piece.of(oversize ? Kind.OVERSIZE : Kind.INCOMPLETE, rest));
                missing = cut > there ? cut - there : missing(framing);
            }
        }
        rest = Arrays.copyOfRange(all, at, all.length);
        return new Explanation(pieces, missing);
    }

    private static void drop(List<Piece> pieces, byte[] bytes) {
        int last = pieces.size() - 1;
        Piece more = Piece.of(Kind.GARBAGE, bytes);
        if (last >= 0 && pieces.get(last).kind() == Kind.GARBAGE) {
            more = Piece.of(
                    Kind.GARBAGE, HexFormat.of().parseHex(pieces.remove(last).hex() + more.hex()));
        }
        pieces.add(more);
    }

    /** A connection that has seen what went before. */
    private Trial connection() {
        Trial trial = new Trial(protocol, ident, nowMs);
        for (byte[] frame : history) {
            trial.decode(cursor, frame, frame);
        }
        return trial;
    }

    /** How many bytes more the framing asks for: zeros are as good as any where a length says it. */
    private int missing(Framing framing) {
        for (int more = 1; more <= MISSING_MAX; more++) {
            byte[] longer = Arrays.copyOf(rest, rest.length + more);
            if (framing.cut(cursor.wrap(longer, 0, longer.length)) > 0) {
                return more;
            }
        }
        return -1;
    }

    private Piece frame(Framing framing, byte[] bytes) {
        Experiment experiment = new Experiment(this::connection, framing, bytes);
        Trial whole = experiment.whole();
        List<Span> spans = whole.verdict() == Verdict.ACCEPTED ? experiment.spans() : List.of();
        Set<Fact> decided = new HashSet<>();
        spans.forEach(span -> decided.addAll(span.facts()));
        List<Fact> other = whole.verdict() == Verdict.ACCEPTED
                ? whole.facts().values().stream()
                        .filter(fact -> !decided.contains(fact))
                        .toList()
                : List.of();
        history.add(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        String reply = HexFormat.of().formatHex(whole.replyBytes());
        return new Piece(Kind.FRAME, hex, whole.verdict(), whole.messages(), reply, spans, other);
    }
}
