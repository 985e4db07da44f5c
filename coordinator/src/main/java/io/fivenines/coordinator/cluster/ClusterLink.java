package io.fivenines.coordinator.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.curator.CuratorZookeeperClient;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a process to the cluster's ZooKeeper, see {@link LinkState}. Opening it does not wait for
 * ZooKeeper, and nothing asked of it does: what cannot be done now fails within about a session timeout. All that it
 * calls back runs on its one thread.
 */
public final class ClusterLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterLink.class);
    private static final int CLOSE_WAIT_MS = 200;

    private final ClusterConfig config;
    private final CuratorFramework client;
    private final ScheduledExecutorService thread;
    private final RecordStore store;
    private final Guard guard;
    private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
    private volatile LinkState state = LinkState.CONNECTING;
    private volatile long session;
    private volatile Duration sessionTimeout;
    private long lastSession;
    /** The same, on Curator's thread of events. */
    private long sessionOfEvents;

    /** Begins to connect. */
    public ClusterLink(ClusterConfig config) {
        this.config = config;
        sessionTimeout = config.sessionTimeout();
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "cluster-link");
            made.setDaemon(true);
            return made;
        });
        client = client(config);
        store = new ZooKeeperStore(client, thread);
        guard = config.authenticates() ? new Guard(client, config.paths()) : null;
        client.getConnectionStateListenable().addListener((curator, event) -> leaveIfOver(event));
        client.getConnectionStateListenable().addListener((curator, event) -> onEvent(event), thread);
        client.start();
    }

    private static CuratorFramework client(ClusterConfig config) {
        int timeoutMs = Math.toIntExact(config.sessionTimeout().toMillis());
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(config.connect())
                .sessionTimeoutMs(timeoutMs)
                .connectionTimeoutMs(timeoutMs)
                .maxCloseWaitMs(CLOSE_WAIT_MS)
                .zkClientConfig(config.client())
                // Whoever asked decides whether asking again still makes sense.
                .retryPolicy(new RetryNTimes(0, 1));
        if (!config.auth().isEmpty()) {
            builder.authorization("digest", config.auth().getBytes(StandardCharsets.UTF_8));
        }
        if (config.authenticates()) {
            builder.aclProvider(new OwnRecords());
        }
        return builder.build();
    }

    public Paths paths() {
        return config.paths();
    }

    public ClusterConfig config() {
        return config;
    }

    public LinkState state() {
        return state;
    }

    /** The id of the session, 0 unless CONNECTED. */
    public long session() {
        return session;
    }

    /** What ZooKeeper has granted, within its own limits; before the first session, what is configured. */
    public Duration sessionTimeout() {
        return sessionTimeout;
    }

    /** Tells how it stands now, then every change. */
    public void listen(LinkListener listener) {
        execute(() -> {
            listeners.add(listener);
            listener.onState(state, session);
        });
    }

    public void forget(LinkListener listener) {
        listeners.remove(listener);
    }

    /** Records under these paths, read and written once. */
    public RecordStore store() {
        return store;
    }

    /** A record that is to be there while this process has a session; nothing is there before it is published. */
    public Ephemeral ephemeral(String path) {
        return new Ephemeral(this, path);
    }

    /**
     * Keeps the records under a folder, however deep, at hand; through an outage as they were last known.
     *
     * @param changed called after each change
     */
    public <T> RecordCache<T> folder(String path, Class<T> type, Runnable changed) {
        return new RecordCache<>(this, path, type, changed, true);
    }

    /** Keeps one record at hand, as {@link #folder} does. */
    public <T> RecordCache<T> record(String path, Class<T> type, Runnable changed) {
        return new RecordCache<>(this, path, type, changed, false);
    }

    /** What stands behind it, for the rooms that may know; callbacks belong on {@link #thread}. */
    public CuratorFramework curator() {
        return client;
    }

    /** Where everything is called back. */
    public ScheduledExecutorService thread() {
        return thread;
    }

    /** Runs a task on the link's thread; nothing happens once it is closed. */
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("The link is closed", e);
        }
    }

    /** Runs a task on the link's thread after so many ms; nothing happens once it is closed. */
    Future<?> later(long ms, Runnable task) {
        try {
            return thread.schedule(() -> run(task), ms, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The link is closed", e);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Runs a task on the link's thread again and again; cancel what is returned to end it. */
    public Future<?> each(Duration period, Runnable task) {
        return thread.scheduleWithFixedDelay(() -> run(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** An executor would keep the exception to itself, and a repeated task would not be run again. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task of the cluster's failed", e);
        }
    }

    /**
     * Until the end of a session is committed, a request may be told of it on a connection that stays. As that looks
     * connected, Curator would call it lost and connected by turns, with all that is read and written anew each time.
     */
    private void leaveIfOver(ConnectionState event) {
        CuratorZookeeperClient zooKeeper = client.getZookeeperClient();
        try {
            long now = zooKeeper.getZooKeeper().getSessionId();
            if (event == ConnectionState.LOST && now == sessionOfEvents && zooKeeper.isConnected()) {
                zooKeeper.reset();
            } else if (event.isConnected()) {
                sessionOfEvents = now;
            }
        } catch (Exception e) {
            LOG.debug("No session to leave", e);
        }
    }

    private void onEvent(ConnectionState event) {
        LinkState next = state.after(event);
        long nextSession = next == LinkState.CONNECTED ? askSession() : 0;
        if (next == LinkState.CONNECTED && nextSession == 0) {
            next = state == LinkState.CONNECTED ? LinkState.SUSPENDED : state;
        }
        if (next == LinkState.CONNECTED && lastSession != 0 && lastSession != nextSession && state != LinkState.LOST) {
            move(LinkState.LOST, 0);
        }
        if (next != state || nextSession != session) {
            move(next, nextSession);
        }
    }

    private void move(LinkState next, long nextSession) {
        LOG.atInfo()
                .addKeyValue("from", state)
                .addKeyValue("to", next)
                .addKeyValue("session", Long.toHexString(nextSession))
                .log("ZooKeeper link");
        if (nextSession != 0) {
            lastSession = nextSession;
        }
        session = nextSession;
        state = next;
        if (guard != null && next == LinkState.CONNECTED) {
            guard.look();
        }
        listeners.forEach(listener -> listener.onState(next, nextSession));
    }

    private void granted(int timeoutMs) {
        Duration granted = Duration.ofMillis(timeoutMs);
        if (timeoutMs > 0 && !granted.equals(sessionTimeout)) {
            sessionTimeout = granted;
            LOG.warn(
                    "ZooKeeper grants a session timeout of {} ms, not {}: see its minSessionTimeout, maxSessionTimeout",
                    timeoutMs,
                    config.sessionTimeout().toMillis());
        }
    }

    /** The id of the session there is now, 0 if it went away again in the meantime: another event will tell. */
    private long askSession() {
        try {
            ZooKeeper zooKeeper = client.getZookeeperClient().getZooKeeper();
            granted(zooKeeper.getSessionTimeout());
            return zooKeeper.getSessionId();
        } catch (Exception e) {
            LOG.debug("No session to ask", e);
            return 0;
        }
    }

    /** Ends the session, and with it every ephemeral record. */
    @Override
    public void close() {
        client.close();
        thread.shutdownNow();
    }
}
