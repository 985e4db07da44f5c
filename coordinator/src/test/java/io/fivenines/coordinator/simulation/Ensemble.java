package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * ZooKeeper: one history of writes as long as a majority of its servers is up and connected, sessions that expire by
 * its leader's clock, and ephemeral records that end with them. After a change of its leader nothing is answered for
 * a while, and every session begins anew.
 */
final class Ensemble {
    private static final long ELECTION_MS = 300;

    private final Clockwork clockwork;
    private final Network network;
    private final SimProcess[] servers;
    private final List<Session> sessions = new ArrayList<>();
    /** The session an ephemeral record belongs to; who comes back sooner than the old session ends takes it over. */
    private final Map<String, Session> owners = new HashMap<>();

    private Consumer<Snapshot> commitListener = next -> {};
    private Snapshot state;
    private int leader = -1;
    private long readyMs;
    private long opened;
    private int stood;

    Ensemble(World.Ground ground) {
        clockwork = ground.clockwork();
        network = ground.network();
        Topology topology = ground.topology();
        servers = new SimProcess[topology.sites().size()];
        for (int i = 0; i < servers.length; i++) {
            servers[i] = new SimProcess(topology.server(i), clockwork);
            servers[i].start();
        }
        state = new Snapshot(1, Plan.NONE, 0, Map.of(), Map.of(), Map.of(), List.of(), List.of());
        onChange();
        readyMs = 0;
        expireNext();
    }

    SimProcess server(int site) {
        return servers[site];
    }

    Snapshot state() {
        return state;
    }

    void onPlanCommitted(Consumer<Snapshot> listener) {
        commitListener = listener;
    }

    boolean isAvailable() {
        return leader >= 0 && clockwork.nowMs() >= readyMs;
    }

    /** Servers or links between them have changed. */
    void onChange() {
        if (leader >= 0 && hasMajority(leader)) {
            return;
        }
        leader = -1;
        for (int i = 0; i < servers.length && leader < 0; i++) {
            if (hasMajority(i)) {
                leader = i;
                readyMs = clockwork.nowMs() + ELECTION_MS;
                sessions.forEach(session -> session.heardMs = readyMs);
            }
        }
    }

    private boolean hasMajority(int candidate) {
        int linked = 0;
        for (SimProcess server : servers) {
            boolean follows = server.isRunning() && network.linked(servers[candidate].machine, server.machine);
            linked += servers[candidate].isRunning() && follows ? 1 : 0;
        }
        return linked * 2 > servers.length;
    }

    /** How long a request of that machine takes to the leader; -1 if it finds no way. */
    int transitMs(int machine) {
        int server = serverFor(machine);
        if (server < 0) {
            return -1;
        }
        int there = network.transitMs(machine, servers[server].machine);
        int on = network.transitMs(servers[server].machine, servers[leader].machine);
        return there < 0 || on < 0 ? -1 : there + on;
    }

    /** How long an answer to that machine takes; -1 if it finds no way. */
    int returnMs(int machine) {
        int server = serverFor(machine);
        if (server < 0) {
            return -1;
        }
        int back = network.transitMs(servers[leader].machine, servers[server].machine);
        int on = network.transitMs(servers[server].machine, machine);
        return back < 0 || on < 0 ? -1 : back + on;
    }

    boolean isReachedBy(int machine) {
        return serverFor(machine) >= 0;
    }

    private int serverFor(int machine) {
        for (int i = 0; i < servers.length && leader >= 0; i++) {
            int server = (network.siteOf(machine) + i) % servers.length;
            if (servers[server].isRunning()
                    && network.linked(machine, servers[server].machine)
                    && network.linked(servers[server].machine, servers[leader].machine)) {
                return server;
            }
        }
        return -1;
    }

    Session open(SimClient client, long timeoutMs) {
        Session session = new Session(client, ++opened, timeoutMs);
        session.heardMs = clockwork.nowMs();
        sessions.add(session);
        return session;
    }

    /** Expires silent sessions; ZooKeeper's leader looks regularly. */
    private void expireNext() {
        clockwork.after(250, () -> {
            if (isAvailable()) {
                for (Session session : List.copyOf(sessions)) {
                    if (clockwork.nowMs() - session.heardMs > session.timeoutMs) {
                        end(session);
                    }
                }
            }
            expireNext();
        });
    }

