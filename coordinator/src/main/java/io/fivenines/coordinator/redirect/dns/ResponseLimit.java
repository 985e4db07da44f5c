package io.fivenines.coordinator.redirect.dns;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Counts the answers to each network, in a table of fixed size. Each row holds when the network's allowance will be
 * whole again: every answer puts that off by its share of a second, and it may not lie more than a second ahead. One
 * thread only.
 */
final class ResponseLimit {
    /** What to do with an answer. */
    enum Verdict {
        SEND,
        SEND_TRUNCATED,
        DROP
    }

    private static final int ROWS = 1 << 16;
    private static final int WAYS = 4;
    private static final long SECOND_NS = 1_000_000_000;

    private final RateConfig config;
    private final long salt;
    private final long shareNs;
    private final long[] networks = new long[ROWS];
    private final long[] wholeAgainNs = new long[ROWS];
    private int above;

    /**
     * @param salt any number nobody outside knows, so that nobody can choose who shares a row
     * @param nowNs as it will be given with each answer
     */
    ResponseLimit(RateConfig config, long salt, long nowNs) {
        this.config = config;
        this.salt = salt;
        shareNs = config.perSecond() == 0 ? 0 : SECOND_NS / config.perSecond();
        Arrays.fill(wholeAgainNs, nowNs);
    }

    Verdict judge(InetAddress client, long nowNs) {
        if (shareNs == 0) {
            return Verdict.SEND;
        }
        int row = row(network(client.getAddress()), nowNs);
        long next = (wholeAgainNs[row] - nowNs > 0 ? wholeAgainNs[row] : nowNs) + shareNs;
        if (next - nowNs <= SECOND_NS) {
            wholeAgainNs[row] = next;
            return Verdict.SEND;
        }
        return config.slip() > 0 && ++above % config.slip() == 0 ? Verdict.SEND_TRUNCATED : Verdict.DROP;
    }

    /** The network's own row, or of those it may have the one that owes least, which is then its own. */
    private int row(long network, long nowNs) {
        int first = (int) (mixed(network ^ salt) & (ROWS - WAYS));
        int best = first;
        for (int row = first; row < first + WAYS; row++) {
            if (networks[row] == network) {
                return row;
            }
            if (wholeAgainNs[row] - wholeAgainNs[best] < 0) {
                best = row;
            }
        }
        networks[best] = network;
        wholeAgainNs[best] = nowNs;
        return best;
    }

    /** The first 24 bits of an IPv4 address, the first 56 of an IPv6 one, which are never as small. */
    private static long network(byte[] address) {
        int bytes = address.length == 4 ? 3 : 7;
        long network = address.length;
        for (int i = 0; i < bytes; i++) {
            network = network << 8 | address[i] & 0xFF;
        }
        return network;
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> 31) * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L >>> 16;
    }
}
