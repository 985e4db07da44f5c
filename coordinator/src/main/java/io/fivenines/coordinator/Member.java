package io.fivenines.coordinator;

import io.fivenines.coordinator.cluster.AgentRecord;
import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.CoordinatorRecord;
import io.fivenines.coordinator.cluster.Ephemeral;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.PulseLimits;
import io.fivenines.coordinator.cluster.RecordCache;
import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.cluster.Versioned;
import io.fivenines.coordinator.cluster.Voice;
import io.fivenines.coordinator.config.Program;
import io.fivenines.coordinator.console.Standing;
import io.fivenines.coordinator.elect.Candidate;
import io.fivenines.coordinator.health.HealthView;
import io.fivenines.coordinator.health.Observer;
import io.fivenines.coordinator.health.Quorum;
import io.fivenines.coordinator.plan.Navigator;
import io.fivenines.coordinator.plan.Planner;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coordinator's parts, in the order of the loop: link, election, observer, navigator and helm. Everything between the
 * link and the directors happens in one thread's turns, so that nothing has to be locked.
 */
final class Member implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final int TICK_MS = 50;
    private static final int CLOSE_WAIT_MS = 1_000;
    private static final int CONFIRM_MS = 50;
    /** An answer to what was asked longer ago says nothing about contact now. */
    private static final int CONTACT_MS = 150;

    private static final long NS_PER_MS = 1_000_000;

    private final CoordinatorConfig config;
    /** What comes while it is being closed is dropped, not complained about. */
    private final ScheduledExecutorService turn =
            new ScheduledThreadPoolExecutor(1, named("turn"), new ThreadPoolExecutor.DiscardPolicy());

    private final ExecutorService tries = Executors.newCachedThreadPool(named("try"));
    private final ClusterLink link;
    private final Candidate candidate;
    private final Ephemeral observation;
    private final Ephemeral seat;
    private final RecordCache<NodeRecord> nodes;
    private final RecordCache<AgentRecord> agents;
    private final RecordCache<Observation> observations;
    private final RecordCache<CoordinatorRecord> coordinators;
    private final RecordCache<Intent> intents;
    private final RecordCache<Plan> plan;
    private final Navigator navigator;
    private final Observer observer;
    private final Helm helm;
    private final Directors directors;
    private final LongSupplier nanos;
    private long askedMs;
    private boolean asking;
    private volatile long confirmedMs = Long.MIN_VALUE / 2;
    private final Map<String, Observation> seen = new TreeMap<>();
    private volatile Plan known = Plan.NONE;
    /** The same, if it is short enough for a beat. */
    private volatile Plan news;

    private volatile Standing standing;
    private volatile boolean built;
    /** Whether another turn is due already: however much changes, no more than one waits. */
    private final AtomicBoolean waiting = new AtomicBoolean();

    /**
     * Starts them.
     *
     * @param directors told of every newer plan
     */
    Member(CoordinatorConfig config, Service.Times times, Directors directors) {
        this.config = config;
        this.directors = directors;
        nanos = times.nanos();
        Quorum quorum = new Quorum(
                config.seat().observers(), config.seat().places(), config.seat().staleMs());
        navigator = new Navigator(config.layout(), config.policy(), quorum, new Planner());
        link = new ClusterLink(config.cluster());
        String token = Long.toHexString(times.random().nextLong());
        candidate = new Candidate(link, config.seat().id(), token, nanos, this::soon);
        observation = link.ephemeral(link.paths().observer(config.seat().id()));
        seat = link.ephemeral(link.paths().coordinator(config.seat().id()));
        observer = new Observer(
                new Observer.Post(config.seat().id(), config.seat().place()),
                config.observer(),
                sites(),
                new Voice(this::beat, new Seal(config.cluster().seal(), times.random())),
                this::publish,
                new Observer.Threads(turn, tries),
                nanos);
        Helm.Desk desk = new Helm.Desk(candidate::leadership, candidate::write, link.store(), link.paths());
        helm = new Helm(navigator, desk, new Helm.Clocks(this::nowMs, times.clock()::millis), turn);
        nodes = link.folder(link.paths().nodes(), NodeRecord.class, this::soon);
        agents = link.folder(link.paths().agents(), AgentRecord.class, this::soon);
        observations = link.folder(link.paths().observers(), Observation.class, this::soon);
        coordinators = link.folder(link.paths().coordinators(), CoordinatorRecord.class, this::soon);
        intents = link.folder(link.paths().intents(), Intent.class, this::soon);
        plan = link.record(link.paths().plan(), Plan.class, this::soon);
        built = true;
        found();
        turn.scheduleWithFixedDelay(this::turn, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private long nowMs() {
        return nanos.getAsLong() / NS_PER_MS;
    }

    private Map<String, List<InetSocketAddress>> sites() {
        Map<String, List<InetSocketAddress>> sites = new TreeMap<>();
        int port = config.seat().trackerPort();
        config.layout()
                .datacenters()
                .forEach((name, site) -> sites.put(
                        name,
                        site.addresses().stream()
                                .map(address -> new InetSocketAddress(address, port))
                                .toList()));
        return sites;
    }

    /** The plan's place must be there for a leader to write on; who comes first makes it. */
    private void found() {
        link.listen((state, session) -> {
            if (state == LinkState.CONNECTED) {
                link.store().write(link.paths().plan(), Plan.NONE, Versioned.NONE);
                link.store().write(link.paths().steps(), "", Versioned.NONE);
            }
            soon();
        });
    }

    private Beat beat(long number) {
        Plan now = known;
        boolean contact = link.state() == LinkState.CONNECTED && nowMs() - confirmedMs <= CONTACT_MS;
        return new Beat(config.seat().id(), config.seat().place(), number, contact, now.epoch(), now.number())
                .with(news);
    }

    private void publish(Observation seenHere) {
        observation.publish(seenHere);
        navigator.onObservation(seenHere, nowMs());
        soon();
    }

    /** Another turn at once: something has changed. */
    private void soon() {
        if (built && waiting.compareAndSet(false, true)) {
            turn.execute(this::turn);
        }
    }

    /** One turn; an error must not be the last one. */
    private void turn() {
        waiting.set(false);
        try {
            read();
            confirm();
            helm.tick();
            standing = stand();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A turn failed");
        } catch (Error e) {
            // The executor would run no other turn, and nobody would know.
            Program.impossible(Thread.currentThread(), e);
        }
    }

    private void read() {
        long nowMs = nowMs();
        Map<NodeId, NodeRecord> registered = byNode(nodes);
        Map<NodeId, AgentRecord> live = byNode(agents);
        navigator.onNodes(registered);
        navigator.onAgents(live);
        directors.onNodes(registered);
        observer.onNodes(registered);
        observer.onAgents(live);
        List<Intent> wanted =
                intents.records().values().stream().map(Versioned::record).toList();
        navigator.onIntents(wanted);
        helm.expire(intents.records().values());
        look(nowMs);
        plan.record().ifPresent(this::onPlan);
    }

    /** Asks ZooKeeper now and then, so that a coordinator that stood still knows how old its news is. */
    private void confirm() {
        long nowMs = nowMs();
        long session = link.session();
        if (asking || nowMs - askedMs < CONFIRM_MS || link.state() != LinkState.CONNECTED) {
            return;
        }
        asking = true;
        askedMs = nowMs;
        link.store()
                .readLatest(link.paths().plan(), Plan.class)
                .whenCompleteAsync(
                        (latest, failed) -> {
                            asking = false;
                            if (failed == null && link.session() == session) {
                                // The watch may still be on its way: contact says that no newer plan was there.
                                latest.ifPresent(this::onPlan);
                                navigator.onConfirmed(nowMs);
                                confirmedMs = nowMs;
                            }
                        },
                        turn);
    }

    private void onPlan(Versioned<Plan> read) {
        navigator.onPlan(read.record(), read.version(), nowMs());
        follow(navigator.plan());
    }

    private void look(long nowMs) {
        Map<String, Observation> now = new TreeMap<>();
        observations.records().forEach((name, read) -> now.put(name, read.record()));
        now.remove(config.seat().id());
        now.forEach((name, told) -> {
            if (!told.equals(seen.put(name, told))) {
                navigator.onObservation(told, nowMs);
            }
        });
        seen.keySet().removeIf(name -> {
            boolean gone = !now.containsKey(name);
            if (gone) {
                navigator.onObserverGone(name);
            }
            return gone;
        });
    }

    private void follow(Plan newest) {
        if (newest.isAfter(known)) {
            news = Records.bytes(newest).length <= PulseLimits.PLAN_LENGTH_MAX ? newest : null;
            known = newest;
            directors.onPlan(newest);
        }
    }

    private static <T> Map<NodeId, T> byNode(RecordCache<T> cache) {
        Map<NodeId, T> byNode = new TreeMap<>();
        cache.records().forEach((name, read) -> {
            if (name.indexOf('/') > 0) {
                byNode.put(NodeId.of(name), read.record());
            }
        });
        return byNode;
    }

    private Standing stand() {
        HealthView health = navigator.health(nowMs());
        Map<NodeId, NodeRecord> registered = byNode(nodes);
        Set<NodeId> all = new TreeSet<>(registered.keySet());
        navigator.plan().addresses().values().stream()
                .map(Ownership::owner)
                .filter(Objects::nonNull)
                .forEach(all::add);
        Map<NodeId, Light> lights = new TreeMap<>();
        Map<NodeId, String> words = new TreeMap<>();
        for (NodeId id : all) {
            Light light = health.node(id);
            lights.put(id, light);
            if (light != Light.GREEN) {
                words.put(id, health.words(id));
            }
        }
        Map<String, Light> sites = new TreeMap<>();
        config.layout().datacenters().keySet().forEach(site -> sites.put(site, health.datacenter(site)));
        return new Standing(
                link.state() == LinkState.CONNECTED,
                candidate.leadership(),
                navigator.plan(),
                registered,
                byNode(agents),
                lights,
                words,
                sites,
                config.layout().homes(),
                config.layout().agentSites(),
                intents.records().values().stream().map(Versioned::record).toList(),
                navigator.holds(),
                coordinators.records().values().stream().map(Versioned::record).toList());
    }

    /** Tells the others where the console of this one is, host:port. */
    void register(String console, String version) {
        seat.publish(new CoordinatorRecord(config.seat().id(), config.seat().place(), console, version));
    }

    /** How this coordinator sees the cluster; null before its first turn. */
    Standing standing() {
        return standing;
    }

    ClusterLink link() {
        return link;
    }

    /** Steps down, then lets go of everything. */
    @Override
    public void close() {
        candidate.close();
        observer.close();
        turn.shutdown();
        tries.shutdown();
        endTurn();
        observation.close();
        seat.close();
        List.of(nodes, agents, observations, coordinators, intents, plan).forEach(RecordCache::close);
        link.close();
    }

    /** A turn under way must find everything it needs. */
    private void endTurn() {
        try {
            if (!turn.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A turn goes on after {} ms", CLOSE_WAIT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
