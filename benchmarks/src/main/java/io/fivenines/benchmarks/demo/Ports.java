package io.fivenines.benchmarks.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** What a demo listens on; checked before anything is started, since a process that finds a port taken just ends. */
final class Ports {
    private Ports() {}

    static List<InetSocketAddress> tcp(Places places) {
        List<InetSocketAddress> all = new ArrayList<>();
        for (Place place : places.all()) {
            for (int port : List.of(
                    Place.CONSOLE_PORT,
                    Place.NAMES_PORT,
                    Place.ZOOKEEPER_PORT,
                    Place.ZOOKEEPER_PEER_PORT,
                    Place.ZOOKEEPER_VOTE_PORT)) {
                all.add(new InetSocketAddress(place.headAddress(), port));
            }
        }
        for (Place place : places.datacenters()) {
            for (int node : Place.NODES) {
                for (int port :
                        List.of(Place.INSIDE_PORT, Place.API_PORT, Place.GATEWAY_PULSE_PORT, Place.AGENT_PULSE_PORT)) {
                    all.add(new InetSocketAddress(place.nodeAddress(node), port));
                }
            }
            for (String address : place.publicAddresses()) {
                all.add(new InetSocketAddress(address, Place.TRACKER_PORT));
                all.add(new InetSocketAddress(address, Place.INSIDE_PORT));
            }
        }
        return all;
    }

    static List<InetSocketAddress> udp(Places places) {
        List<InetSocketAddress> all = new ArrayList<>();
        for (Place place : places.all()) {
            all.add(new InetSocketAddress(place.headAddress(), Place.NAMES_PORT));
            all.add(new InetSocketAddress(place.nameServerAddress(), Place.NAMES_PORT));
        }
        return all;
    }

    /** Throws an {@link IllegalArgumentException}, naming it, if one is taken. */
    static void requireFree(List<InetSocketAddress> tcp, List<InetSocketAddress> udp) {
        for (InetSocketAddress address : tcp) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(address);
            } catch (IOException e) {
                throw taken("TCP", address, e);
            }
        }
        for (InetSocketAddress address : udp) {
            try (DatagramSocket probe = new DatagramSocket(null)) {
                probe.bind(address);
            } catch (IOException e) {
                throw taken("UDP", address, e);
            }
        }
    }

    private static IllegalArgumentException taken(String kind, InetSocketAddress address, IOException cause) {
        return new IllegalArgumentException(
                kind + " " + address.getHostString() + ":" + address.getPort() + " cannot be listened on ("
                        + cause.getMessage() + "), expected a free port; another demo may run: --net gives this one"
                        + " addresses of its own",
                cause);
    }
}
