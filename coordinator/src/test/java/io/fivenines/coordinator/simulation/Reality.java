package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Light;

/** How things are, as nobody inside can know it: sampled regularly, to hold against what the plan does. */
final class Reality {
    static final long SAMPLE_MS = 100;

    /** A leader may know so late that a node has registered. */
    private static final long NEWS_MS = 1_000;

    /** So long it takes until what is well again is green: a second of steady pulses, and word of it. */
    private static final long GREEN_AGAIN_MS = 1_500;

    private final World world;
    private final World.Ground ground;
    private final Network network;
    private final long[] hostBadMs;
    private final long[] unregisteredMs;
    private final long[] uplinkBadMs;
    private final long[] datacenterBadMs;
    private final long[] datacenterDeadForMs;

    Reality(World world) {
        this.world = world;
        ground = world.ground();
        network = ground.network();
        hostBadMs = new long[ground.topology().hosts().size()];
        unregisteredMs = new long[hostBadMs.length];
        uplinkBadMs = new long[hostBadMs.length];
        datacenterBadMs = new long[Topology.DATACENTERS];
        datacenterDeadForMs = new long[Topology.DATACENTERS];
    }

    void sample() {
        look();
        for (int dc = 0; dc < Topology.DATACENTERS; dc++) {
            datacenterDeadForMs[dc] = unreached(dc, false) >= 2 ? datacenterDeadForMs[dc] + SAMPLE_MS : 0;
        }
    }

    /** To be called whenever something has changed: trouble may be shorter than what lies between two samples. */
    void look() {
        long now = ground.clockwork().nowMs();
        for (SimHost host : world.hosts()) {
            if (!world.ensemble().state().nodes().containsKey(host.id)) {
                unregisteredMs[host.number] = now;
            }
            if (mayLook(host) != Light.GREEN) {
                hostBadMs[host.number] = now;
            }
            SimCoordinator own = world.coordinator(ground.topology().datacenterOfHost(host.number));
            boolean uplinkWell = own.process.isRunning() && network.well(own.process.machine, host.number);
            if (!uplinkWell || own.process.startedMs() > now - SAMPLE_MS) {
                uplinkBadMs[host.number] = now;
            }
        }
        for (int dc = 0; dc < Topology.DATACENTERS; dc++) {
            boolean dead = unreached(dc, false) >= 2;
            boolean noneFit = true;
            for (SimHost host : world.hostsOf(dc)) {
                boolean notGreen = now - hostBadMs[host.number] < GREEN_AGAIN_MS;
                noneFit &= notGreen || now - unregisteredMs[host.number] < NEWS_MS;
            }
            if (dead || noneFit) {
                datacenterBadMs[dc] = now;
            }
        }
    }

    /** Anything but green if a majority of observers may rightly say so, now or soon. */
    private Light mayLook(SimHost host) {
        long now = ground.clockwork().nowMs();
        SimProcess gateway = host.gateway;
        boolean young = gateway.startedMs() > 0 && now - gateway.startedMs() < 1_500;
        int unwell = 0;
        for (SimCoordinator coordinator : world.coordinators()) {
            unwell += network.well(coordinator.process.machine, host.number) ? 0 : 1;
        }
        boolean agentIll = !host.agent.process.isRunning() || now - host.agent.process.startedMs() < 1_500;
        boolean cutOff = !world.ensemble().isReachedBy(host.number);
        boolean well = gateway.isUp() && gateway.stillForMs() <= 1_000 && !young && !agentIll && !cutOff;
        return well && unwell < 2 && !host.isFull() ? Light.GREEN : Light.YELLOW;
    }

    /** How many coordinators do not reach that datacenter; of those in control, or of all. */
    int unreached(int dc, boolean inControl) {
        int unreached = 0;
        for (SimCoordinator coordinator : world.coordinators()) {
            boolean counts = !inControl || isInControl(coordinator);
            unreached += counts && !world.isReached(coordinator.site, dc) ? 1 : 0;
        }
        return unreached;
    }

    boolean isInControl(SimCoordinator coordinator) {
        return coordinator.process.isRunning()
                && world.ensemble().isAvailable()
                && world.ensemble().isReachedBy(coordinator.process.machine);
    }

    /** Whether it could take trackers, and enough coordinators know. */
    boolean isFit(SimHost host) {
        int seen = 0;
        for (SimCoordinator coordinator : world.coordinators()) {
            boolean sees = network.well(coordinator.process.machine, host.number);
            seen += isInControl(coordinator) && sees ? 1 : 0;
        }
        return seen >= 2
                && host.isUp()
                && host.gateway.isRunning()
                && !host.isFull()
                && host.agent.process.isRunning()
                && world.ensemble().isReachedBy(host.number);
    }

    /** Whether nobody is served there, and enough coordinators know. */
    boolean isDead(SimHost host) {
        int blind = 0;
        int control = 0;
        for (SimCoordinator coordinator : world.coordinators()) {
            boolean in = isInControl(coordinator);
            control += in ? 1 : 0;
            blind += in && !network.linked(coordinator.process.machine, host.number) ? 1 : 0;
        }
        return control >= 2 && (blind >= 2 || !host.isUp() || !host.gateway.isRunning());
    }

    /** When the host last gave reason to move its addresses away. */
    long hostBadMs(int host) {
        return hostBadMs[host];
    }

    /** When the host last lacked its own datacenter's coordinator. */
    long uplinkBadMs(int host) {
        return uplinkBadMs[host];
    }

    long datacenterBadMs(int dc) {
        return datacenterBadMs[dc];
    }

    long datacenterDeadForMs(int dc) {
        return datacenterDeadForMs[dc];
    }
}
