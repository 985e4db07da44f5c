package io.fivenines.coordinator.redirect.vip;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Ownership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keepers on three hosts while everything around them fails in seeded order; looked at after every event. */
class KeeperSimulationTest {
    private static final int SEEDS = Integer.getInteger("fivenines.seeds", 60);
    /** An agent looks at its clock so often. */
    private static final long TICK_MS = 50;

    private static final long BOUND_MS = LeaseConfig.DEFAULT.length().toMillis() + 200;

    /** Since when more than one running agent that can be reached has an address. */
    private final Map<VirtualAddress, Long> sharedSinceMs = new HashMap<>();
    /** Since when a running agent is out of everybody's reach. */
    private final Map<Host, Long> cutSinceMs = new HashMap<>();

    private long boundMs = BOUND_MS;
    /** The last host seen alone with an address, and how often that changed. */
    private final Map<VirtualAddress, Host> alone = new HashMap<>();

    private int moves;

    @Test
    void shouldNeverLetTwoLiveHostsHaveAnAddressForLongerThanTheBound() {
        for (long seed = 0; seed < SEEDS; seed++) {
            sharedSinceMs.clear();
            cutSinceMs.clear();
            run(seed, 16);
        }
        assertThat(moves).as("addresses moved, or nothing was shown").isGreaterThan(5 * SEEDS);
    }

    @Test
    void shouldHandOverWithoutOverlapWhenAddressesAreOnlyMovedAndHostsCutOff() {
        boundMs = TICK_MS;
        for (long seed = 0; seed < SEEDS; seed++) {
            sharedSinceMs.clear();
            cutSinceMs.clear();
            run(seed, 2);
        }
    }

    private void run(long seed, int kinds) {
        Network network = new Network(seed, 3);
        Runnable watch = () -> check(network, seed);
        for (int i = 0; i < 60; i++) {
            network.run(network.random.nextInt(10, 1500), watch);
            disturb(network, kinds);
        }
        heal(network);
        network.run(5000, watch);
        for (VirtualAddress address : Network.ADDRESSES.all()) {
            Ownership ownership = network.plan.addresses().get(address.text());
            List<String> owners = ownership == null || ownership.owner() == null
                    ? List.of()
                    : List.of(ownership.owner().toString());
            assertThat(holders(network, address))
                    .as("who has %s after all is well, seed %d", address, seed)
                    .isEqualTo(owners);
        }
    }

    private static List<String> holders(Network network, VirtualAddress address) {
        return network.hosts.stream()
                .filter(host -> host.interfaces.contains(address))
                .map(host -> host.id.toString())
                .toList();
    }

    /** @param kinds how many of these may happen; the last is always a move */
    private static void disturb(Network network, int kinds) {
        Host host = network.hosts.get(network.random.nextInt(network.hosts.size()));
        switch (network.random.nextInt(kinds)) {
            case 0 -> host.cut = !host.cut;
            case 1, 12, 13, 14, 15 -> network.move();
            case 11 -> host.zooKeeperCut = !host.zooKeeperCut;
            case 2 -> host.beatsCut[0] = !host.beatsCut[0];
            case 3 -> host.beatsCut[1] = !host.beatsCut[1];
            case 4 -> network.contact[0] = !network.contact[0];
            case 5 -> network.contact[1] = !network.contact[1];
            case 6 -> network.zooKeeper = network.random.nextInt(3) > 0;
            case 7 -> host.freeze();
            case 8, 9 -> heal(network);
            case 10 -> host.kill();
            default -> network.hosts.stream().filter(one -> !one.isAwake()).forEach(Host::start);
        }
    }

    private static void heal(Network network) {
        network.zooKeeper = true;
        network.contact[0] = true;
        network.contact[1] = true;
        for (Host host : network.hosts) {
            host.cut = false;
            host.zooKeeperCut = false;
            host.beatsCut[0] = false;
            host.beatsCut[1] = false;
            host.thaw();
            if (!host.isAwake()) {
                host.start();
            }
        }
    }

    private void check(Network network, long seed) {
        long nowMs = network.nowMs();
        for (VirtualAddress address : Network.ADDRESSES.all()) {
            Set<Host> live = network.hosts.stream()
                    .filter(host -> host.isActing() && !host.cut && host.interfaces.contains(address))
                    .collect(Collectors.toSet());
            if (live.size() < 2) {
                sharedSinceMs.remove(address);
                live.forEach(host -> moves += host == alone.put(address, host) ? 0 : 1);
                continue;
            }
            long since = sharedSinceMs.computeIfAbsent(address, unshared -> nowMs);
            assertThat(nowMs - since)
                    .as("two live owners of %s at %d ms, seed %d", address, nowMs, seed)
                    .isLessThanOrEqualTo(boundMs);
        }
        for (Host host : network.hosts) {
            if (!host.isActing() || !host.cut) {
                cutSinceMs.remove(host);
                continue;
            }
            long since = cutSinceMs.computeIfAbsent(host, reached -> nowMs);
            assertThat(nowMs - since <= BOUND_MS || host.interfaces.isEmpty())
                    .as("%s, cut off at %d ms, has %s at %d ms, seed %d", host.id, since, host.interfaces, nowMs, seed)
                    .isTrue();
        }
    }
}
