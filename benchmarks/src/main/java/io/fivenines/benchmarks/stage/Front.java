package io.fivenines.benchmarks.stage;

import java.io.IOException;
import java.util.List;

/** What stands between trackers and gateways, of the kind an operator may have; by itself nothing does. */
public interface Front {
    /** Nothing: gateways have the virtual addresses. */
    static Front none() {
        return new Front() {};
    }

    /** Makes hosts of its own. */
    default void lay(Network network) throws IOException, InterruptedException {}

    /** Keys more of the listener for trackers of a site's gateways. */
    default String listener(String site) {
        return "";
    }

    /** Lines more of what a site's coordinator redirects by. */
    default List<String> redirects(String site, String home) {
        return List.of();
    }

    /** Whether virtual addresses of that site move between its gateways. */
    default boolean isOnGateways(String site) {
        return true;
    }

    /** Nodes that it adds to the cluster. */
    default int nodes() {
        return 0;
    }

    /** Starts what it consists of, before the coordinators. */
    default void raise(ClusterStage stage) throws IOException {}
}
