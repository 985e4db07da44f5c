package io.fivenines.benchmarks.load;

/**
 * What a tracker has to report: some records stored before the start, then so many a packet at a steady rate.
 *
 * @param packetsPerSecond 0 means there is always something more
 */
public record Production(int backlog, int recordsPerPacket, double packetsPerSecond) {
    private static final double NANOS_PER_SECOND = 1e9;

    public Production {
        if (backlog < 0 || recordsPerPacket < 1 || packetsPerSecond < 0) {
            throw new IllegalArgumentException("backlog " + backlog + ", " + recordsPerPacket + " records a packet, "
                    + packetsPerSecond + " packets/s, expected none negative and at least 1 record");
        }
    }

    public boolean isEndless() {
        return packetsPerSecond == 0;
    }

    /** How many records there are in all, so long after the tracker began. */
    public long recordsBy(long elapsedNanos) {
        if (isEndless()) {
            return Integer.MAX_VALUE;
        }
        return backlog + recordsPerPacket * (long) (Math.max(0, elapsedNanos) / NANOS_PER_SECOND * packetsPerSecond);
    }

    /** How long after the tracker began there are more than so many; 0 if from the start. */
    public long nanosUntilMoreThan(long records) {
        if (isEndless() || records < backlog) {
            return 0;
        }
        long packet = (records - backlog) / recordsPerPacket + 1;
        return (long) Math.ceil(packet * NANOS_PER_SECOND / packetsPerSecond);
    }
}
