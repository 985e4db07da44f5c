package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.load.Transport;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The way from outside into one datacenter: what trackers, and coordinators that try its public addresses, see of it.
 * The way between the datacenters is another one.
 */
final class Uplink {
    private final EventLoop loop;
    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private final NameGate names;

    Uplink(Place place, boolean datacenter, EventLoop loop, Transport transport) {
        this.loop = loop;
        for (String address : datacenter ? place.publicAddresses() : List.<String>of()) {
            gates.put(
                    address,
                    new Gate(
                            loop,
                            transport,
                            new InetSocketAddress(address, Place.TRACKER_PORT),
                            new InetSocketAddress(address, Place.INSIDE_PORT)));
        }
        names = new NameGate(
                loop,
                transport,
                new InetSocketAddress(place.nameServerAddress(), Place.NAMES_PORT),
                new InetSocketAddress(place.headAddress(), Place.NAMES_PORT));
    }

    /** On the loop. */
    void follow(Set<InetSocketAddress> listening) {
        gates.values().forEach(gate -> gate.follow(listening));
    }

    /** Whether an address does not answer although nothing is cut. */
    boolean isAnyShut() {
        return onLoop(() -> gates.values().stream().anyMatch(Gate::isShut));
    }

    void cut() {
        onLoop(() -> {
            names.cut(true);
            for (Gate gate : gates.values()) {
                gate.cut();
            }
            return null;
        });
    }

    void mend() {
        onLoop(() -> {
            names.cut(false);
            for (Gate gate : gates.values()) {
                gate.mend();
            }
            return null;
        });
    }

    /** Trackers' connections at some of its addresses. */
    List<Passage> passages(Collection<String> addresses) {
        return onLoop(() -> gates.entrySet().stream()
                .filter(gate -> addresses.contains(gate.getKey()))
                .flatMap(gate -> gate.getValue().passages().stream())
                .toList());
    }

    void close() {
        onLoop(() -> {
            names.close();
            for (Gate gate : gates.values()) {
                gate.close();
            }
            return null;
        });
    }

    private <T> T onLoop(Callable<T> task) {
        return loop.submit(task).syncUninterruptibly().getNow();
    }
}
