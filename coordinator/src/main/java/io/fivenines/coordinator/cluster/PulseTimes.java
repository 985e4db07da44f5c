package io.fivenines.coordinator.cluster;

/**
 * The pace of a {@link PulseClient}.
 *
 * @param beatMs between two beats
 * @param connectTimeoutMs for an attempt to connect
 * @param silenceMs a connection on which nothing has come for so long is given up, and another tried
 * @param backoffMs after a second failure in a row; doubled with each further one
 * @param backoffMaxMs at most
 */
public record PulseTimes(int beatMs, int connectTimeoutMs, int silenceMs, int backoffMs, int backoffMaxMs) {
    public static final PulseTimes DEFAULT = new PulseTimes(100, 1000, 3000, 100, 2000);

    public PulseTimes {
        if (beatMs < 1 || connectTimeoutMs < 1 || silenceMs < beatMs || backoffMs < 1 || backoffMaxMs < backoffMs) {
            throw new IllegalArgumentException("beats every " + beatMs + " ms, connect within " + connectTimeoutMs
                    + " ms, silence of " + silenceMs + " ms, back-off of " + backoffMs + " to " + backoffMaxMs
                    + " ms, expected each positive and in ascending order");
        }
    }
}
