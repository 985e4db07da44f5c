package io.fivenines.coordinator.console;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.CoordinatorRecord;
import io.fivenines.coordinator.cluster.FakeStore;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.plan.Step;
import io.fivenines.coordinator.web.Token;
import io.fivenines.coordinator.web.WebConfig;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a console shows, as a test wants it: two gateways with an address each; wishes are those in the store. */
public final class Outlook {
    public static final NodeId GW_1 = new NodeId("eu", "gw-1");
    public static final NodeId GW_2 = new NodeId("eu", "gw-2");
    public static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");
    public static final Paths PATHS = new Paths("test");

    public final FakeStore store = new FakeStore();
    public final Map<NodeId, NodeRecord> nodes = new ConcurrentSkipListMap<>();
    public final Map<NodeId, AgentRecord> agents = new ConcurrentSkipListMap<>();
    public final Map<NodeId, Light> lights = new ConcurrentSkipListMap<>(Map.of(GW_1, Light.GREEN, GW_2, Light.RED));
    public final Map<String, Ownership> addresses = new ConcurrentSkipListMap<>();
    public final Set<String> agentSites = new ConcurrentSkipListSet<>(Set.of("eu"));
    public final List<Obedience> directors = new CopyOnWriteArrayList<>();
    public final List<Step.Hold> holds = new CopyOnWriteArrayList<>();
    /** Whether it says that it is in contact with ZooKeeper. */
    public volatile boolean contact = true;

    private volatile boolean looked = true;

    public Outlook() {
        node(GW_1, NodeState.SERVING, 12);
        node(GW_2, NodeState.SERVING, 3);
        own("10.0.0.1", GW_1);
        own("10.0.0.2", GW_2);
    }

    /** As before its first look. */
    void blind() {
        looked = false;
    }

    public void node(NodeId id, NodeState state, int connections) {
        nodes.put(id, new NodeRecord(id, "h:7946", "h:8080", List.of("gt06@h:5023"), "1.2", state, connections, 5_000));
    }

    /** Who speaks for a front has no API. */
    public void front(NodeId id) {
        nodes.put(id, new NodeRecord(id, "h:7946", "", List.of(), "1.2", NodeState.SERVING, 0, 5_000));
        lights.put(id, Light.GREEN);
    }

    public void own(String address, NodeId owner) {
        addresses.put(address, new Ownership(owner, null, 0));
    }

    public Console console(Token... tokens) throws IOException {
        WebConfig config = new WebConfig("127.0.0.1", 0, List.of(tokens));
        return new Console(
                config,
                new Console.Sources(
                        () -> looked ? standing() : null,
                        () -> directors,
                        store,
                        PATHS,
                        () -> NOW,
                        new CollectorRegistry()),
                List.of());
    }

    /** Those wanted now. */
    public List<Intent> intents() {
        return store.names(PATHS.intents()).join().stream()
                .flatMap(name -> store.read(PATHS.intent(name), Intent.class).join().stream())
                .map(Versioned::record)
                .toList();
    }

    private Standing standing() {
        return new Standing(
                contact,
                Optional.of(new Leadership("c1", 77)),
                new Plan(77, 12, addresses, Map.of("eu.gw", new Target("eu", List.of("10.0.0.1"))), "it began", 4_000),
                nodes,
                agents,
                lights,
                Map.of(GW_2, "red by c1 and c2"),
                new TreeMap<>(Map.of("eu", Light.GREEN, "ru", Light.YELLOW)),
                Map.of("10.0.0.1", "eu"),
                agentSites,
                intents(),
                holds,
                List.of(new CoordinatorRecord("c1", "eu", "192.0.2.20:8090", "1.2")));
    }

    /** An agent whose host has these addresses. */
    public void agent(NodeId id, String... held) {
        agents.put(id, new AgentRecord(id, "h:7947", Set.of(held), 77, 12));
    }
}
