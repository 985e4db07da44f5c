package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be had of a simulated cluster from outside, ten times a second: which addresses serve, and which the name
 * servers give.
 *
 * <pre>
 * sample: addresses that serve u4 | those of the first endpoint's name u4 | of the second's u4
 * </pre>
 */
final class Tape {
    static final int STEP_MS = 100;
    /** Until then a cluster that has just begun has found itself. */
    static final long SETTLED_MS = 60_000;

    private static final int BITS = 4;
    /** The witness's site: neither datacenter's. */
    private static final int OUTSIDE = Topology.DATACENTERS;

    private final int[] samples;

    private Tape(int length) {
        samples = new int[length];
    }

    /** Runs a world, and keeps what is seen from {@link #SETTLED_MS} on; faults begin at 0 on the tape. */
    static Tape record(long seed, List<Fault> faults, long lengthMs, Doctrine doctrine) {
        Tape tape = new Tape((int) (lengthMs / STEP_MS));
        List<Fault> later = faults.stream()
                .map(fault ->
                        new Fault(fault.kind(), fault.atMs() + SETTLED_MS, fault.durationMs(), fault.a(), fault.b()))
                .toList();
        World world = new World(seed, Topology.of(2), later, doctrine, null);
        world.ground().clockwork().after(SETTLED_MS, () -> tape.sample(world, 0));
        world.run(SETTLED_MS + lengthMs);
        return tape;
    }

    private void sample(World world, int at) {
        if (at < samples.length) {
            List<String> addresses = world.ground().topology().addresses();
            for (int i = 0; i < addresses.size(); i++) {
                samples[at] |= world.answers(OUTSIDE, addresses.get(i)) ? 1 << i : 0;
            }
            for (int endpoint = 0; endpoint < Topology.DATACENTERS; endpoint++) {
                samples[at] |= named(world, endpoint) << BITS * (1 + endpoint);
            }
            world.ground().clockwork().after(STEP_MS, () -> sample(world, at + 1));
        }
    }

    private static int named(World world, int endpoint) {
        int named = 0;
        for (SimCoordinator server : world.coordinators()) {
            Target target =
                    server.served().endpoints().get(endpoint(world.ground().topology(), endpoint));
            if (target != null
                    && server.process.isRunning()
                    && world.ground().network().reachesPublic(OUTSIDE, server.site)) {
                for (String address : target.addresses()) {
                    named |= 1 << world.ground().topology().addresses().indexOf(address);
                }
            }
        }
        return named;
    }

    static String endpoint(Topology topology, int number) {
        return topology.sites().get(number) + ".gw";
    }

    long lengthMs() {
        return (long) samples.length * STEP_MS;
    }

    private int at(long ms) {
        return samples[(int) Math.max(0, Math.min(samples.length - 1, ms / STEP_MS))];
    }

    boolean serves(long ms, int address) {
        return (at(ms) >> address & 1) != 0;
    }

    /** The addresses that some name server gives, by number; none if none answers. */
    List<Integer> named(long ms, int endpoint) {
        List<Integer> named = new ArrayList<>();
        for (int address = 0; address < BITS; address++) {
            if ((at(ms) >> BITS * (1 + endpoint) >> address & 1) != 0) {
                named.add(address);
            }
        }
        return named;
    }
}
