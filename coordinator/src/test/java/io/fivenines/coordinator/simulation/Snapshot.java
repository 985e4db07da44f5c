package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Plan;
import java.util.List;
import java.util.Map;

/**
 * What ZooKeeper holds at one zxid.
 *
 * @param version of the plan's node
 * @param candidates of the election, in the order in which they were made
 */
record Snapshot(
        long zxid,
        Plan plan,
        int version,
        Map<NodeId, NodeRecord> nodes,
        Map<NodeId, AgentRecord> agents,
        Map<String, Observation> observations,
        List<Intent> intents,
        List<Candidate> candidates) {
    Snapshot withPlan(Plan next) {
        return new Snapshot(zxid + 1, next, version + 1, nodes, agents, observations, intents, candidates);
    }

    Snapshot withNodes(Map<NodeId, NodeRecord> next) {
        return new Snapshot(zxid + 1, plan, version, next, agents, observations, intents, candidates);
    }

    Snapshot withAgents(Map<NodeId, AgentRecord> next) {
        return new Snapshot(zxid + 1, plan, version, nodes, next, observations, intents, candidates);
    }

    Snapshot withObservations(Map<String, Observation> next) {
        return new Snapshot(zxid + 1, plan, version, nodes, agents, next, intents, candidates);
    }

    Snapshot withIntents(List<Intent> next) {
        return new Snapshot(zxid + 1, plan, version, nodes, agents, observations, next, candidates);
    }

    Snapshot withCandidates(List<Candidate> next) {
        return new Snapshot(zxid + 1, plan, version, nodes, agents, observations, intents, next);
    }

    /** A node of the election, and the session that it ends with. */
    record Candidate(String name, long czxid, long session) {}
}
