package io.fivenines.gateway.connection;

/**
 * How many connections there may be.
 *
 * @param max of the node
 * @param maxPerAddress from one address, 0 for no limit: operators put thousands of trackers behind one
 */
public record AdmissionConfig(int max, int maxPerAddress) {
    public static final AdmissionConfig DEFAULT = new AdmissionConfig(1_000_000, 0);

    public AdmissionConfig {
        if (max < 1) {
            throw new IllegalArgumentException("max " + max + ", expected at least 1");
        }
        if (maxPerAddress < 0) {
            throw new IllegalArgumentException("maxPerAddress " + maxPerAddress + ", expected 0 (no limit) or more");
        }
    }
}
