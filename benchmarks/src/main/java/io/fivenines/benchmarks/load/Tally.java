package io.fivenines.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What trackers went through; each belongs to one event loop.
 *
 * <p>Latency is from sending a packet to its whole acknowledgement. Trackers stop and wait, so one slow answer hides no
 * others of the same tracker but holds them up, as in the field.
 */
public final class Tally {
    private static final int DIGITS = 3;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Histogram latencyMicros = new Histogram(DIGITS);
    private final Histogram gapMicros = new Histogram(DIGITS);
    private final Histogram outageMicros = new Histogram(DIGITS);
    private final Histogram missedMicros = new Histogram(DIGITS);
    private final Histogram afterMarkMicros = new Histogram(DIGITS);
    private long acked;
    private long packets;
    private long disconnects;
    private long refused;
    private long rejected;
    private long left;

    void onPacket(long latencyNanos) {
        packets++;
        latencyMicros.recordValue(latencyNanos / NANOS_PER_MICRO);
    }

    void onAcknowledged(int records) {
        acked += records;
    }

    /** The time between two acknowledgements of a tracker that lost its connection between them. */
    void onGap(long nanos) {
        gapMicros.recordValue(nanos / NANOS_PER_MICRO);
    }

    /** The same, if it was out: an attempt to replace the connection failed, or a record was lost without a word. */
    void onOutage(long nanos) {
        outageMicros.recordValue(nanos / NANOS_PER_MICRO);
    }

    /** The time from the first attempt that failed, or the loss of an idle connection, to the next acknowledgement. */
    void onMissed(long nanos) {
        missedMicros.recordValue(nanos / NANOS_PER_MICRO);
    }

    /** The time from the last mark to a tracker's first acknowledgement after it lost its connection. */
    void onAfterMark(long nanos) {
        afterMarkMicros.recordValue(nanos / NANOS_PER_MICRO);
    }

    void onDisconnect() {
        disconnects++;
    }

    void onRefused() {
        refused++;
    }

    void onRejected() {
        rejected++;
    }

    void onLeft() {
        left++;
    }

    void clear() {
        latencyMicros.reset();
        gapMicros.reset();
        outageMicros.reset();
        missedMicros.reset();
        afterMarkMicros.reset();
        acked = 0;
        packets = 0;
        disconnects = 0;
        refused = 0;
        rejected = 0;
        left = 0;
    }

    public void add(Tally other) {
        latencyMicros.add(other.latencyMicros);
        gapMicros.add(other.gapMicros);
        outageMicros.add(other.outageMicros);
        missedMicros.add(other.missedMicros);
        afterMarkMicros.add(other.afterMarkMicros);
        acked += other.acked;
        packets += other.packets;
        disconnects += other.disconnects;
        refused += other.refused;
        rejected += other.rejected;
        left += other.left;
    }

    public Histogram latencyMicros() {
        return latencyMicros;
    }

    public Histogram gapMicros() {
        return gapMicros;
    }

    public Histogram outageMicros() {
        return outageMicros;
    }

    public Histogram missedMicros() {
        return missedMicros;
    }

    public Histogram afterMarkMicros() {
        return afterMarkMicros;
    }

    public long acked() {
        return acked;
    }

    /** Packets answered in full. */
    public long packets() {
        return packets;
    }

    /** Connections lost without the tracker wanting it. */
    public long disconnects() {
        return disconnects;
    }

    /** Connects and logins that were turned down. */
    public long refused() {
        return refused;
    }

    /** Packets answered with a no, or with what the protocol does not know. */
    public long rejected() {
        return rejected;
    }

    /** Connections the tracker dropped by chance. */
    public long left() {
        return left;
    }
}
