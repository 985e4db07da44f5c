package io.fivenines.coordinator.testing;

import io.fivenines.coordinator.cluster.ClusterConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One client's way to all servers of an ensemble. */
public final class Cables implements AutoCloseable {
    private final List<Cable> cables = new ArrayList<>();

    Cables(List<InetSocketAddress> servers) throws IOException {
        for (InetSocketAddress server : servers) {
            cables.add(new Cable(server));
        }
    }

    public ClusterConfig config(Duration sessionTimeout) {
        String connect = cables.stream().map(one -> "127.0.0.1:" + one.port()).collect(Collectors.joining(","));
        return new ClusterConfig(connect, "test", sessionTimeout, "");
    }

    /** Swallows what is said in either direction; connections stay, and new ones are taken, silently. */
    public void silence() {
        cables.forEach(Cable::silence);
    }

    /** Carries on; what was swallowed is gone, so the connections that lost something end. */
    public void heal() {
        cables.forEach(Cable::heal);
    }

    /** Resets every connection; the next attempt is carried. */
    public void reset() {
        cables.forEach(Cable::reset);
    }

    @Override
    public void close() throws IOException {
        for (Cable cable : cables) {
            cable.close();
        }
    }
}
