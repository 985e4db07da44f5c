package io.fivenines.coordinator.plan;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.health.HealthView;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.health.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two datacenters with two nodes and two addresses each, all well for long, seen from three places; a test says what
 * is otherwise. Its time is {@link #NOW}, and what moved did so long ago.
 */
final class Scene {
    static final long NOW = 1_000_000;
    static final NodeId EU_1 = new NodeId("eu", "gw-1");
    static final NodeId EU_2 = new NodeId("eu", "gw-2");
    static final NodeId EU_3 = new NodeId("eu", "gw-3");
    static final NodeId RU_1 = new NodeId("ru", "gw-1");
    static final NodeId RU_2 = new NodeId("ru", "gw-2");
    private static final List<String> PLACES = List.of("eu", "ru", "witness");

    Policy policy = Policy.DEFAULT;
    boolean agentsNeeded = true;
    final List<String> euAddresses = new ArrayList<>(List.of("10.0.0.1", "10.0.0.2"));
    final Map<String, List<String>> orders =
            new TreeMap<>(Map.of("eu.gw", List.of("eu", "ru"), "ru.gw", List.of("ru", "eu")));
    final Map<NodeId, NodeRecord> nodes = new HashMap<>();
    final Map<NodeId, AgentRecord> agents = new HashMap<>();
    final Map<NodeId, Light> lights = new HashMap<>();
    final Map<NodeId, Long> silentMs = new HashMap<>();
    final Map<String, Light> datacenters = new HashMap<>(Map.of("eu", Light.GREEN, "ru", Light.GREEN));
    /** What is seen from a place, where that differs. */
    final Map<String, Map<String, Light>> seenFrom = new HashMap<>();

    final Map<String, Ownership> addresses = new HashMap<>();
    final Map<String, Target> endpoints = new HashMap<>();
    final Map<String, Long> movedMs = new HashMap<>();
    final Map<String, Long> greenSinceMs = new HashMap<>(Map.of("eu", 0L, "ru", 0L));
    final Map<String, Long> gatheredMs = new HashMap<>(Map.of("eu", 0L, "ru", 0L));
    final Map<String, Long> missingSinceMs = new HashMap<>();
    final List<Intent> intents = new ArrayList<>();

    Scene() {
        for (NodeId node : List.of(EU_1, EU_2, RU_1, RU_2)) {
            join(node);
        }
        own("10.0.0.1", EU_1);
        own("10.0.0.2", EU_2);
        own("10.0.1.1", RU_1);
        own("10.0.1.2", RU_2);
        endpoints.put("eu.gw", new Target("eu", List.of("10.0.0.1", "10.0.0.2")));
        endpoints.put("ru.gw", new Target("ru", List.of("10.0.1.1", "10.0.1.2")));
    }

    Scene join(NodeId node) {
        state(node, NodeState.SERVING);
        lights.put(node, Light.GREEN);
        greenSinceMs.put(node.toString(), 0L);
        return agent(node);
    }

    Scene agent(NodeId node, String... held) {
        agents.put(node, new AgentRecord(node, "h:1", Set.of(held), 7, 0));
        return this;
    }

    Scene state(NodeId node, NodeState state) {
        nodes.put(node, new NodeRecord(node, "h:1", "h:2", List.of(), "1", state, 0, 0));
        return this;
    }

    Scene own(String address, NodeId owner) {
        addresses.put(address, new Ownership(owner, null, 0));
        List<String> held = new ArrayList<>(agents.get(owner).held());
        held.add(address);
        return agent(owner, held.toArray(String[]::new));
    }

    /** Dead for everybody, for that long. */
    Scene dead(NodeId node, long forMs) {
        lights.put(node, Light.RED);
        silentMs.put(node, forMs);
        return this;
    }

    /** Its sessions with ZooKeeper are over too. */
    Scene gone(NodeId node) {
        dead(node, 10_000);
        nodes.remove(node);
        agents.remove(node);
        return this;
    }

    Scene intend(Intent.Kind kind, String subject, String to) {
        intents.add(new Intent("i" + intents.size(), kind, subject, to, "ops", "", NOW + 60_000));
        return this;
    }

    List<Step> plan() {
        return new Planner().plan(view(), policy, NOW);
    }

    /** The holds among the steps, as words. */
    List<String> holds() {
        return plan().stream()
                .filter(Step.Hold.class::isInstance)
                .map(Step::reason)
                .toList();
    }

    /** The steps that change the plan. */
    List<Step> changes() {
        return plan().stream().filter(Step::changesPlan).toList();
    }

    View view() {
        Layout layout = new Layout(
                Map.of(
                        "eu", new Layout.Site(euAddresses, agentsNeeded),
                        "ru", new Layout.Site(List.of("10.0.1.1", "10.0.1.2"), agentsNeeded)),
                orders);
        Plan plan = new Plan(7, 12, addresses, endpoints, "before", 0);
        List<Sighting> sightings = new ArrayList<>();
        for (String place : PLACES) {
            Map<String, Light> seen = seenFrom.getOrDefault(place, datacenters);
            sightings.add(new Sighting(new Observation("c-" + place, place, lights, seen, silentMs, 0), NOW));
        }
        return new View(
                layout,
                plan,
                nodes,
                agents,
                HealthView.of(sightings, new Quorum(3, 3, 2_000), NOW),
                intents,
                new History(movedMs, greenSinceMs, gatheredMs, missingSinceMs),
                NOW);
    }
}
