package io.fivenines.coordinator.redirect;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.List;
import java.util.Map;

/** Plans as tests want them. */
public final class Plans {
    public static final String EU = "eu.gw.example.com";

    private Plans() {}

    public static Plan of(long epoch, long number, Map<String, Target> endpoints) {
        return new Plan(epoch, number, Map.of(), endpoints, "because a test says so", 0);
    }

    /** {@link #EU} points to these. */
    public static Plan eu(long epoch, long number, String... addresses) {
        return of(epoch, number, Map.of(EU, new Target("eu", List.of(addresses))));
    }
}
