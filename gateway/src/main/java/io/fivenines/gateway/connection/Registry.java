package io.fivenines.gateway.connection;

import io.fivenines.gateway.telemetry.Ident;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** Which tracker is on which connection: one live connection an ident, the newest wins. */
public final class Registry {
    private final Map<Ident, Connection> connections = new ConcurrentHashMap<>();
    private final Map<Ident, TrafficListener> watchers = new ConcurrentHashMap<>();
    private volatile Set<InetAddress> elsewhere = Set.of();
    private volatile CommandListener commands = CommandListener.NOBODY;

    /** The tracker's connection, or null. */
    public Connection find(Ident ident) {
        return connections.get(ident);
    }

    /** Who takes orders to this tracker, or null while it is not connected or nothing it sends would come here. */
    public Courier courier(Ident ident) {
        Connection connection = connections.get(ident);
        return connection == null || connection.isAt(elsewhere) ? null : connection;
    }

    /** These addresses are other nodes' now, and no others: what trackers send there does not come here any more. */
    public void elsewhere(Set<InetAddress> addresses) {
        elsewhere = Set.copyOf(addresses);
        for (Ident ident : connections.keySet()) {
            if (commands.concerns(ident)) {
                commands.present(ident);
            }
        }
    }

    /** Closes up to so many connections at addresses that are other nodes'; returns how many. Any thread. */
    public int sendAway(int count) {
        int sent = 0;
        for (Connection connection : connections.values()) {
            if (sent < count && connection.isAt(elsewhere) && !connection.closing()) {
                connection.close(CloseReason.MOVED);
                sent++;
            }
        }
        return sent;
    }

    /** Who is told of trackers that have unfinished commands; the one told so far is told no more. */
    public void commands(CommandListener listener) {
        commands = listener;
    }

    boolean awaitsAnswer(Ident ident) {
        return commands.concerns(ident);
    }

    void answered(Ident ident, List<Answer> answers) {
        for (Answer answer : answers) {
            commands.answered(ident, answer);
        }
    }

    /** All connections of trackers that said who they are: a live view. */
    public Collection<Connection> all() {
        return Collections.unmodifiableCollection(connections.values());
    }

    /** Puts out who may not be there any more. */
    public void review(BiPredicate<Ident, InetAddress> stays) {
        for (Connection connection : connections.values()) {
            if (!stays.test(connection.sender(), connection.guest)) {
                connection.close(CloseReason.NOT_ADMITTED);
            }
        }
    }

    /** Puts out who came in by a secret that is one no more. */
    public void reviewLocks() {
        for (Connection connection : connections.values()) {
            if (!connection.lock().isOpen()) {
                connection.close(CloseReason.NOT_ADMITTED);
            }
        }
    }

    public int size() {
        return connections.size();
    }

    /**
     * Shows all frames of one tracker to the listener, also after it comes back on another connection.
     *
     * @return closing it ends the watch
     * @throws IllegalStateException if somebody watches this tracker already
     */
    public AutoCloseable watch(Ident ident, TrafficListener listener) {
        if (watchers.putIfAbsent(ident, listener) != null) {
            throw new IllegalStateException("the traffic of " + ident + " is being watched already");
        }
        refreshWatcher(ident);
        return () -> {
            watchers.remove(ident, listener);
            refreshWatcher(ident);
        };
    }

    private void refreshWatcher(Ident ident) {
        Connection connection = connections.get(ident);
        if (connection != null) {
            connection.watchedBy(watchers.get(ident));
        }
    }

    /** Called by the connection on its event loop. */
    void bind(Ident ident, Connection connection) {
        Connection previous = connections.put(ident, connection);
        if (previous != null && previous != connection) {
            previous.close(CloseReason.SUPERSEDED);
        }
        if (!watchers.isEmpty()) {
            connection.watchedBy(watchers.get(ident));
        }
        if (commands.concerns(ident)) {
            commands.present(ident);
        }
    }

    void unbind(Ident ident, Connection connection) {
        connections.remove(ident, connection);
        if (commands.concerns(ident)) {
            commands.gone(ident, connection);
        }
    }
}
