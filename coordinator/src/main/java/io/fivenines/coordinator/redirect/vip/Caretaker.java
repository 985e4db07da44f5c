package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Plan;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does on a host what its {@link Keeper} wants, on one thread. What happens elsewhere comes in through a queue; whether
 * or not anything came, it looks at the clock 20 times a second.
 */
public final class Caretaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
    private static final int QUEUE_MAX = 4096;
    private static final int TICK_MS = 50;
    private static final int LIST_MS = 1000;
    private static final int SLOW_MS = 200;
    private static final int PROBES_MAX = 4;
    private static final int CLOSE_WAIT_MS = 5000;

    private final NodeId id;
    private final Hands hands;
    private final Upkeep upkeep;
    private final Lingering lingering;
    private final Keeper keeper;
    private final LongSupplier nanos;
    private final Consumer<AgentRecord> publish;
    private final String heartbeat;
    private final Consumer<VirtualAddress> stop;
    private final BlockingQueue<Consumer<Keeper>> inputs = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final ExecutorService probing = Executors.newFixedThreadPool(PROBES_MAX, Caretaker::daemon);
    private final Thread thread;
    private Set<VirtualAddress> found;
    private AgentRecord published;
    private String complaint = "";
    private long listedMs;
    private volatile boolean closing;

    /**
     * Begins with what it finds on the host.
     *
     * @param publish tells the others; must not wait
     * @param stop stops whoever serves at an address that will not go; must not wait
     * @param fatal told if its thread dies: nobody would give the addresses up any more when the lease runs out
     */
    public Caretaker(
            AgentConfig config,
            Hands hands,
            String heartbeat,
            LongSupplier nanos,
            Consumer<AgentRecord> publish,
            Consumer<VirtualAddress> stop,
            UncaughtExceptionHandler fatal)
            throws IOException {
        id = config.id();
        this.hands = hands;
        this.heartbeat = heartbeat;
        this.nanos = nanos;
        this.publish = publish;
        this.stop = stop;
        found = hands.found();
        keeper = new Keeper(id, config.addresses(), config.lease(), found, nowMs());
        upkeep = new Upkeep(hands);
        lingering = new Lingering(hands, probing);
        thread = daemon(this::run);
        thread.setUncaughtExceptionHandler(fatal);
        LOG.atInfo().addKeyValue("node", id).addKeyValue("found", found).log("Looks after the host's addresses");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "caretaker");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to act. */
    public void start() {
        thread.start();
    }

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    /** The plan was read; it was asked for at that instant of the clock. */
    public void onPlan(Plan plan, long askedNanos) {
        offer(one -> {
            if (!one.onPlan(plan, TimeUnit.NANOSECONDS.toMillis(askedNanos), nowMs())) {
                complain("refused plan " + Edition.of(plan) + ", expected none older than the newest obeyed; after"
                        + " ZooKeeper was set up anew, the agent is to be started anew");
            }
        });
    }

    /** The plan was seen to become this one. */
    public void onNews(Plan plan) {
        offer(one -> one.onNews(plan, nowMs()));
    }

    /** An agent says that it has let an address go. */
    public void onTold(AgentRecord record) {
        offer(one -> one.onTold(record));
    }

    /**
     * A coordinator spoke.
     *
     * @param readPlan run if it knows a plan that is to be read at once
     */
    public void onBeat(Beat beat, Runnable readPlan) {
        offer(one -> {
            if (one.onBeat(beat, nowMs())) {
                readPlan.run();
            }
        });
    }

    /** What all agents say of themselves now. */
    public void onAgents(Map<NodeId, AgentRecord> records) {
        offer(one -> one.onAgents(records));
    }

    /** With the queue full this host is far behind: then its lease is to run out. */
    private void offer(Consumer<Keeper> input) {
        inputs.offer(input);
    }

    private void run() {
        List<Consumer<Keeper>> batch = new ArrayList<>();
        while (!closing) {
            try {
                Consumer<Keeper> first = inputs.poll(TICK_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                }
                inputs.drainTo(batch);
                long begunMs = nowMs();
                batch.forEach(input -> input.accept(keeper));
                batch.clear();
                act(nowMs());
                long tookMs = nowMs() - begunMs;
                if (tookMs > SLOW_MS) {
                    LOG.atWarn().addKeyValue("tookMs", tookMs).log("The agent was slow: is the host overloaded?");
                }
            } catch (InterruptedException e) {
                return;
            }
        }
        leave();
    }

    private void act(long nowMs) {
        List<Deed> deeds = keeper.deeds(nowMs);
        List<VirtualAddress> gone = told(deeds, Deed.GiveUp.class, deed -> "Gives up: " + deed.reason());
        List<VirtualAddress> handed = told(deeds, Deed.HandOver.class, deed -> "Hands over: " + deed.reason());
        List<VirtualAddress> taken = told(deeds, Deed.Take.class, deed -> "Takes: " + deed.reason());
        try {
            hands.giveUp(gone);
            lingering.handOver(handed, nowMs);
            lingering.forget(taken);
            hands.take(taken);
            upkeep.taken(taken, nowMs);
            complaint = gone.isEmpty() && handed.isEmpty() && taken.isEmpty() ? complaint : "";
        } catch (IOException e) {
            complain(e.getMessage());
        }
        told(deeds, Deed.Stop.class, deed -> "Would not go, its gateway is stopped: " + deed.reason())
                .forEach(stop);
        told(deeds, Deed.Probe.class, deed -> "").forEach(this::probe);
        list(nowMs, !gone.isEmpty() || !handed.isEmpty() || !taken.isEmpty());
        AgentRecord record = keeper.record(heartbeat);
        if (!record.equals(published)) {
            published = record;
            publish.accept(record);
        }
    }

    private void list(long nowMs, boolean changed) {
        try {
            if (changed || nowMs - listedMs >= LIST_MS) {
                listedMs = nowMs;
                found = hands.found();
                keeper.onFound(found);
            }
            if (keeper.isRenewed()) {
                upkeep.keep(found, nowMs);
            }
            lingering.keep(nowMs);
        } catch (IOException e) {
            complain(e.getMessage());
        }
    }

    private <D extends Deed> List<VirtualAddress> told(List<Deed> deeds, Class<D> kind, Function<D, String> words) {
        List<VirtualAddress> addresses = new ArrayList<>();
        for (Deed deed : deeds) {
            if (kind.isInstance(deed)) {
                addresses.add(deed.address());
                String text = words.apply(kind.cast(deed));
                if (!text.isEmpty()) {
                    LOG.atInfo().addKeyValue("address", deed.address()).log(text);
                }
            }
        }
        return addresses;
    }

    private void probe(VirtualAddress address) {
        probing.execute(() -> {
            try {
                hands.answered(address).ifPresent(answered -> offer(one -> one.onProbed(address, answered)));
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("address", address).log("Cannot ask who has it: {}", e.getMessage());
            }
        });
    }

    /** The same thing is said once until something works again. */
    private void complain(String words) {
        if (!words.equals(complaint)) {
            complaint = words;
            LOG.atWarn().addKeyValue("node", id).log(words);
        }
    }

    /** Without an agent nobody could take them from this host. */
    private void leave() {
        try {
            lingering.forgetAll();
            hands.giveUp(new ArrayList<>(hands.found()));
            keeper.onFound(hands.found());
        } catch (IOException e) {
            complain("addresses may have stayed here: " + e.getMessage());
        }
        publish.accept(keeper.record(heartbeat));
    }

    /** Gives everything up and says so. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Not before: it may be about to ask once more.
        probing.shutdownNow();
    }
}
