package io.fivenines.benchmarks.load;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The trackers of one event loop, and what they share. Everything but {@link #isFrozen} runs on that loop. */
final class Lane {
    /** More at a time would measure the gateway's accept queue, not its trackers. */
    private static final int FIRST_ATTEMPTS_AT_A_TIME = 64;

    private static final int CONNECT_TIMEOUT_MS = 10_000;
    /** Linux has some 28,000 ports for each local address. */
    private static final int TRACKERS_PER_SOURCE = 20_000;

    private static final long SWEEP_MS = 1_000;

    private final LoadPlan plan;
    private final TrackerWire wire;
    private final Ledger ledger;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    /** Null where the target is an address. */
    private final Resolver resolver;

    private final Tally tally = new Tally();
    private final List<Tracker> trackers = new ArrayList<>();
    private final Queue<Tracker> toConnect = new ArrayDeque<>();
    private final CompletableFuture<Void> ramped = new CompletableFuture<>();
    private int attempting;
    private long markedAt = Tracker.NEVER;
    private Throwable trouble;
    private boolean closed;
    private volatile boolean frozen;

    Lane(LoadPlan plan, Ledger ledger, EventLoop loop, Transport transport) {
        this.plan = plan;
        this.wire = plan.wire();
        this.ledger = ledger;
        this.loop = loop;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMs(plan));
        resolver =
                plan.target().isName() ? new Resolver(plan.target().nameServers(), loop, transport, plan.seed()) : null;
    }

    void add(int index) {
        trackers.add(new Tracker(this, index, plan.seed() * 1_000_003 + index));
    }

    /** Has every tracker connect once; done when each has logged in or failed to. */
    CompletableFuture<Void> ramp() {
        loop.execute(() -> {
            toConnect.addAll(trackers);
            after(sweepNanos(), this::sweep);
            connectNext();
        });
        return ramped;
    }

    private void connectNext() {
        while (attempting < FIRST_ATTEMPTS_AT_A_TIME && !toConnect.isEmpty()) {
            attempting++;
            toConnect.poll().connect();
        }
        if (attempting == 0 && toConnect.isEmpty()) {
            ramped.complete(null);
        }
    }

    /** The tracker's first attempt ended, well or not; later ones change nothing here. */
    void onFirstAttempt(Tracker tracker) {
        if (!ramped.isDone() && tracker.endFirstAttempt()) {
            attempting--;
            // Not at once: this may stand deep in the stack of another tracker's failure.
            loop.execute(this::connectNext);
        }
    }

    void connect(Tracker tracker, int index) {
        LoadPlan.Target target = plan.target();
        if (resolver == null) {
            connect(tracker, index, new InetSocketAddress(target.host(index), target.port()));
            return;
        }
        resolver.address(target.host(index)).addListener((Future<InetAddress> found) -> {
            if (found.isSuccess()) {
                connect(tracker, index, new InetSocketAddress(found.getNow(), target.port()));
            } else {
                tracker.onConnectFailed(found.cause());
            }
        });
    }

    private void connect(Tracker tracker, int index, InetSocketAddress address) {
        Bootstrap one = bootstrap.clone().handler(new Line(tracker, wire));
        int source = index / TRACKERS_PER_SOURCE;
        if (source > 0) {
            one.localAddress(new InetSocketAddress("127.0.1." + source, 0));
        }
        ChannelFuture connected = one.connect(address);
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                tracker.onConnectFailed(done.cause());
            }
        });
    }

    private void sweep() {
        long limit = TimeUnit.MILLISECONDS.toNanos(plan.reconnection().answerMs());
        trackers.forEach(tracker -> tracker.giveUpAfter(limit));
        after(sweepNanos(), this::sweep);
    }

    private long sweepNanos() {
        return TimeUnit.MILLISECONDS.toNanos(
                Math.min(SWEEP_MS, Math.max(1, plan.reconnection().answerMs() / 8)));
    }

    private static int connectTimeoutMs(LoadPlan plan) {
        return (int) Math.min(CONNECT_TIMEOUT_MS, plan.reconnection().connectMs());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What runs on the loop ends with it.
    void after(long nanos, Runnable task) {
        loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    void begin() {
        loop.execute(() -> trackers.forEach(Tracker::begin));
    }

    /** Nothing new from now on: what was sent is seen through. */
    void freeze() {
        frozen = true;
    }

    /** There is news again. */
    void thaw() {
        frozen = false;
        begin();
    }

    /** Trackers that are logged in, records still owed an acknowledgement, and records not even sent. */
    Standing standing() {
        int loggedIn = 0;
        long owed = 0;
        long unsent = 0;
        for (Tracker tracker : trackers) {
            loggedIn += tracker.loggedIn() ? 1 : 0;
            owed += tracker.owed();
            unsent += tracker.unsent();
        }
        return new Standing(loggedIn, owed, unsent);
    }

    /** Something is done to them now. */
    void mark() {
        markedAt = now();
    }

    /** {@link Tracker#NEVER} if nothing was. */
    long markedAt() {
        return markedAt;
    }

    void hangUp() {
        trackers.forEach(Tracker::hangUp);
    }

    /** How many are logged in at each address. */
    Map<String, Integer> whereabouts() {
        Map<String, Integer> where = new TreeMap<>();
        trackers.stream()
                .map(Tracker::where)
                .filter(address -> !address.isEmpty())
                .forEach(address -> where.merge(address, 1, Integer::sum));
        return where;
    }

    void close() {
        closed = true;
        trackers.forEach(Tracker::close);
        if (resolver != null) {
            resolver.close();
        }
    }

    void onTrouble(Throwable cause) {
        trouble = cause;
    }

    /** What went wrong last, or null. */
    Throwable trouble() {
        return trouble;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isFrozen() {
        return frozen;
    }

    long now() {
        return loop.ticker().nanoTime();
    }

    LoadPlan plan() {
        return plan;
    }

    TrackerWire wire() {
        return wire;
    }

    Ledger ledger() {
        return ledger;
    }

    EventLoop loop() {
        return loop;
    }

    Tally tally() {
        return tally;
    }

    record Standing(int loggedIn, long owed, long unsent) {
        Standing plus(Standing other) {
            return new Standing(loggedIn + other.loggedIn, owed + other.owed, unsent + other.unsent);
        }
    }
}
