package io.fivenines.coordinator.cluster;

/**
 * What heartbeats are sealed with.
 *
 * @param secret the same on all hosts of the cluster; empty for none
 * @param check whether a line without the seal is refused; with false it is taken, while not all hosts have the secret
 */
public record SealConfig(String secret, boolean check) {
    public static final SealConfig NONE = new SealConfig("", true);

    private static final int LENGTH_MIN = 16;

    public SealConfig {
        if (!secret.isEmpty() && secret.length() < LENGTH_MIN) {
            throw new IllegalArgumentException("heartbeatSecret of " + secret.length()
                    + " characters, expected at least " + LENGTH_MIN + " that nobody can guess");
        }
    }

    /** The secret is nobody's business. */
    @Override
    public String toString() {
        return "SealConfig[check=" + check + "]";
    }
}
