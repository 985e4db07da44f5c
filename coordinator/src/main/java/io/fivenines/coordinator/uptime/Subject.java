package io.fivenines.coordinator.uptime;

import java.util.Comparator;

/**
 * What is judged: an endpoint as one datacenter serves it.
 *
 * @param endpoint the host name that trackers are configured with
 */
public record Subject(String datacenter, String endpoint) implements Comparable<Subject> {
    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::endpoint).thenComparing(Subject::datacenter);

    public Subject {
        check("datacenter", datacenter);
        check("endpoint", endpoint);
    }

    /** What may stand in a path, a log line and an incident's id. */
    static void check(String what, String name) {
        if (name == null || !name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,126}")) {
            throw new IllegalArgumentException(
                    what + " '" + name + "', expected 1 to 127 letters, digits, dots, dashes or underscores");
        }
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return endpoint + "@" + datacenter;
    }
}
