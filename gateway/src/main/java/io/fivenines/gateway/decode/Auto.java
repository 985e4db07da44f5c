package io.fivenines.gateway.decode;

import java.util.List;

/**
 * A connection whose protocol is not known yet: its first bytes decide. Judged is each prefix in turn, so that it does
 * not matter in what pieces the bytes come.
 *
 * <pre>
 * nobody's          no opening matches nor may yet        -> unrecognised, the connection ends
 * certain           one matches, no other may yet         -> that protocol
 * more than one     the longest certain prefix wins; of two equally long, the first by name
 * certain and open  one matches, another may yet          -> wait for it, but not beyond the first one's whole frame
 * </pre>
 *
 * <p>Then the connection becomes one of the protocol it is, and this object is forgotten.
 */
public final class Auto implements Codec, Framing {
    private static final int PORT = 5000;

    private final Openings openings;
    private final Session session;
    private long open;
    private int judged;
    private int best = -1;
    private int proof;
    private boolean over;
    private Framing chosen;

    private Auto(Openings openings, Session session) {
        this.openings = openings;
        this.session = session;
    }

    /** The protocol {@code auto} over these. */
    public static Protocol among(List<Protocol> protocols) {
        Openings openings = new Openings(protocols);
        Framing undecided = Framing.of(Openings.LENGTH_MAX, ahead -> 0);
        return new Protocol("auto", PORT, undecided, session -> new Auto(openings, session));
    }

    @Override
    public Framing framing(Framing shared) {
        return this;
    }

    /** There is no frame before there is a protocol, and then its own codec is asked. */
    @Override
    public Verdict decode(Frame frame, Sink out) {
        return Verdict.UNSUPPORTED;
    }

    @Override
    public int maxLength() {
        return chosen == null ? Openings.LENGTH_MAX : chosen.maxLength();
    }

    /** Serves until the end of the read that decided, as the one that follows. */
    @Override
    public int cut(Frame ahead) {
        if (chosen == null && !over) {
            judge(ahead);
        }
        if (over) {
            return -ahead.length();
        }
        return chosen == null ? 0 : chosen.cut(ahead);
    }

    private void judge(Frame ahead) {
        int length = Math.min(ahead.length(), Openings.LENGTH_MAX);
        CharSequence prefix = ahead.seek(0).text(length).toString();
        if (judged == 0) {
            open = openings.candidates(prefix.charAt(0));
        }
        while (judged < length) {
            judged++;
            judgeOpen(prefix);
            if (open == 0 || judged == Openings.LENGTH_MAX || best >= 0 && isWhole(ahead)) {
                decide(ahead);
                return;
            }
        }
    }

    private void judgeOpen(CharSequence prefix) {
        for (long left = open; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            int answer = openings.opening(i).judge(prefix, judged);
            if (answer != 0) {
                open &= ~(1L << i);
            }
            if (answer > proof) {
                proof = answer;
                best = i;
            }
        }
    }

    /** Whether what is judged holds a whole frame of the best protocol so far: its tracker may wait for an answer. */
    private boolean isWhole(Frame ahead) {
        int length = ahead.seek(0).narrow(judged);
        int n = openings.protocol(best).framing().cut(ahead);
        ahead.widen(length);
        return n > 0 && n <= judged;
    }

    private void decide(Frame ahead) {
        over = best < 0;
        if (over) {
            session.unrecognised(ahead.seek(0));
        } else {
            chosen = session.become(openings.protocol(best));
        }
    }
}
