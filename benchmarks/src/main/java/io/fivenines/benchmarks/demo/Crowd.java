package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Backoff;
import io.fivenines.benchmarks.load.Fleet;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.Production;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.process.GatewayApi;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** The trackers: half of them configured with the name of one datacenter, half with the other's. */
final class Crowd implements AutoCloseable {
    /** Of a tracker; a gap cannot look shorter than the pause between two. */
    static final double PACKETS_PER_SECOND = 4;

    private static final int SETTLE_SECONDS = 120;
    private static final LoadPlan.Reconnection PERSISTENT =
            new LoadPlan.Reconnection(true, 0, 3_000, 1_000, Backoff.doubling(200, 500));

    private final int size;
    private final Swarm swarm;

    Crowd(Places places, int size, long seed) {
        this.size = size;
        LoadPlan.Target target = new LoadPlan.Target(
                places.datacenters().stream().map(Place::endpoint).toList(),
                Place.TRACKER_PORT,
                places.all().stream()
                        .map(place -> new InetSocketAddress(place.nameServerAddress(), Place.NAMES_PORT))
                        .toList());
        swarm = new Swarm(new LoadPlan(
                target,
                new Fleet("teltonika", seed, 0, size),
                new Production(0, 1, PACKETS_PER_SECOND),
                PERSISTENT,
                1,
                seed));
    }

    Swarm swarm() {
        return swarm;
    }

    boolean isComplete() {
        return swarm.loggedIn() == size;
    }

    /**
     * Has the trackers fall silent, reads back what all gateways have, and lets them go on.
     *
     * @return how that compares with their ledgers
     */
    Books audit(List<GatewayApi> gateways) throws IOException, InterruptedException {
        swarm.freeze();
        boolean settled = swarm.settle(SETTLE_SECONDS);
        Audit audit = new Audit(swarm.ledger());
        for (GatewayApi gateway : gateways) {
            gateway.readBack(audit);
        }
        Audit.Balance balance = audit.balance();
        boolean held = settled && balance.holds(swarm.ledger().resent());
        swarm.thaw();
        return new Books(balance, held);
    }

    /** @param held whether all that was sent is acknowledged, and every acknowledgement is true */
    record Books(Audit.Balance balance, boolean held) {}

    @Override
    public void close() {
        swarm.close();
    }
}
