package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.health.HealthView;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All the planner knows.
 *
 * @param plan the newest
 * @param nodes registered gateways
 * @param agents live agents
 * @param health how nodes and datacenters look
 * @param intents what operators want; an expired one is among them until it is deleted
 * @param history by the clock of the planner's {@code nowMs}
 * @param wallMs the time of day, by which intents expire
 */
public record View(
        Layout layout,
        Plan plan,
        Map<NodeId, NodeRecord> nodes,
        Map<NodeId, AgentRecord> agents,
        HealthView health,
        List<Intent> intents,
        History history,
        long wallMs) {
    public View {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
        intents = List.copyOf(intents);
    }
}
