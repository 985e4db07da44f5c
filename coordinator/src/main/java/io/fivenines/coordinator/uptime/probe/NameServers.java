package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name servers of a target's endpoint. As with a resolver, one that answers is enough. */
final class NameServers {
    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);

    private final Target target;
    private final int shareMs;
    private final Surroundings around;

    /**
     * What those say that answer.
     *
     * @param addresses in all answers, as they are written in a URL
     * @param ttlMs how long all of it may be kept
     * @param silent a sentence for each that does not answer
     */
    record Found(List<String> addresses, long ttlMs, List<String> silent) {}

    /** @param limitMs all name servers together are given no longer */
    NameServers(Target target, int limitMs, Surroundings around) {
        this.target = target;
        this.around = around;
        shareMs = Math.max(1, limitMs / (target.names().size() + 1));
    }

    /** The endpoint's addresses, at least one. */
    Found addresses() throws IOException {
        Set<String> found = new TreeSet<>();
        int ttlSeconds = Integer.MAX_VALUE;
        List<String> silent = new ArrayList<>();
        for (InetSocketAddress server : target.names()) {
            try {
                NameQuery.Answer answer =
                        query(server).addresses(target.subject().endpoint(), id());
                answer.addresses().forEach(one -> found.add(literal(one)));
                ttlSeconds = Math.min(ttlSeconds, answer.ttlSeconds());
            } catch (IOException e) {
                silent.add(e.getMessage());
            }
        }
        if (found.isEmpty()) {
            throw new IOException(String.join("; ", silent));
        }
        return new Found(List.copyOf(found), ttlSeconds * 1000L, silent);
    }

    private NameQuery query(InetSocketAddress server) {
        return new NameQuery(server, shareMs, around.nanos());
    }

    private int id() {
        return around.random().nextInt(1 << 16);
    }

    private static String literal(InetAddress found) {
        String text = found.getHostAddress();
        return text.indexOf(':') < 0 ? text : '[' + text + ']';
    }

    /** Whether those that answer all do from this plan or a later one. */
    boolean haveSerial(long number) {
        for (InetSocketAddress server : target.names()) {
            try {
                if (query(server).serial(target.subject().endpoint(), id()) < number) {
                    return false;
                }
            } catch (IOException e) {
                LOG.debug("Silent, which is the business of the names' step", e);
            }
        }
        return true;
    }
}
