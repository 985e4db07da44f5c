package io.fivenines.coordinator.redirect.dns;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts the connections there are; one thread only. */
final class ConnectionLimit {
    private final TcpConfig config;
    private final DnsVitals vitals;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int total;

    ConnectionLimit(TcpConfig config, DnsVitals vitals) {
        this.config = config;
        this.vitals = vitals;
    }

    /** Whether one more may be; it is then counted until it is closed. */
    boolean admits(Channel connection) {
        InetSocketAddress client = (InetSocketAddress) connection.remoteAddress();
        // It may be gone before anybody could ask who it was.
        if (client == null
                || total >= config.connectionsMax()
                || open.getOrDefault(client.getAddress(), 0) >= config.perAddressMax()) {
            vitals.refusedConnections.inc();
            return false;
        }
        total++;
        open.merge(client.getAddress(), 1, Integer::sum);
        vitals.connections.set(total);
        connection.closeFuture().addListener(closed -> forget(client.getAddress()));
        return true;
    }

    private void forget(InetAddress client) {
        total--;
        open.computeIfPresent(client, (address, count) -> count > 1 ? count - 1 : null);
        vitals.connections.set(total);
    }
}
