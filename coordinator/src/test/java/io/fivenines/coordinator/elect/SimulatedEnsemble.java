package io.fivenines.coordinator.elect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/**
 * What matters of ZooKeeper to an election, in simulated time: the majority's nodes in one order, servers that may lag
 * behind it, sessions that end a timeout after the leading server last heard of them, which it does each half tick.
 */
final class SimulatedEnsemble {
    static final long MS = 1_000_000;
    static final long SESSION = 1000 * MS;
    /** Half of the longest tick that allows such a session. */
    private static final long RELAY = SESSION / 4;

    private static final long LAG = 300 * MS;

    final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final List<Snapshot> history = new ArrayList<>();
    private final Map<Long, Long> deadlines = new HashMap<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private long now;
    private long scheduled;
    private long zxid;
    private int sequence;
    private long sessions;
    private boolean calm;

    SimulatedEnsemble(long seed) {
        random = new Random(seed);
        remember();
    }

    long now() {
        return now;
    }

    /** From now on nothing is lost but by the faults there are. */
    void calmDown() {
        calm = true;
    }

    boolean calm() {
        return calm;
    }

    void after(long delay, Runnable task) {
        events.add(new Event(now + delay, scheduled++, task));
    }

    long upTo(long delay) {
        return (long) (random.nextDouble() * delay);
    }

    /** Runs the next event; false if there is none before that time. */
    boolean step(long endNanos) {
        if (events.isEmpty() || events.peek().atNanos > endNanos) {
            return false;
        }
        Event event = events.poll();
        now = event.atNanos;
        event.task.run();
        return true;
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    long newSession() {
        long session = ++sessions;
        touch(session);
        after(SESSION, () -> expire(session));
        return session;
    }

    boolean alive(long session) {
        return deadlines.containsKey(session);
    }

    /** A server has heard of the session, and will tell the leader, if it still can then. */
    void heard(long session, Reach reach) {
        long untilRelay = RELAY - now % RELAY;
        after(untilRelay, () -> {
            if (reach.works() && alive(session)) {
                touch(session);
            }
        });
    }

    /** The leader itself has heard of it, as when a server takes over a connection. */
    void touch(long session) {
        deadlines.put(session, now + SESSION);
    }

    private void expire(long session) {
        long deadline = deadlines.get(session);
        if (deadline > now) {
            after(deadline - now, () -> expire(session));
            return;
        }
        deadlines.remove(session);
        if (nodes.values().removeIf(node -> node.session == session)) {
            remember();
        }
    }

    Node create(String mark, long session) {
        String name = mark + String.format("%010d", sequence++);
        Node node = new Node(name, session, zxid + 1);
        nodes.put(name, node);
        remember();
        return node;
    }

    void delete(String name) {
        if (nodes.remove(name) != null) {
            remember();
        }
    }

    boolean has(String name) {
        return nodes.containsKey(name);
    }

    int size() {
        return nodes.size();
    }

    private void remember() {
        zxid++;
        history.add(new Snapshot(zxid, now, List.copyOf(nodes.keySet())));
        List.copyOf(watchers).forEach(watcher -> after(upTo(50 * MS), watcher));
    }

    long zxid() {
        return zxid;
    }

    /** What some server shows: not older than what the client has seen, and not far behind. */
    Snapshot read(long seenZxid) {
        int newest = history.size() - 1;
        int oldest = newest;
        while (oldest > 0 && history.get(oldest - 1).zxid >= seenZxid && history.get(oldest).atNanos > now - LAG) {
            oldest--;
        }
        return history.get(oldest + random.nextInt(newest - oldest + 1));
    }

    interface Reach {
        boolean works();
    }

    record Node(String name, long session, long czxid) {}

    record Snapshot(long zxid, long atNanos, List<String> names) {}

    private record Event(long atNanos, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atNanos == other.atNanos ? Long.compare(order, other.order) : Long.compare(atNanos, other.atNanos);
        }
    }
}
