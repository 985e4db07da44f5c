package io.fivenines.gateway.membership;

import io.fivenines.coordinator.cluster.ClusterConfig;
import java.time.Duration;

/**
 * This node's place in a cluster.
 *
 * @param cluster null for a gateway that stands alone, and needs no ZooKeeper
 * @param advertise the name or address under which the coordinators reach this node
 * @param heartbeatHost address to answer heartbeats on
 * @param heartbeatPort 0 for one the system chooses
 * @param drainRate connections to close a second while draining
 * @param drainGrace for so long at least a draining node goes on accepting, while its traffic is being led elsewhere
 */
public record MembershipConfig(
        ClusterConfig cluster,
        String advertise,
        String heartbeatHost,
        int heartbeatPort,
        int drainRate,
        Duration drainGrace) {
    public static final int HEARTBEAT_PORT = 7946;
    public static final int DRAIN_RATE = 100;
    public static final Duration DRAIN_GRACE = Duration.ofSeconds(2);

    public MembershipConfig {
        if (heartbeatPort < 0 || heartbeatPort > 65535) {
            throw new IllegalArgumentException("heartbeatPort " + heartbeatPort + ", expected 0 to 65535");
        }
        if (drainRate < 1) {
            throw new IllegalArgumentException("drainRate " + drainRate + ", expected 1 or more a second");
        }
        if (advertise.isEmpty()) {
            throw new IllegalArgumentException("advertise is empty, expected a host name or an address");
        }
    }

    public boolean enabled() {
        return cluster != null;
    }
}
