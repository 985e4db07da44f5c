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
 * @param obeyed the newest plan each agent says it has obeyed
 * @param candidates of the election, by the zxid under which each was made: the first one leads
 */
record Snapshot(
        long zxid,
        SimPlan plan,
        int version,
        Map<NodeId, NodeRecord> nodes,
        Map<NodeId, AgentRecord> agents,
        Map<NodeId, Plan> obeyed,
        Map<String, Observation> observations,
        List<Intent> intents,
        List<Candidate> candidates) {
    Snapshot withPlan(SimPlan next) {
        return new Snapshot(zxid + 1, next, version + 1, nodes, agents, obeyed, observations, intents, candidates);
    }

    Snapshot withNodes(Map<NodeId, NodeRecord> next) {
        return new Snapshot(zxid + 1, plan, version, next, agents, obeyed, observations, intents, candidates);
    }

    Snapshot withAgents(Map<NodeId, AgentRecord> next, Map<NodeId, Plan> plans) {
        return new Snapshot(zxid + 1, plan, version, nodes, next, plans, observations, intents, candidates);
    }

    Snapshot withObservations(Map<String, Observation> next) {
        return new Snapshot(zxid + 1, plan, version, nodes, agents, obeyed, next, intents, candidates);
    }

    Snapshot withIntents(List<Intent> next) {
        return new Snapshot(zxid + 1, plan, version, nodes, agents, obeyed, observations, next, candidates);
    }

    Snapshot withCandidates(List<Candidate> next) {
        return new Snapshot(zxid + 1, plan, version, nodes, agents, obeyed, observations, intents, next);
    }

    /** A coordinator's node of the election. */
    record Candidate(String coordinator, long czxid) {}
}
