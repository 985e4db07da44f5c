package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A host of the {@link Network}: its interface, which outlives the agent, and the agent, which may stand still. */
final class Host {
    private static final int TICK_MS = 50;
    private static final int READ_MS = 200;
    private static final int LIST_MS = 1000;
    private static final int UNANSWERED_MS = 1000;

    final NodeId id;
    final Set<VirtualAddress> interfaces = new HashSet<>();
    final boolean[] beatsCut = new boolean[2];
    boolean cut;
    boolean zooKeeperCut;
    long reachedMs;
    private final Network network;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Keeper keeper;
    private boolean frozen;
    private boolean renewed;
    private long startedMs;
    private AgentRecord published;
    private int life;

    Host(Network network, NodeId id) {
        this.network = network;
        this.id = id;
    }

    void start() {
        life++;
        frozen = false;
        waiting.clear();
        published = null;
        startedMs = network.nowMs();
        renewed = false;
        keeper = new Keeper(id, Network.ADDRESSES, LeaseConfig.DEFAULT, interfaces, network.nowMs());
        int now = life;
        periodically(TICK_MS, now, () -> handle(() -> {}));
        periodically(READ_MS, now, this::read);
        periodically(LIST_MS, now, () -> handle(() -> keeper.onFound(interfaces)));
    }

    private void periodically(long periodMs, int ofLife, Runnable act) {
        network.in(periodMs, () -> {
            if (life == ofLife) {
                act.run();
                periodically(periodMs, ofLife, act);
            }
        });
    }

    /** SIGKILL of the agent; the interface stays as it is. */
    void kill() {
        life++;
        keeper = null;
    }

    boolean isAwake() {
        return keeper != null && !frozen;
    }

    /** A new agent without any contact cannot be told from none: both leave the interface alone for a while. */
    boolean isActing() {
        return isAwake()
                && (renewed
                        || network.nowMs() - startedMs
                                > LeaseConfig.DEFAULT.start().toMillis() + TICK_MS);
    }

    boolean reachesZooKeeper() {
        return network.zooKeeper && !cut && !zooKeeperCut;
    }

    void freeze() {
        frozen = true;
    }

    /** What came meanwhile is handled now, in its order. */
    void thaw() {
        if (!frozen) {
            return;
        }
        frozen = false;
        while (!waiting.isEmpty()) {
            handle(waiting.poll());
        }
    }

    void onBeat(Beat beat) {
        arrive(() -> {
            if (keeper.onBeat(beat, network.nowMs())) {
                read();
            }
        });
    }

    void read() {
        if (!isAwake() || !reachesZooKeeper()) {
            return;
        }
        long askedMs = network.nowMs();
        reachedMs = askedMs;
        Plan plan = network.plan;
        network.soon(() -> {
            if (reachesZooKeeper()) {
                arrive(() -> keeper.onPlan(plan, askedMs, network.nowMs()));
            }
        });
        readRecords();
    }

    /** A watch of ZooKeeper's brings the plan, perhaps late. */
    void news(Plan plan) {
        if (reachesZooKeeper()) {
            arrive(() -> keeper.onNews(plan, network.nowMs()));
        }
    }

    /** Another agent speaks. */
    void told(AgentRecord record) {
        if (!cut) {
            arrive(() -> keeper.onTold(record));
        }
    }

    void readRecords() {
        if (isAwake() && reachesZooKeeper()) {
            Map<NodeId, AgentRecord> records = Map.copyOf(network.records);
            network.soon(() -> arrive(() -> keeper.onAgents(records)));
        }
    }

    private void arrive(Runnable input) {
        if (keeper != null && !frozen) {
            handle(input);
        } else if (keeper != null) {
            waiting.add(input);
        }
    }

    private void handle(Runnable input) {
        if (!isAwake()) {
            return;
        }
        input.run();
        keeper.deeds(network.nowMs()).forEach(this::perform);
        keeper.onFound(interfaces);
        renewed |= keeper.isRenewed();
        publish();
    }

    private void perform(Deed deed) {
        if (deed instanceof Deed.Take) {
            interfaces.add(deed.address());
        } else if (deed instanceof Deed.Probe) {
            boolean answered = network.answers(this, deed.address());
            int asking = life;
            network.in(answered ? 5 : UNANSWERED_MS, () -> {
                if (life == asking) {
                    arrive(() -> keeper.onProbed(deed.address(), answered));
                }
            });
        } else {
            interfaces.remove(deed.address());
        }
    }

    private void publish() {
        AgentRecord record = keeper.record("10.9.9.9:7947");
        if (!record.equals(published) && !cut) {
            network.tell(this, record);
        }
        boolean known = record.equals(published) && network.records.containsKey(id);
        if (known || !reachesZooKeeper()) {
            return;
        }
        published = record;
        reachedMs = network.nowMs();
        network.records.put(id, record);
        network.tellRecords();
    }
}
