package io.fivenines.coordinator.cluster;

/** What may stand in a ZooKeeper path, a log line and a host name's label without being quoted. */
final class Names {
    private Names() {}

    static void check(String what, String name) {
        if (name == null || !name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    what + " '" + name + "', expected 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }
}
