package io.fivenines.coordinator.console;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.CoordinatorRecord;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one coordinator sees the cluster at one moment.
 *
 * @param contact whether it is in contact with ZooKeeper
 * @param leadership its own, if it leads
 * @param nodes all gateways registered
 * @param lights of these, judged from what all observers say
 * @param words who said what, of those that are not green
 * @param sites how the datacenters look
 * @param homes the datacenter of each public address
 * @param agentSites the datacenters whose addresses agents move
 * @param holds what a leader would do if a guard did not say no
 * @param coordinators all registered, this one too
 */
public record Standing(
        boolean contact,
        Optional<Leadership> leadership,
        Plan plan,
        Map<NodeId, NodeRecord> nodes,
        Map<NodeId, AgentRecord> agents,
        Map<NodeId, Light> lights,
        Map<NodeId, String> words,
        Map<String, Light> sites,
        Map<String, String> homes,
        Set<String> agentSites,
        List<Intent> intents,
        List<Step.Hold> holds,
        List<CoordinatorRecord> coordinators) {
    /**
     * Whether the node can be given an address only if there is an agent on its host. Gateways behind a front need
     * none: the addresses are the front's, which is the only kind of node without an API.
     */
    boolean needsAgent(NodeId id) {
        return agentSites.contains(id.datacenter()) && (isFront(nodes.get(id)) || !isBehindAFront(id));
    }

    private boolean isBehindAFront(NodeId id) {
        return nodes.values().stream()
                .anyMatch(node -> isFront(node) && node.id().datacenter().equals(id.datacenter()));
    }

    private static boolean isFront(NodeRecord node) {
        return node != null && node.api().isEmpty();
    }
}
