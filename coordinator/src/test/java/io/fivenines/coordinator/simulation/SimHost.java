package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import java.util.List;

/** A host: its kernel with the addresses on its interface, a gateway and an agent. */
final class SimHost {
    final int number;
    final NodeId id;
    final SimProcess gateway;
    final SimAgent agent;
    private final World world;
    private final World.Ground ground;
    private final SimClient client;
    private final boolean[] has;
    private final long[] tookMs;
    private boolean up;
    private boolean full;
    /** How often its record was written, and up to which of these ZooKeeper has confirmed it. */
    private int said;

    private int confirmed;

    SimHost(World world, int number) {
        this.world = world;
        this.number = number;
        ground = world.ground();
        id = ground.topology().hosts().get(number);
        has = new boolean[ground.topology().addresses().size()];
        tookMs = new long[has.length];
        gateway = new SimProcess(number, ground.clockwork());
        client = new SimClient(world.ensemble(), gateway, ground, null);
        client.listen((state, session) -> {
            if (state == LinkState.CONNECTED) {
                register();
            }
        });
        agent = new SimAgent(world, this);
    }

    boolean isUp() {
        return up;
    }

    boolean isFull() {
        return full;
    }

    boolean has(int address) {
        return has[address];
    }

    /** When it last took the address, and said so to its neighbours. */
    long tookMs(int address) {
        return tookMs[address];
    }

    boolean hasAny() {
        for (boolean here : has) {
            if (here) {
                return true;
            }
        }
        return false;
    }

    /** Whether the address is on the interface of a host whose agent can take it off again. */
    boolean acts(int address) {
        return up && has[address] && agent.isActing();
    }

    /** Whether a tracker that reaches the host on that address is served. */
    boolean serves(int address) {
        return up && has[address] && gateway.isRunning();
    }

    void put(int address, boolean present) {
        has[address] = present;
        tookMs[address] = ground.clockwork().nowMs();
        world.log(() -> id
                + (present ? " takes " : " lets go of ")
                + ground.topology().addresses().get(address));
        world.invariants().onHolders();
    }

    void start() {
        up = true;
        startGateway();
        agent.start();
    }

    void crash() {
        up = false;
        gateway.crash();
        agent.process.crash();
        world.invariants().onHolders();
        for (int address = 0; address < has.length; address++) {
            if (has[address]) {
                put(address, false);
            }
        }
    }

    void startGateway() {
        gateway.start();
        client.reset();
        gateway.after(ground.random().nextInt(100), () -> {
            client.tick();
            gateway.every(500, this::tick);
        });
    }

    /** The process dies; the kernel resets its connections. */
    void crashGateway() {
        gateway.crash();
        world.invariants().onHolders();
        for (SimCoordinator coordinator : world.coordinators()) {
            toCoordinator(coordinator, () -> coordinator.onReset(number));
        }
    }

    void fill(boolean isFull) {
        full = isFull;
        gateway.take(this::register);
    }

    private void tick() {
        client.tick();
        client.read((askedMs, snapshot) -> {});
        if (confirmed < said) {
            register();
        }
    }

    /** A record that ZooKeeper does not confirm is written again, as {@code Ephemeral} does. */
    private void register() {
        int number = ++said;
        NodeState state = full ? NodeState.FULL : NodeState.SERVING;
        NodeRecord record = new NodeRecord(id, "h:1", "h:2", List.of(), "sim", state, 0, 0);
        client.request(
                in -> {
                    world.ensemble().put(in, record);
                    return number;
                },
                done -> confirmed = number);
    }

    /**
     * A beat for the agent, and one for the gateway; or, if that one's connection is to be made first, the attempt.
     * The kernel accepts for a process that stands still too.
     */
    void onBeat(SimCoordinator from, boolean connects, Beat beat) {
        if (!up) {
            return;
        }
        boolean both = !connects && gateway.isRunning() && agent.process.isRunning();
        if (both) {
            agent.onBeat(beat);
            toCoordinator(from, () -> from.onPulse(number, true, true));
            return;
        }
        if (!gateway.isUp()) {
            toCoordinator(from, () -> from.onRefused(number));
        } else if (connects) {
            toCoordinator(from, () -> from.onConnected(number));
        } else {
            gateway.take(() -> toCoordinator(from, () -> from.onPulse(number, true, false)));
        }
        agent.process.take(() -> {
            agent.onBeat(beat);
            toCoordinator(from, () -> from.onPulse(number, false, true));
        });
    }

    private void toCoordinator(SimCoordinator coordinator, Runnable deed) {
        int backMs = ground.network().transitMs(number, coordinator.process.machine);
        if (backMs >= 0) {
            coordinator.process.after(backMs, deed);
        }
    }
}
