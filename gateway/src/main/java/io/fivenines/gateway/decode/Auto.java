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
    private long possible;
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

    /** What is certain stays so with more bytes, and what is impossible too: all that came is judged at once. */
    private void judge(Frame ahead) {
        int length = Math.min(ahead.length(), Openings.LENGTH_MAX);
        String prefix = ahead.seek(0).text(length).toString();
        long candidates = possible == 0 ? openings.candidates(prefix.charAt(0)) : possible;
        long certain = 0;
        possible = 0;
        for (long left = candidates; left != 0; left &= left - 1) {
            long bit = Long.lowestOneBit(left);
            int proof = openings.judge(bit, prefix, length);
            possible |= proof >= 0 ? bit : 0;
            certain |= proof > 0 ? bit : 0;
        }
        if (Long.bitCount(certain) > 1) {
            contest(ahead, prefix);
        } else if (certain == possible
                || length == Openings.LENGTH_MAX
                || certain != 0 && isWhole(certain, ahead, length)) {
            decide(certain, ahead);
        }
    }

    /** More than one is certain: judges prefix by prefix, as if byte had come after byte. */
    private void contest(Frame ahead, String prefix) {
        long best = 0;
        long open = possible;
        for (int length = 1; length <= prefix.length(); length++) {
            long longer = 0;
            for (long left = open; left != 0; left &= left - 1) {
                long bit = Long.lowestOneBit(left);
                if (openings.judge(bit, prefix, length) > 0) {
                    longer = longer == 0 ? bit : longer;
                    open &= ~bit;
                }
            }
            best = longer == 0 ? best : longer;
            if (open == 0 || length == Openings.LENGTH_MAX || best != 0 && isWhole(best, ahead, length)) {
                decide(best, ahead);
                return;
            }
        }
    }

    /** Whether the first so many bytes hold a whole frame of a protocol: its tracker may wait for an answer. */
    private boolean isWhole(long protocol, Frame ahead, int length) {
        int all = ahead.seek(0).narrow(length);
        int n = openings.protocol(protocol).framing().cut(ahead);
        ahead.widen(all);
        return n > 0 && n <= length;
    }

    /**
     * The connection is one of this protocol.
     *
     * @param protocol its bit, or 0 for none
     */
    private void decide(long protocol, Frame ahead) {
        over = protocol == 0;
        if (over) {
            session.unrecognised(ahead.seek(0));
        } else {
            chosen = session.become(openings.protocol(protocol));
        }
    }
}
