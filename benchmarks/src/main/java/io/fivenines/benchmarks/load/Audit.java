package io.fivenines.benchmarks.load;

import io.fivenines.benchmarks.wire.Trail;
import java.util.BitSet;

/** Holds what was read back against what the trackers were promised. */
public final class Audit {
    private final Ledger ledger;
    private final BitSet[] found;
    private final BitSet[] again;
    private long read;
    private long strange;
    private long others;
    private Fleet known;
    private long altered;

    public Audit(Ledger ledger) {
        this.ledger = ledger;
        found = new BitSet[ledger.fleet().size()];
        again = new BitSet[found.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = new BitSet();
            again[i] = new BitSet();
        }
    }

    /** Records of these trackers are counted apart: they keep no ledger. */
    public void expect(Fleet fleet) {
        known = fleet;
    }

    /** Records of trackers without a ledger. */
    public long others() {
        return others;
    }

    /** Takes one record read back; the latitude stands for its content. */
    public void onRecord(CharSequence ident, long timeMs, double latitude) {
        read++;
        int index = ledger.fleet().index(ident);
        if (index < 0 && known != null && known.index(ident) >= 0) {
            others++;
            return;
        }
        long sequence = Trail.sequence(timeMs);
        if (index < 0 || sequence < 0 || sequence >= ledger.sent(index)) {
            strange++;
            return;
        }
        int at = (int) sequence;
        if (Math.round(latitude * 10_000) != Trail.latitudeE4(at)) {
            altered++;
        }
        (found[index].get(at) ? again[index] : found[index]).set(at);
    }

    public Balance balance() {
        long lost = 0;
        long duplicated = 0;
        long unpromised = 0;
        for (int i = 0; i < found.length; i++) {
            int promised = ledger.acked(i);
            lost += promised - found[i].get(0, promised).cardinality();
            duplicated += again[i].cardinality();
            unpromised += found[i].length() > promised
                    ? found[i].get(promised, found[i].length()).cardinality()
                    : 0;
        }
        return new Balance(ledger.acked(), read, lost, duplicated, unpromised, altered, strange);
    }

    /**
     * How the two compare.
     *
     * @param acked records the trackers were promised
     * @param read records read back
     * @param lost promised and not found
     * @param duplicated found more than once
     * @param unpromised found although the promise did not reach the tracker: allowed
     * @param altered found with another content than was sent
     * @param strange never sent
     */
    public record Balance(
            long acked, long read, long lost, long duplicated, long unpromised, long altered, long strange) {
        /** Of other trackers as well. */
        public Balance plus(Balance other) {
            return new Balance(
                    acked + other.acked,
                    read + other.read,
                    lost + other.lost,
                    duplicated + other.duplicated,
                    unpromised + other.unpromised,
                    altered + other.altered,
                    strange + other.strange);
        }

        /**
         * Whether every promise was kept.
         *
         * @param resent how many records trackers sent twice: no more can rightly be there twice
         */
        public boolean holds(long resent) {
            return lost == 0 && altered == 0 && strange == 0 && duplicated <= resent;
        }
    }
}
