package io.fivenines.coordinator.redirect.vip;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections in which something came that nobody reads, and their end. The kernel has confirmed it to whoever sent it:
 * that one will not send it again, but wait for an answer. As {@code ss} lists them, and for sockets of IPv6 that serve
 * IPv4 too:
 *
 * <pre>
 *   Recv-Q Send-Q  local address:port          peer address:port
 *   31     0       [::ffff:192.0.2.7]:5027     [::ffff:198.51.100.4]:42870
 * </pre>
 */
final class Unread {
    private static final Logger LOG = LoggerFactory.getLogger(Unread.class);
    private static final int AT_A_TIME = 200;
    private static final String OR = " or ";

    private final Duration limit;
    private Set<Pair> before = Set.of();

    /** A connection by its two ends. */
    private record Pair(InetAddress local, int localPort, InetAddress peer, int peerPort) {
        String filter() {
            return "( src " + end(local, localPort) + " and dst " + end(peer, peerPort) + " )";
        }

        private static String end(InetAddress ip, int port) {
            return bracketed(ip) + ":" + port;
        }
    }

    /** @param limit what listing them, or ending some, may take */
    Unread(Duration limit) {
        this.limit = limit;
    }

    /** Ends, by a reset, those at these addresses that have something unread now and had at the last call. */
    synchronized void hangUp(Collection<VirtualAddress> addresses) throws IOException {
        Set<Pair> now = at(addresses);
        List<Pair> doomed = now.stream().filter(before::contains).toList();
        before = now;
        List<String> ended = new ArrayList<>();
        for (int from = 0; from < doomed.size(); from += AT_A_TIME) {
            List<Pair> some = doomed.subList(from, Math.min(doomed.size(), from + AT_A_TIME));
            String filter = some.stream().map(Pair::filter).collect(Collectors.joining(OR));
            Tool.lines(List.of("ss", "-K", "-tnH", "state", "established", filter), limit, ended::add);
        }
        if (!doomed.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("addresses", addresses)
                    .addKeyValue("unread", doomed.size())
                    .addKeyValue("ended", ended.size())
                    .log("Resets connections in which nobody reads what came");
        }
    }

    private Set<Pair> at(Collection<VirtualAddress> addresses) throws IOException {
        String filter = addresses.stream()
                .map(address -> "src " + bracketed(address.ip()))
                .collect(Collectors.joining(OR));
        List<String> waiting = new ArrayList<>();
        Tool.lines(List.of("ss", "-tnH", "state", "established", filter), limit, line -> {
            if (!line.startsWith("0 ")) {
                waiting.add(line);
            }
        });
        Set<Pair> pairs = new HashSet<>();
        for (String line : waiting) {
            pairs.add(pair(line));
        }
        return pairs;
    }

    private static Pair pair(String line) throws IOException {
        String[] words = line.strip().split("\\s+");
        try {
            return new Pair(ip(words[2]), port(words[2]), ip(words[3]), port(words[3]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("ss says '" + line + "', expected two numbers and two ends", e);
        }
    }

    private static InetAddress ip(String end) {
        return VirtualAddress.literal(end.substring(0, end.lastIndexOf(':')).replaceAll("[\\[\\]]|%[^:]*", ""));
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(end.lastIndexOf(':') + 1));
    }

    private static String bracketed(InetAddress ip) {
        return ip.getAddress().length == 4 ? ip.getHostAddress() : "[" + ip.getHostAddress() + "]";
    }
}
