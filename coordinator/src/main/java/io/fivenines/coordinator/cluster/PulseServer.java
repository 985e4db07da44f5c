package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each {@link Beat} with a {@link Pulse}; a thread a connection, of which there are few. It speaks only when
 * spoken to, and hangs up on whoever says anything else.
 */
public final class PulseServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PulseServer.class);
    private static final int BACKLOG = 64;
    private static final int CLOSE_WAIT_MS = 1000;
    private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PulseLimits limits;
    private final Function<Beat, Pulse> answer;
    private final LongSupplier nanos;
    private final ServerSocket server;
    private final Thread acceptor;
    /** When each last said something. */
    private final Map<Socket, Long> heardNanos = new ConcurrentHashMap<>();

    /**
     * Binds and answers until it is closed.
     *
     * @param answer called on the connections' threads, several at a time
     * @param nanos a clock that never goes back
     * @throws IOException if the port is taken, naming it
     */
    public PulseServer(InetSocketAddress address, PulseLimits limits, Function<Beat, Pulse> answer, LongSupplier nanos)
            throws IOException {
        this.limits = limits;
        this.answer = answer;
        this.nanos = nanos;
        server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot answer heartbeats on " + address + ": " + e.getMessage(), e);
        }
        acceptor = start("pulse-accept", this::accept);
    }

    /** The port it answers on. */
    public int port() {
        return server.getLocalPort();
    }

    private static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                makeRoom();
                heardNanos.put(socket, nanos.getAsLong());
                start("pulse", () -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    // Out of file descriptors, say: they may come back, and the loop must not spin until then.
                    LOG.warn("A heartbeat connection was not accepted: {}", e.getMessage());
                    LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
                }
            }
        }
    }

    private void makeRoom() {
        while (heardNanos.size() >= limits.connectionsMax()) {
            heardNanos.entrySet().stream()
                    .min(Comparator.comparingLong(Map.Entry::getValue))
                    .ifPresent(silent -> {
                        heardNanos.remove(silent.getKey());
                        hangUp(silent.getKey());
                    });
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(limits.idleTimeoutMs());
            LineReader lines = new LineReader(socket.getInputStream(), limits.lineLengthMax());
            OutputStream out = socket.getOutputStream();
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                heardNanos.replace(socket, nanos.getAsLong());
                out.write(line(answer.apply(Records.read(line, Beat.class))));
            }
        } catch (IOException e) {
            LOG.debug("A heartbeat connection ended", e);
        } finally {
            heardNanos.remove(socket);
        }
    }

    /** A record as the heartbeat connection carries it, in one write. */
    static byte[] line(Object record) {
        byte[] bytes = Records.bytes(record);
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }

    /** With a reset, so that whoever listens knows at once. */
    private static void hangUp(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            LOG.debug("A heartbeat connection was gone already", e);
        }
    }

    /**
     * Refuses whoever comes, then resets every connection, in this order: the observers, who try again at once, know
     * for certain.
     */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            // The port is open for as long as this thread waits on it.
            acceptor.join(CLOSE_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heardNanos.keySet().forEach(PulseServer::hangUp);
    }
}
