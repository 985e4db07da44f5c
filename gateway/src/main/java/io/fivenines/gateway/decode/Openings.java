package io.fivenines.gateway.decode;

import java.util.List;

/** What the protocols that share a port open with. Without state: one serves all connections. */
final class Openings {
    /** Whoever has not opened within so many bytes speaks none of the protocols. */
    static final int LENGTH_MAX = 128;

    private static final int OCTETS = 256;

    private final List<Protocol> protocols;
    private final long[] byFirstOctet = new long[OCTETS];

    Openings(List<Protocol> protocols) {
        if (protocols.size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    protocols.size() + " protocols on one port, expected " + Long.SIZE + " at most");
        }
        this.protocols = List.copyOf(protocols);
        for (int octet = 0; octet < OCTETS; octet++) {
            String first = String.valueOf((char) octet);
            for (int i = 0; i < protocols.size(); i++) {
                if (judge(1L << i, first, 1) != Opening.NOT_MINE) {
                    byFirstOctet[octet] |= 1L << i;
                }
            }
        }
    }

    /** The protocol of a bit. */
    Protocol protocol(long bit) {
        return protocols.get(Long.numberOfTrailingZeros(bit));
    }

    /** What the opening of a bit's protocol says, see {@link Opening#judge}. */
    int judge(long bit, CharSequence ahead, int length) {
        return protocol(bit).opening().judge(ahead, length);
    }

    /** A bit for each protocol that may begin with this byte. */
    long candidates(int octet) {
        return byFirstOctet[octet];
    }
}
