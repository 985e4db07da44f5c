package io.fivenines.coordinator.web;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Ends connections whose request does not get on: Jetty's idle timeout begins anew with every byte, so that one byte
 * now and then would hold a connection for ever. And keeps one address from taking all there are.
 */
final class SlowRequests implements Connection.Listener, AutoCloseable {
    private static final int LOOK_MS = 1000;
    private static final int REQUEST_MS = 10_000;

    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
    private final Map<Object, Integer> byAddress = new ConcurrentHashMap<>();
    private final int perAddressMax;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "api-slow");
        made.setDaemon(true);
        return made;
    });

    SlowRequests(int perAddressMax, InstantSource clock) {
        this.perAddressMax = perAddressMax;
        this.clock = clock;
        thread.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        Progress progress = new Progress(address(connection));
        open.put(connection, progress);
        if (!(connection instanceof SslConnection)
                && byAddress.merge(progress.address, 1, Integer::sum) > perAddressMax) {
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Progress progress = open.remove(connection);
        if (progress != null && !(connection instanceof SslConnection)) {
            byAddress.computeIfPresent(progress.address, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    /** While it is open: a closed one does not know any more. */
    private static Object address(Connection connection) {
        SocketAddress peer = connection.getEndPoint().getRemoteSocketAddress();
        return peer instanceof InetSocketAddress from && from.getAddress() != null ? from.getAddress() : "unknown";
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    void look() {
        long nowMs = clock.millis();
        open.forEach((connection, progress) -> {
            if (progress.stalled(connection, nowMs)) {
                connection.close();
            }
        });
    }

    /** How far a connection's present request has come; looked at by one thread. */
    private static final class Progress {
        private static final long NOTHING_YET = Long.MIN_VALUE;

        private final Object address;
        private long sinceMs = NOTHING_YET;
        private long requests;
        private long answers;
        private long bytes;

        Progress(Object address) {
            this.address = address;
        }

        /** Whether bytes have been coming for too long without another request or answer. */
        private boolean stalled(Connection connection, long nowMs) {
            long received = connection.getBytesIn();
            if (connection.getMessagesIn() != requests
                    || connection.getMessagesOut() != answers
                    || secured(connection)) {
                requests = connection.getMessagesIn();
                answers = connection.getMessagesOut();
                bytes = received;
                sinceMs = NOTHING_YET;
            }
            if (received == bytes) {
                return false;
            }
            bytes = received;
            sinceMs = sinceMs == NOTHING_YET ? nowMs : sinceMs;
            return nowMs - sinceMs > REQUEST_MS;
        }

        /** Past its handshake, TLS is only a shell: the requests inside are a connection of their own. */
        private static boolean secured(Connection connection) {
            return connection instanceof SslConnection shell
                    && shell.getSSLEngine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
        }
    }
}
