package io.fivenines.coordinator.cluster;

/**
 * What a {@link PulseServer} takes from whoever connects.
 *
 * @param connectionsMax with so many there, a newcomer takes the place of the one that has been silent longest
 * @param lineLengthMax bytes of a beat
 * @param idleTimeoutMs a connection without a beat for so long is closed
 */
public record PulseLimits(int connectionsMax, int lineLengthMax, int idleTimeoutMs) {
    /** A longer plan does not travel in beats: agents read it. */
    public static final int PLAN_LENGTH_MAX = 63 << 10;

    public static final PulseLimits DEFAULT = new PulseLimits(64, 1024, 10_000);
    /** For agents, to whom a beat may bring a plan. */
    public static final PulseLimits AGENT = new PulseLimits(64, PLAN_LENGTH_MAX + 1024, 10_000);

    public PulseLimits {
        if (connectionsMax < 1 || lineLengthMax < 1 || idleTimeoutMs < 1) {
            throw new IllegalArgumentException("limits of " + connectionsMax + " connections, " + lineLengthMax
                    + " bytes a line, " + idleTimeoutMs + " ms idle, expected at least 1 of each");
        }
    }
}
