package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.ClusterConfig;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.config.Section;
import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.logging.LogConfig;
import io.fivenines.coordinator.redirect.vip.AddressSet;
import io.fivenines.coordinator.redirect.vip.AgentConfig;
import io.fivenines.coordinator.redirect.vip.FrontConfig;
import io.fivenines.coordinator.redirect.vip.InterfaceConfig;
import io.fivenines.coordinator.redirect.vip.LeaseConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * All that can be set for an agent.
 *
 * @param heartbeat where it listens for coordinators
 * @param announced host:port under which they find it
 * @param front what this host runs in front of gateways elsewhere, if it has no gateway of its own to speak for it
 */
record AgentSettings(
        AgentConfig agent,
        Director director,
        ClusterConfig cluster,
        InetSocketAddress heartbeat,
        String announced,
        Optional<FrontConfig> front,
        LogConfig log) {
    private static final String INTERFACE = "interface";
    private static final int HEARTBEAT_PORT = 7947;
    /** A gateway's, in whose stead it answers. */
    private static final int FRONT_HEARTBEAT_PORT = 7946;

    AgentSettings {
        if (!announced.matches("\\S+:\\d{1,5}")) {
            throw new IllegalArgumentException("advertise '" + announced + "', expected a host");
        }
    }

    /**
     * Reads every key there is.
     *
     * @param hostName what the host is called if nobody says
     * @throws io.fivenines.coordinator.config.ConfigException if a value is wrong or a key unknown
     */
    static AgentSettings from(Settings settings, String hostName) {
        Section root = settings.root();
        Section cluster = root.section("cluster");
        InetSocketAddress heartbeat = bind(cluster);
        String advertise = cluster.text("advertise", hostName);
        AgentSettings read = root.checked(() -> new AgentSettings(
                agent(root, hostName),
                director(root),
                CommonKeys.cluster(cluster),
                heartbeat,
                advertise + ":" + heartbeat.getPort(),
                root.optional("front").map(front -> front(front, heartbeat, advertise)),
                CommonKeys.log(root.section("log"))));
        settings.refuseUnknown();
        return read;
    }

    private static AgentConfig agent(Section root, String hostName) {
        return root.checked(() -> new AgentConfig(
                new NodeId(root.text("datacenter", "dc1"), root.text("node", hostName)),
                new AddressSet(root.texts("addresses")),
                LeaseConfig.of(root.duration("lease", LeaseConfig.DEFAULT.length())),
                root.texts("stop")));
    }

    private static Director director(Section root) {
        if (root.choice("director", INTERFACE, List.of(INTERFACE, "loopback")).equals(INTERFACE)) {
            return new Director.OnInterface(root.checked(() -> new InterfaceConfig(
                    root.text(INTERFACE, null),
                    root.duration("addressLifetime", InterfaceConfig.LIFETIME),
                    root.duration("linger", InterfaceConfig.LINGER))));
        }
        int port = root.number("gatewayPort", 0);
        if (port < 0 || port > 65535) {
            throw root.wrong("gatewayPort", port, "0 to 65535");
        }
        return new Director.OnLoopback(root.path("processFile", null), port);
    }

    private static InetSocketAddress bind(Section section) {
        return new InetSocketAddress(section.text("heartbeatHost", "0.0.0.0"), port(section, HEARTBEAT_PORT));
    }

    private static int port(Section section, int usual) {
        int port = section.number("heartbeatPort", usual);
        if (port < 1 || port > 65535) {
            throw section.wrong("heartbeatPort", port, "1 to 65535");
        }
        return port;
    }

    private static FrontConfig front(Section section, InetSocketAddress agent, String advertise) {
        int port = port(section, FRONT_HEARTBEAT_PORT);
        InetSocketAddress bind = new InetSocketAddress(agent.getAddress(), port);
        return section.checked(() -> new FrontConfig(
                URI.create(section.text("ready", null)),
                section.duration("every", FrontConfig.EVERY),
                bind,
                advertise + ":" + port));
    }
}
