package io.fivenines.coordinator;

/**
 * Which coordinator this is.
 *
 * @param id unique in the cluster
 * @param place the datacenter it stands in, or the witness's name
 * @param observers how many coordinators the cluster has, whether or not they run
 * @param places where they stand
 * @param staleMs what an observer said so long ago does not count
 * @param advertise the host under which others find its console, where that listens on all of its host's addresses
 * @param trackerPort of the public addresses, to which it connects to see whether a datacenter can be reached
 */
record SeatConfig(String id, String place, int observers, int places, long staleMs, String advertise, int trackerPort) {
    SeatConfig {
        name("id", id);
        name("place", place);
        if (trackerPort < 1 || trackerPort > 65535) {
            throw new IllegalArgumentException("trackerPort " + trackerPort + ", expected 1 to 65535");
        }
    }

    private static void name(String key, String value) {
        if (!value.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    key + " '" + value + "', expected 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }
}
