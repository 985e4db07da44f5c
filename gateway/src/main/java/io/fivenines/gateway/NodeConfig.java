package io.fivenines.gateway;

/**
 * Which gateway this is.
 *
 * @param threads event loops, 0 for as many as there are processors
 */
record NodeConfig(String node, String datacenter, int threads) {
    static final int THREADS_MAX = 1024;

    NodeConfig {
        name("node", node);
        name("datacenter", datacenter);
        if (threads < 0 || threads > THREADS_MAX) {
            throw new IllegalArgumentException("threads " + threads + ", expected 0 to " + THREADS_MAX);
        }
    }

    private static void name(String key, String value) {
        if (!value.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    key + " '" + value + "', expected 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }
}
