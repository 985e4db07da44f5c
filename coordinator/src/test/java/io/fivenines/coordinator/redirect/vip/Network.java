package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A seeded network of hosts, two coordinators (one stands beside the hosts) and a ZooKeeper, in which everything is
 * late, is cut and comes back. The leader tells the truth about silence and moves addresses as it likes.
 */
final class Network {
    static final AddressSet ADDRESSES = new AddressSet(List.of("10.0.0.1", "10.0.0.2", "fd00::3"));
    private static final int BEAT_MS = 100;
    private static final int SESSION_MS = 1000;

    private record Event(long atMs, long order, Runnable act) {}

    final SplittableRandom random;
    final List<Host> hosts = new ArrayList<>();
    final Map<NodeId, AgentRecord> records = new HashMap<>();
    Plan plan = Plan.NONE;
    boolean zooKeeper = true;
    final boolean[] contact = {true, true};
    private final Plan[] known = {Plan.NONE, Plan.NONE};
    private final Map<Host, Long> heardMs = new HashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::order));
    private long orders;
    private long nowMs = 1_000_000;

    Network(long seed, int size) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            hosts.add(new Host(this, NodeId.of("eu/n" + i)));
        }
        hosts.forEach(host -> heardMs.put(host, nowMs));
        every(BEAT_MS, this::beat);
        every(SESSION_MS / 4, this::endSessions);
        hosts.forEach(Host::start);
    }

    long nowMs() {
        return nowMs;
    }

    void in(long delayMs, Runnable act) {
        events.add(new Event(nowMs + delayMs, orders++, act));
    }

    void every(long periodMs, Runnable act) {
        in(periodMs, () -> {
            act.run();
            every(periodMs, act);
        });
    }

    /** A little later, as a message is. */
    void soon(Runnable act) {
        in(random.nextInt(1, 20), act);
    }

    /** Runs until then; the watch looks after each event. */
    void run(long forMs, Runnable watch) {
        long untilMs = nowMs + forMs;
        while (events.peek().atMs() <= untilMs) {
            Event event = events.poll();
            nowMs = event.atMs();
            event.act().run();
            watch.run();
        }
        nowMs = untilMs;
    }

    /** The leader gives an address to another host, or to nobody. */
    void move() {
        if (!zooKeeper) {
            return;
        }
        String text =
                ADDRESSES.all().get(random.nextInt(ADDRESSES.all().size())).text();
        Map<String, Ownership> addresses = new HashMap<>(plan.addresses());
        Ownership now = addresses.getOrDefault(text, new Ownership(null, null, 0));
        NodeId next = random.nextInt(10) == 0 ? null : hosts.get(random.nextInt(hosts.size())).id;
        if (next != null && next.equals(now.owner())) {
            return;
        }
        NodeId previous = now.owner() == null ? now.previous() : now.owner();
        addresses.put(text, new Ownership(next, previous, previous == null ? 0 : silentMs(previous)));
        long epoch = Math.max(1, plan.epoch() + (random.nextInt(5) == 0 ? 1 : 0));
        plan = new Plan(epoch, plan.number() + 1, addresses, Map.of(), "moved", nowMs);
        Plan written = plan;
        hosts.forEach(host -> soon(() -> host.news(written)));
        hosts.forEach(host -> soon(host::read));
        for (int i = 0; i < known.length; i++) {
            learn(i);
        }
    }

    private void learn(int coordinator) {
        Plan latest = plan;
        soon(() -> {
            if (contact[coordinator] && zooKeeper && latest.isAfter(known[coordinator])) {
                known[coordinator] = latest;
            }
        });
    }

    private long silentMs(NodeId id) {
        return hosts.stream()
                .filter(host -> host.id.equals(id))
                .mapToLong(host -> nowMs - heardMs.get(host))
                .filter(silent -> silent > 2 * BEAT_MS)
                .findFirst()
                .orElse(0);
    }

    private void beat() {
        for (int i = 0; i < known.length; i++) {
            boolean inContact = contact[i] && zooKeeper;
            if (inContact) {
                learn(i);
            }
            Beat beat = new Beat("c" + i, i == 0 ? "eu" : "w", nowMs, inContact, known[i].epoch(), known[i].number());
            int coordinator = i;
            hosts.forEach(host -> soon(() -> deliver(host, coordinator, beat)));
        }
    }

    private void deliver(Host host, int coordinator, Beat beat) {
        if (host.cut || host.beatsCut[coordinator]) {
            return;
        }
        host.onBeat(beat);
        // Only who reaches ZooKeeper can tell the leader.
        if (host.isAwake() && contact[coordinator]) {
            heardMs.put(host, nowMs);
        }
    }

    private void endSessions() {
        for (Host host : hosts) {
            if (zooKeeper && nowMs - host.reachedMs > SESSION_MS && records.remove(host.id) != null) {
                tellRecords();
            }
        }
    }

    /** Agent to agent. */
    void tell(Host from, AgentRecord record) {
        hosts.stream().filter(host -> host != from).forEach(host -> soon(() -> host.told(record)));
    }

    void tellRecords() {
        hosts.forEach(host -> soon(host::readRecords));
    }

    /** Whether another host that can be reached from this one answers for it. */
    boolean answers(Host asker, VirtualAddress address) {
        return !asker.cut
                && hosts.stream().anyMatch(host -> host != asker && !host.cut && host.interfaces.contains(address));
    }
}
