package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * One subject, and where everything of it is.
 *
 * @param number from 1, unlike that of any other of the prober's: part of its trackers' idents
 * @param host where trackers connect; "" for where the name points
 * @param names the endpoint's name servers; none: the step is left out
 * @param trackers which protocols are tried, on which ports
 * @param freshness what must be up to date
 */
public record Target(
        Subject subject,
        int number,
        String host,
        List<InetSocketAddress> names,
        List<Port> trackers,
        Api api,
        Freshness freshness) {
    static final String ADDRESS = "{address}";
    private static final int NUMBER_MAX = 999;

    /** A protocol, and the port its trackers connect to. */
    public record Port(Wire wire, int port) {
        public Port {
            check(port);
        }
    }

    /**
     * The gateways' API.
     *
     * @param url may have {@code {address}} in it, which becomes the one the tracker is connected to
     * @param token with the scopes read and command, "" for none
     */
    public record Api(String url, String token) {
        public Api {
            checkUrl("api", url.replace(ADDRESS, "127.0.0.1"));
            url = url.replaceAll("/+$", "");
        }

        /** Whether it is wherever the trackers connect. */
        boolean isPerAddress() {
            return url.contains(ADDRESS);
        }

        /** Where it is for who goes to an address. */
        String at(String address) {
            return url.replace(ADDRESS, address);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Api[" + url + "]";
        }
    }

    /**
     * What must be fresh; "" where there is nothing to look at.
     *
     * @param coordinator the address of a coordinator's API, whose plan the name servers must have
     * @param token with the scope read
     * @param page the address of the status page
     * @param pageAge how old it may say it is
     */
    public record Freshness(String coordinator, String token, String page, Duration pageAge) {
        public static final Freshness NONE = new Freshness("", "", "", Duration.ofMinutes(5));

        public Freshness {
            if (!coordinator.isEmpty()) {
                checkUrl("coordinator", coordinator);
            }
            if (!page.isEmpty()) {
                checkUrl("page", page);
            }
            coordinator = coordinator.replaceAll("/+$", "");
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Freshness[" + coordinator + ", " + page + ", " + pageAge + "]";
        }
    }

    public Target {
        names = List.copyOf(names);
        trackers = List.copyOf(trackers);
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("number " + number + ", expected 1 to " + NUMBER_MAX);
        }
        if (trackers.isEmpty()) {
            throw new IllegalArgumentException("trackers are missing, expected some of teltonika, wialon, gt06");
        }
        if (host.isEmpty() && names.isEmpty()) {
            throw new IllegalArgumentException("host and nameServers are missing, expected one of them");
        }
    }

    static void check(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 1 to 65535");
        }
    }

    private static void checkUrl(String key, String url) {
        if (!url.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw new IllegalArgumentException(key + " '" + url + "', expected one like https://gw.example.com:8080");
        }
    }
}
