package io.fivenines.benchmarks.load;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All trackers of a run. The steps, in order: connect, begin, freeze, settle, perhaps thaw and so on, close; tallies in
 * between.
 */
public final class Swarm implements AutoCloseable {
    private final LoadPlan plan;
    private final Ledger ledger;
    private final EventLoopGroup loops;
    private final List<Lane> lanes = new ArrayList<>();

    public Swarm(LoadPlan plan) {
        this(plan, new Ledger(plan.fleet()));
    }

    /** The trackers go on where the ledger ends. */
    public Swarm(LoadPlan plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
        Transport transport = Transport.best();
        loops = transport.loops(plan.threads());
        for (int i = 0; i < plan.threads(); i++) {
            lanes.add(new Lane(plan, ledger, loops.next(), transport));
        }
        for (int i = 0; i < plan.fleet().size(); i++) {
            lanes.get(i % lanes.size()).add(i);
        }
    }

    public LoadPlan plan() {
        return plan;
    }

    /** Only at rest: after a tally, a standing, or the close. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Returns when every tracker has logged in or failed to.
     *
     * @return how many are logged in
     */
    public int connect() throws InterruptedException {
        CompletableFuture<?>[] ramps = lanes.stream().map(Lane::ramp).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ramps).join();
        return loggedIn();
    }

    /** The trackers have something to report from now on. */
    public void begin() {
        lanes.forEach(Lane::begin);
    }

    /** Nothing new from now on; what was sent is still seen through. */
    public void freeze() {
        lanes.forEach(Lane::freeze);
    }

    /** The trackers have something to report again, also what came up meanwhile. */
    public void thaw() {
        lanes.forEach(Lane::thaw);
    }

    /**
     * Waits until every record ever sent is acknowledged.
     *
     * @return false if that took longer than the limit
     */
    public boolean settle(int seconds) throws InterruptedException {
        return Pause.until(() -> standing().owed() == 0, seconds);
    }

    /** Waits for so many trackers to be logged in. */
    public boolean awaitLoggedIn(int trackers, int seconds) throws InterruptedException {
        BooleanSupplier enough = () -> loggedIn() >= trackers;
        return Pause.until(enough, seconds);
    }

    public int loggedIn() {
        return standing().loggedIn();
    }

    /** Records sent and not acknowledged. */
    public long owed() {
        return standing().owed();
    }

    /** Records the trackers have to report and had no chance to send; none once they are frozen. */
    public long unsent() {
        return standing().unsent();
    }

    private Lane.Standing standing() {
        Lane.Standing all = new Lane.Standing(0, 0, 0);
        for (Lane lane : lanes) {
            all = all.plus(on(lane.loop(), lane::standing));
        }
        return all;
    }

    /** Forgets what was measured so far; the ledger forgets nothing. */
    public void clearTally() {
        lanes.forEach(lane -> on(lane.loop(), () -> {
            lane.tally().clear();
            return null;
        }));
    }

    /** Something is done to the trackers now: from here on {@link Tally#afterMarkMicros} counts. */
    public void mark() {
        lanes.forEach(lane -> on(lane.loop(), () -> {
            lane.mark();
            return null;
        }));
    }

    /** Every tracker drops its connection, and comes back as after a loss. */
    public void hangUp() {
        lanes.forEach(lane -> on(lane.loop(), () -> {
            lane.hangUp();
            return null;
        }));
    }

    /** How many trackers are logged in at each address. */
    public Map<String, Integer> whereabouts() {
        Map<String, Integer> all = new TreeMap<>();
        lanes.forEach(lane -> on(lane.loop(), lane::whereabouts)
                .forEach((address, count) -> all.merge(address, count, Integer::sum)));
        return all;
    }

    public Tally tally() {
        Tally sum = new Tally();
        lanes.forEach(lane -> on(lane.loop(), () -> {
            sum.add(lane.tally());
            return null;
        }));
        return sum;
    }

    /** What went wrong last with any tracker, or null. */
    public Throwable trouble() {
        for (Lane lane : lanes) {
            Throwable trouble = on(lane.loop(), lane::trouble);
            if (trouble != null) {
                return trouble;
            }
        }
        return null;
    }

    private static <T> T on(EventLoop loop, Callable<T> question) {
        return loop.submit(question).syncUninterruptibly().getNow();
    }

    @Override
    public void close() {
        lanes.forEach(lane -> on(lane.loop(), () -> {
            lane.close();
            return null;
        }));
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
