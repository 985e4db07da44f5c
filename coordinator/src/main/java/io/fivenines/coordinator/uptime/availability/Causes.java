package io.fivenines.coordinator.uptime.availability;

import java.util.ArrayList;
import java.util.List;

/** What can be at fault, each a bit of a mask. */
final class Causes {
    private static final int MAX = Long.SIZE;

    private final List<Cause> causes = new ArrayList<>();

    /** The mask of that cause; another with the same name is the same one. */
    long mask(String name, Source source) {
        Cause cause = new Cause(name, source);
        int index = causes.indexOf(cause);
        if (index < 0) {
            index = causes.size();
            causes.add(cause);
        }
        if (index >= MAX) {
            throw new IllegalArgumentException("more than " + MAX
                    + " causes, expected fewer parts and failovers: take together what fails together");
        }
        return 1L << index;
    }

    List<Cause> all() {
        return causes;
    }

    /** Something that can be at fault. */
    record Cause(String name, Source source) {}
}
