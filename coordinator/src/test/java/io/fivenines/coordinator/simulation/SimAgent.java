package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.redirect.vip.AddressSet;
import io.fivenines.coordinator.redirect.vip.Keeper;
import io.fivenines.coordinator.redirect.vip.LeaseConfig;
import io.fivenines.coordinator.redirect.vip.SimulatedHands;
import io.fivenines.coordinator.redirect.vip.VirtualAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agent of a host: a {@link Keeper}, what it is told, and a network on which its deeds take their time. */
final class SimAgent implements SimulatedHands {
    private static final long TICK_MS = 100;
    private static final int DEED_MS = 4;
    private static final long UNANSWERED_MS = 1_000;

    final SimProcess process;
    private final World world;
    private final World.Ground ground;
    private final SimHost host;
    private final SimClient client;
    private final AddressSet addresses;
    private final LeaseConfig lease;
    private final List<VirtualAddress> gone = new ArrayList<>();
    private final List<VirtualAddress> taken = new ArrayList<>();
    private Keeper keeper;
    private Plan obeyed;
    private int seenVersion;
    private Map<NodeId, AgentRecord> agents;
    private long heardEpoch;
    private long heardNumber;
    private long missedMs;
    private boolean renewed;
    private boolean busy;
    private int ticks;
    /** What was last said, and what of it ZooKeeper has confirmed: the rest is said again. */
    private int said;

    private int confirmed;

    SimAgent(World world, SimHost host) {
        this.world = world;
        this.host = host;
        ground = world.ground();
        process = new SimProcess(host.number, ground.clockwork());
        client = new SimClient(world.ensemble(), process, ground, this::onSnapshot);
        client.listen((state, session) -> {
            if (state == LinkState.CONNECTED) {
                tell();
            }
        });
        addresses =
                new AddressSet(ground.topology().addressesOf(ground.topology().datacenterOfHost(host.number)));
        lease = LeaseConfig.of(Duration.ofMillis(ground.policy().leaseMs()));
    }

    void start() {
        process.start();
        client.reset();
        keeper = new Keeper(host.id, addresses, lease, found(), clockMs());
        obeyed = Plan.NONE;
        seenVersion = -1;
        agents = null;
        heardEpoch = 0;
        heardNumber = 0;
        missedMs = Long.MIN_VALUE / 2;
        renewed = false;
        busy = false;
        ticks = 0;
        process.after(ground.random().nextInt((int) TICK_MS), () -> {
            tick();
            process.every(TICK_MS, this::tick);
        });
    }

    /**
     * Whether it can take an address off its host, and knows that it may have to. A new one that nobody has spoken to
     * leaves the interface alone for a while, as if there were none.
     */
    boolean isActing() {
        return process.isRunning()
                && (renewed
                        || ground.clockwork().nowMs() - process.startedMs()
                                > lease.start().toMillis() + TICK_MS);
    }

    private Set<VirtualAddress> found() {
        Set<VirtualAddress> found = new HashSet<>();
        for (VirtualAddress address : addresses.all()) {
            if (host.has(number(address))) {
                found.add(address);
            }
        }
        return found;
    }

    private int number(VirtualAddress address) {
        return ground.topology().addresses().indexOf(address.text());
    }

    private void tick() {
        ticks++;
        client.tick();
        if (ticks % 2 == 0) {
            client.read(this::onRead);
        }
        act();
        if (confirmed < said && ticks % 5 == 0) {
            tell();
        }
    }

    private void onSnapshot(Snapshot snapshot) {
        if (snapshot.version() != seenVersion) {
            seenVersion = snapshot.version();
            client.read(this::onRead);
        }
        if (snapshot.agents() != agents) {
            agents = snapshot.agents();
            keeper.onAgents(agents);
            act();
        }
    }

    private void onRead(long askedMs, Snapshot snapshot) {
        Plan plan = snapshot.plan();
        if (keeper.onPlan(plan, askedMs, clockMs()) && !plan.equals(obeyed)) {
            obeyed(plan);
        }
        act();
    }

    private void obeyed(Plan plan) {
        if (plan.number() > 0) {
            world.invariants().onObeyed(host.id, obeyed, plan);
        }
        obeyed = plan;
        tell();
    }

    void onBeat(Beat beat) {
        if (beat.news().isAfter(obeyed)) {
            keeper.onNews(beat.news(), clockMs());
            obeyed(beat.news());
            act();
        }
        if (keeper.onBeat(beat, clockMs())) {
            client.read(this::onRead);
        }
        boolean later = beat.epoch() > heardEpoch || beat.epoch() == heardEpoch && beat.plan() > heardNumber;
        boolean counts = beat.contact() || beat.place().equals(host.id.datacenter());
        if (counts && later) {
            heardEpoch = beat.epoch();
            heardNumber = beat.plan();
        }
    }

    /** Looks at what is wanted and has it done; what comes meanwhile waits until it is. */
    private void act() {
        if (busy) {
            return;
        }
        long now = clockMs();
        boolean missed = heardEpoch > obeyed.epoch() || heardEpoch == obeyed.epoch() && heardNumber > obeyed.number();
        missedMs = missed ? now : missedMs;
        obey(keeper, now);
        if (!renewed && SimulatedHands.isRenewed(keeper)) {
            renewed = true;
            world.invariants().onHolders();
        }
        if (!gone.isEmpty() || !taken.isEmpty()) {
            busy = true;
            List<VirtualAddress> going = List.copyOf(gone);
            List<VirtualAddress> coming = List.copyOf(taken);
            gone.clear();
            taken.clear();
            process.after(1 + ground.random().nextInt(DEED_MS), () -> {
                going.forEach(address -> host.put(number(address), false));
                coming.forEach(address -> host.put(number(address), true));
                busy = false;
                keeper.onFound(found());
                tell();
                act();
            });
        }
    }

    @Override
    public void take(VirtualAddress address) {
        taken.add(address);
    }

    @Override
    public void giveUp(VirtualAddress address) {
        gone.add(address);
    }

    @Override
    public void lapse() {
        world.invariants().onLapse(host, clockMs() - missedMs < ground.policy().leaseMs() + 300);
    }

    @Override
    public void stop(VirtualAddress address) {
        throw new Violation(host.id + " is told to stop its gateway although " + address + " goes off its interface");
    }

    /** The kernels of the other hosts answer, whatever their processes do. */
    @Override
    public void probe(VirtualAddress address) {
        int number = number(address);
        boolean[] ended = {false};
        for (SimHost other : world.hostsOf(ground.topology().datacenterOfHost(host.number))) {
            int thereMs = other == host ? -1 : ground.network().transitMs(host.number, other.number);
            if (thereMs >= 0) {
                ground.clockwork().after(thereMs, () -> {
                    int backMs = ground.network().transitMs(other.number, host.number);
                    if (backMs >= 0 && other.isUp() && other.has(number)) {
                        process.after(backMs, () -> endProbe(address, ended, true));
                    }
                });
            }
        }
        process.after(UNANSWERED_MS, () -> endProbe(address, ended, false));
    }

    private void endProbe(VirtualAddress address, boolean[] ended, boolean answered) {
        if (!ended[0]) {
            ended[0] = true;
            keeper.onProbed(address, answered);
            act();
        }
    }

    private void tell() {
        AgentRecord record = keeper.record("h:3");
        int number = ++said;
        client.request(
                in -> {
                    world.ensemble().put(in, record);
                    return number;
                },
                done -> confirmed = number);
    }

    private long clockMs() {
        return ground.network().clockMs(process.machine, ground.clockwork().nowMs());
    }
}
