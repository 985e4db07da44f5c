package io.fivenines.coordinator.redirect.haproxy;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the servers of one backend are to be used. A gateway nobody has a record of is left as it is: HAProxy's own
 * checks see whether it lives, and a lost ZooKeeper changes nothing.
 */
record Lineup(BackendConfig backend, Plan plan, Map<NodeId, NodeRecord> nodes) {
    /**
     * The mode of each server HAProxy has.
     *
     * @param now how they are
     */
    Map<String, ServerMode> modes(Map<String, ServerState> now) {
        Map<String, ServerMode> modes = new LinkedHashMap<>();
        boolean anyLeft = false;
        for (ServerConfig server : backend.servers()) {
            ServerState state = now.get(server.name());
            if (state != null) {
                ServerMode mode = mode(server.node(), state.mode());
                modes.put(server.name(), mode);
                anyLeft |= mode == ServerMode.READY && state.running();
            }
        }
        if (!anyLeft) {
            // The last ones that work are never taken away, whatever anybody wants.
            modes.replaceAll((name, mode) -> isServing(now.get(name)) ? ServerMode.READY : mode);
        }
        return modes;
    }

    private static boolean isServing(ServerState state) {
        return state.mode() == ServerMode.READY && state.running();
    }

    private ServerMode mode(NodeId node, ServerMode now) {
        NodeRecord record = nodes.get(node);
        if (record == null) {
            return now;
        }
        return switch (record.state()) {
            case STARTING -> ServerMode.MAINT;
            case DRAINING, FULL -> ServerMode.DRAIN;
            case SERVING -> isWanted(node) ? ServerMode.READY : ServerMode.DRAIN;
        };
    }

    /** With nobody here that the endpoint points to, all are: whoever still comes here has nowhere else to go. */
    private boolean isWanted(NodeId node) {
        Target target = plan.endpoints().get(backend.endpoint());
        return target == null
                || target.datacenter().equals(node.datacenter())
                || backend.servers().stream().map(ServerConfig::node).noneMatch(other -> serves(other, target));
    }

    private boolean serves(NodeId node, Target target) {
        NodeRecord record = nodes.get(node);
        return record != null
                && record.state() == NodeState.SERVING
                && node.datacenter().equals(target.datacenter());
    }
}
