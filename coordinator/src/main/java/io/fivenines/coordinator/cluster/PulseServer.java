package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each {@link Beat} with a {@link Pulse}; a thread a connection, of which there are few. It speaks only when
 * spoken to, and hangs up on whoever says anything else. What is not under its {@link Seal} is not acted upon.
 */
public final class PulseServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PulseServer.class);
    private static final int BACKLOG = 64;
    private static final int CLOSE_WAIT_MS = 1000;
    private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** So much later a stranger counts as heard of last: strangers make room for each other first. */
    private static final long STRANGER_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final long COMPLAINT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final PulseLimits limits;
    private final Seal seal;
    private final Function<Beat, Pulse> answer;
    private final LongSupplier nanos;
    private final ServerSocket server;
    private final Thread acceptor;
    /** When each last said something. */
    private final Map<Socket, Long> heardNanos = new ConcurrentHashMap<>();

    private final AtomicLong complainedNanos;

    /**
     * Binds and answers until it is closed.
     *
     * @param answer called on the connections' threads, several at a time
     * @param nanos a clock that never goes back
     * @throws IOException if the port is taken, naming it
     */
    public PulseServer(
            InetSocketAddress address, PulseLimits limits, Seal seal, Function<Beat, Pulse> answer, LongSupplier nanos)
            throws IOException {
        this.limits = limits;
        this.seal = seal;
        this.answer = answer;
        this.nanos = nanos;
        complainedNanos = new AtomicLong(nanos.getAsLong() - COMPLAINT_NANOS);
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
                heardNanos.put(socket, rank(false));
                serveOnItsOwn(socket);
            } catch (IOException | OutOfMemoryError e) {
                if (!server.isClosed()) {
                    // Out of file descriptors or threads, say: they may come back, and the loop must not spin until
                    // then.
                    LOG.warn("A heartbeat connection was not accepted: {}", e.getMessage());
                    LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
                }
            }
        }
    }

    private void serveOnItsOwn(Socket socket) {
        try {
            start("pulse", () -> serve(socket));
        } catch (OutOfMemoryError e) {
            heardNanos.remove(socket);
            hangUp(socket);
            throw e;
        }
    }

    private long rank(boolean known) {
        return nanos.getAsLong() - (known ? 0 : STRANGER_NANOS);
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
            SealedLines sealed = seal.server();
            OutputStream out = socket.getOutputStream();
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Beat beat = sealed.read(line, Beat.class);
                heardNanos.replace(socket, rank(sealed.proven()));
                out.write(sealed.write(answer.apply(sealed.proven() ? beat : beat.unbelieved())));
            }
        } catch (ProtocolException e) {
            complain(socket, e);
        } catch (IOException e) {
            LOG.debug("A heartbeat connection ended", e);
        } finally {
            heardNanos.remove(socket);
        }
    }

    /** Once a minute: whoever scans the network must not fill the log. */
    private void complain(Socket socket, ProtocolException e) {
        long now = nanos.getAsLong();
        long last = complainedNanos.get();
        if (now - last >= COMPLAINT_NANOS && complainedNanos.compareAndSet(last, now)) {
            LOG.atWarn()
                    .addKeyValue("peer", socket.getRemoteSocketAddress())
                    .log("Somebody at the heartbeat port was hung up on: {}", e.getMessage());
        }
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
