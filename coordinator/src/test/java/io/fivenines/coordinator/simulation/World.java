package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.plan.FailBack;
import io.fivenines.coordinator.plan.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One simulated cluster, from its start to the end of its faults. Same seed and faults: the same history. */
final class World {
    private final Ground ground;
    private final Doctrine doctrine;
    private final Ensemble ensemble;
    private final Invariants invariants;
    private final List<SimHost> hosts = new ArrayList<>();
    private final List<SimCoordinator> coordinators = new ArrayList<>();
    private final Consumer<Supplier<String>> log;

    /** What everybody stands on. */
    record Ground(
            Clockwork clockwork,
            Network network,
            Topology topology,
            Policy policy,
            long sessionTimeoutMs,
            Random random) {}

    /** @param log told what happens, if not null */
    World(long seed, Topology topology, List<Fault> faults, Doctrine doctrine, Consumer<Supplier<String>> log) {
        this.doctrine = doctrine;
        this.log = log;
        Random random = new Random(seed);
        Clockwork clockwork = new Clockwork();
        Network network =
                new Network(topology.siteOfMachines(), topology.sites().size(), clockwork, random);
        FailBack failBack = random.nextBoolean() ? FailBack.MANUAL : FailBack.PACED;
        Policy policy = new Policy(3_000, 4_000, 1_000, 1_200, 2_500, 500, failBack, 2_000, 1_000);
        ground = new Ground(clockwork, network, topology, policy, 1_500 + random.nextInt(3) * 1_000L, random);
        ensemble = new Ensemble(ground);
        invariants = new Invariants(this);
        ensemble.onPlanCommitted(invariants::onCommitted);
        for (int host = 0; host < topology.hosts().size(); host++) {
            hosts.add(new SimHost(this, host));
        }
        for (int site = 0; site < topology.sites().size(); site++) {
            coordinators.add(new SimCoordinator(this, site));
        }
        hosts.forEach(SimHost::start);
        coordinators.forEach(SimCoordinator::start);
        FaultInjector injector = new FaultInjector(this);
        faults.forEach(injector::plan);
    }

    /** Runs up to that time; throws a {@link Violation} if an invariant does not hold. */
    long run(long lengthMs) {
        long events = 0;
        while (ground.clockwork().step(lengthMs)) {
            events++;
            invariants.onEvent();
        }
        return events;
    }

    /** A machine, link or server has changed. */
    void onFault() {
        ensemble.onChange();
        invariants.onHolders();
    }

    /** Whether a tracker at that site finds a socket that accepts in the datacenter. */
    boolean isReached(int site, int dc) {
        if (!ground.network().reachesPublic(site, dc)) {
            return false;
        }
        for (SimHost host : hostsOf(dc)) {
            boolean accepts = host.isUp() && host.gateway.isUp() && host.hasAny();
            if (accepts && ground.network().isOnItsLan(host.number)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a tracker at that site is served on that address, by who announced it last. */
    boolean answers(int site, String address) {
        int number = ground.topology().addresses().indexOf(address);
        int dc = ground.topology().datacenterOfAddress(number);
        SimHost last = null;
        for (SimHost host : hostsOf(dc)) {
            boolean later = last == null || host.tookMs(number) >= last.tookMs(number);
            if (host.isUp() && host.has(number) && later && ground.network().isOnItsLan(host.number)) {
                last = host;
            }
        }
        return last != null && last.serves(number) && ground.network().reachesPublic(site, dc);
    }

    List<SimHost> hostsOf(int dc) {
        int each = hosts.size() / Topology.DATACENTERS;
        return hosts.subList(dc * each, (dc + 1) * each);
    }

    Ground ground() {
        return ground;
    }

    Doctrine doctrine() {
        return doctrine;
    }

    Ensemble ensemble() {
        return ensemble;
    }

    Invariants invariants() {
        return invariants;
    }

    SimHost host(int number) {
        return hosts.get(number);
    }

    List<SimHost> hosts() {
        return hosts;
    }

    SimCoordinator coordinator(int site) {
        return coordinators.get(site);
    }

    List<SimCoordinator> coordinators() {
        return coordinators;
    }

    void log(Supplier<String> what) {
        if (log != null) {
            long nowMs = ground.clockwork().nowMs();
            log.accept(() -> nowMs + " ms: " + what.get());
        }
    }
}
