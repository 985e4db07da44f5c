package io.fivenines.coordinator.redirect.haproxy;

/** Names that may stand in a command to HAProxy. */
final class HaproxyNames {
    private HaproxyNames() {}

    static void check(String what, String name) {
        if (!name.matches("[A-Za-z0-9_.:-]{1,64}")) {
            throw new IllegalArgumentException(
                    what + " '" + name + "', expected 1 to 64 letters, digits, dots, colons, dashes or underscores");
        }
    }
}
