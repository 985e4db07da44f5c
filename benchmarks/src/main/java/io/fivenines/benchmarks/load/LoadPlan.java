package io.fivenines.benchmarks.load;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.fivenines.benchmarks.wire.Wires;
import java.net.InetSocketAddress;
import java.util.List;

/** Everything a swarm needs to know; with the seed, all its chances. */
public record LoadPlan(
        Target target, Fleet fleet, Production production, Reconnection reconnection, int threads, long seed) {

    public LoadPlan {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ", expected at least 1");
        }
        int most = Wires.named(fleet.protocol()).recordsMax();
        if (production.recordsPerPacket() > most) {
            throw new IllegalArgumentException("records a packet " + production.recordsPerPacket()
                    + ", expected at most " + most + " with " + fleet.protocol());
        }
    }

    public TrackerWire wire() {
        return Wires.named(fleet.protocol());
    }

    /**
     * Where the trackers go to.
     *
     * @param hosts in turns, the second tracker to the second, and so on: names that these name servers know, asked for
     *     at each attempt to connect; addresses if there are none
     */
    public record Target(List<String> hosts, int port, List<InetSocketAddress> nameServers) {
        public Target {
            hosts = List.copyOf(hosts);
            nameServers = List.copyOf(nameServers);
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("no host, expected at least one");
            }
        }

        public Target(String host, int port) {
            this(host, port, List.of());
        }

        public Target(String host, int port, List<InetSocketAddress> nameServers) {
            this(List.of(host), port, nameServers);
        }

        /** Where the tracker of that index goes. */
        public String host(int index) {
            return hosts.get(index % hosts.size());
        }

        boolean isName() {
            return !nameServers.isEmpty();
        }
    }

    /**
     * What trackers do about their connections.
     *
     * @param comesBack whether a tracker that lost its connection tries again
     * @param meanSecondsToLeave of a good connection until the tracker drops it by chance; 0 never
     * @param answerMs after which a tracker gives an unanswered connection up
     * @param connectMs after which it gives up an attempt to connect
     */
    public record Reconnection(
            boolean comesBack, double meanSecondsToLeave, long answerMs, long connectMs, Backoff backoff) {
        /** Stays away after a loss. */
        public static Reconnection none() {
            return new Reconnection(false, 0, 120_000, 5_000, Backoff.doubling(1, 1));
        }

        /** For drills: comes back soon, leaves only when thrown out. */
        public static Reconnection eager() {
            return new Reconnection(true, 0, 120_000, 5_000, Backoff.doubling(100, 2_000));
        }

        /** Comes and goes all the time: for who is to keep the gateways used to that. */
        public static Reconnection restless() {
            return new Reconnection(true, 0.5, 120_000, 5_000, Backoff.doubling(100, 2_000));
        }

        /** Measures a gap: tries again every 100 ms, and does not wait longer for one attempt. */
        public static Reconnection impatient() {
            return new Reconnection(true, 0, 400, 100, Backoff.every(100));
        }

        /** Tries again every 100 ms too, but only after it has waited 5 s for a connection or an answer. */
        public static Reconnection patient() {
            return new Reconnection(true, 0, 5_000, 5_000, Backoff.every(100));
        }

        /** Tries again likewise, but must not notice anything: a second is what an answer may take. */
        public static Reconnection unstruck() {
            return new Reconnection(true, 0, 1_000, 100, Backoff.every(100));
        }

        /** As trackers in the field do: some seconds of back-off, doubling, half of it chance; and they can wait. */
        public static Reconnection real() {
            return new Reconnection(true, 0, 15_000, 10_000, Backoff.doubling(4_000, 60_000));
        }
    }
}