    private void end(Session session) {
        session.isLive = false;
        sessions.remove(session);
        Snapshot next = state;
        if (owners.remove("node " + session.node, session)) {
            next = next.withNodes(without(next.nodes(), session.node));
        }
        if (owners.remove("agent " + session.agent, session)) {
            next = next.withAgents(without(next.agents(), session.agent));
        }
        if (owners.remove("observer " + session.coordinator, session)) {
            next = next.withObservations(without(next.observations(), session.coordinator));
        }
        List<Snapshot.Candidate> candidates = new ArrayList<>(next.candidates());
        if (candidates.removeIf(candidate -> candidate.session() == session.id)) {
            next = next.withCandidates(List.copyOf(candidates));
        }
        publish(next);
    }

    void put(Session session, NodeRecord record) {
        session.node = record.id();
        owners.put("node " + session.node, session);
        publish(state.withNodes(with(state.nodes(), record.id(), record)));
    }

    void put(Session session, AgentRecord record) {
        session.agent = record.id();
        owners.put("agent " + session.agent, session);
        publish(state.withAgents(with(state.agents(), record.id(), record)));
    }

    void put(Session session, Observation observation) {
        session.coordinator = observation.observer();
        owners.put("observer " + session.coordinator, session);
        publish(state.withObservations(with(state.observations(), observation.observer(), observation)));
    }

    void put(List<Intent> intents) {
        publish(state.withIntents(intents));
    }

    /** Makes a node of the election. */
    Snapshot.Candidate stand(Session session, String prefix) {
        String name = prefix + String.format("%010d", stood++);
        Snapshot.Candidate made = new Snapshot.Candidate(name, state.zxid() + 1, session.id);
        List<Snapshot.Candidate> candidates = new ArrayList<>(state.candidates());
        candidates.add(made);
        publish(state.withCandidates(List.copyOf(candidates)));
        return made;
    }

    boolean hasCandidate(String name) {
        return state.candidates().stream()
                .anyMatch(candidate -> candidate.name().equals(name));
    }

    /** Removes a node of the election; whether it was there. */
    boolean withdraw(String name) {
        List<Snapshot.Candidate> candidates = new ArrayList<>(state.candidates());
        boolean removed = candidates.removeIf(candidate -> candidate.name().equals(name));
        if (removed) {
            publish(state.withCandidates(List.copyOf(candidates)));
        }
        return removed;
    }

    /**
     * Writes the plan if its version is still that one, and that node of the election is there.
     *
     * @param version -1 does not ask
     * @param guard null does not ask
     */
    boolean write(Plan plan, int version, String guard) {
        if (version >= 0 && version != state.version() || guard != null && !hasCandidate(guard)) {
            return false;
        }
        Snapshot next = state.withPlan(plan);
        commitListener.accept(next);
        publish(next);
        return true;
    }

    private void publish(Snapshot next) {
        state = next;
        for (Session session : sessions) {
            int transitMs = returnMs(session.client.machine());
            if (session.client.watches() && transitMs >= 0) {
                session.client.after(transitMs, () -> session.client.onWatched(session, next));
            }
        }
    }

    private static <K extends Comparable<K>, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> next = new TreeMap<>(map);
        next.put(key, value);
        return next;
    }

    private static <K extends Comparable<K>, V> Map<K, V> without(Map<K, V> map, K key) {
        Map<K, V> next = new TreeMap<>(map);
        next.remove(key);
        return next;
    }

    /** A client's session and what ends with it. */
    static final class Session {
        final SimClient client;
        private final long id;
        private final long timeoutMs;
        private long heardMs;
        private boolean isLive = true;
        private NodeId node;
        private NodeId agent;
        private String coordinator;

        private Session(SimClient client, long id, long timeoutMs) {
            this.client = client;
            this.id = id;
            this.timeoutMs = timeoutMs;
        }

        long id() {
            return id;
        }

        boolean isLive() {
            return isLive;
        }

        void heard(long nowMs) {
            heardMs = nowMs;
        }
    }
}
