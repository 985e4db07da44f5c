package io.fivenines.gateway;

import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.config.Program;
import io.fivenines.coordinator.web.WebConfig;
import io.fivenines.gateway.accept.Certificates;
import io.fivenines.gateway.accept.Listener;
import io.fivenines.gateway.accept.ListenerConfig;
import io.fivenines.gateway.accept.OwnAddresses;
import io.fivenines.gateway.accept.Transport;
import io.fivenines.gateway.api.About;
import io.fivenines.gateway.api.Api;
import io.fivenines.gateway.api.Sources;
import io.fivenines.gateway.api.Spoken;
import io.fivenines.gateway.command.CommandQueue;
import io.fivenines.gateway.command.CommandRoom;
import io.fivenines.gateway.command.FileQueue;
import io.fivenines.gateway.command.SharedQueue;
import io.fivenines.gateway.connection.CloseReason;
import io.fivenines.gateway.connection.Entrance;
import io.fivenines.gateway.connection.Guests;
import io.fivenines.gateway.connection.Lanes;
import io.fivenines.gateway.connection.Registry;
import io.fivenines.gateway.connection.Room;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.Damage;
import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalConfig;
import io.fivenines.gateway.journal.JournalStatus;
import io.fivenines.gateway.journal.local.Storage;
import io.fivenines.gateway.membership.Membership;
import io.fivenines.gateway.membership.Self;
import io.fivenines.gateway.stream.StreamConfig;
import io.fivenines.gateway.stream.StreamRoom;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.Condition;
import io.fivenines.gateway.vitals.Health;
import io.fivenines.gateway.vitals.Vitals;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import io.prometheus.client.Gauge;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway. Its parts are started from the end of a message's way backwards, so that nothing comes in before
 * there is somewhere for it to go, and closed the other way round.
 */
final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    /** Each event loop keeps one open and has one on its way; without one to spare it would stop reading. */
    static final int CLAIMS_PER_THREAD = 3;

    private static final long LAST_REPLIES_MS = 15_000;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Vitals vitals = new Vitals(Verdict.values());
    private final Health health = new Health();
    private final Registry registry = new Registry();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final InstantSource clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Journal journal;
    private final StreamRoom streams;
    private final CommandRoom commands;
    private final Api api;
    private final Gate gate;
    private final Papers papers;
    private final WebConfig web;

    /**
     * Starts everything, or nothing.
     *
     * @param storage gives the place of the local journal's files
     * @throws IOException if a port is taken or the journal cannot be opened
     */
    Node(GatewayConfig config, Function<Path, Storage> storage) throws IOException {
        web = config.api().web();
        int threads = config.node().threads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : config.node().threads();
        Condition listening = health.condition("listeners", "not listening yet");
        try {
            journal = part(openJournal(config.journal(), storage, threads));
            health.watch("journal", () -> complaint(journal.status()));
            vitals.watchProcess();
            watchJournal(config.journal());
            streams = part(openStreams(config.streams()));
            parts.push(journal.onAppend(streams::onAppend));
            commands = part(openCommands(config, storage));
            gate = new Gate(config.gate(), registry, vitals, clock);
            api = part(new Api(config.api(), sources(config.node())));
            papers = part(new Papers(config, api, registry, vitals));
            papers.watch(gate);
            Transport transport = Transport.best();
            EventLoopGroup loops = transport.loops(threads);
            parts.push(() -> loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync());
            Lanes lanes = new Lanes(loops, room(config));
            parts.push(() -> finish(lanes));
            Guests guests =
                    new Guests(config.admission().max(), config.admission().maxPerAddress());
            for (ListenerConfig listener : config.listeners()) {
                Certificates shown = papers.of(listener);
                listeners.add(part(new Listener(listener, shown, entrance(listener, guests), transport, loops, lanes)));
            }
            listening.holds();
            parts.push(() -> listening.fails("the gateway is stopping"));
            if (config.cluster().enabled()) {
                OwnAddresses own = part(new OwnAddresses(
                        config.loopback().addresses(),
                        address -> open(config, address, guests, transport, loops, lanes)));
                join(config, new NodeDoors(listeners, own, lanes, guests, registry));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The same listeners once more, at an address of its own. */
    private List<Listener> open(
            GatewayConfig config, String address, Guests guests, Transport transport, EventLoopGroup loops, Lanes lanes)
            throws IOException {
        List<Listener> opened = new ArrayList<>();
        try {
            for (int i = 0; i < listeners.size(); i++) {
                int port = listeners.get(i).address().getPort();
                ListenerConfig there = config.listeners().get(i).at(address, port);
                opened.add(new Listener(there, papers.of(there), entrance(there, guests), transport, loops, lanes));
            }
            return opened;
        } catch (IOException e) {
            opened.forEach(Listener::close);
            throw e;
        }
    }

    private void join(GatewayConfig config, NodeDoors doors) throws IOException {
        Self self = new Self(
                new NodeId(config.node().datacenter(), config.node().node()),
                config.cluster().advertise() + ":" + api.port(),
                listeners.stream()
                        .map(listener -> listener.protocol() + "@" + NetUtil.toSocketAddressString(listener.address()))
                        .toList(),
                Program.version(),
                clock.millis());
        Seal seal = new Seal(config.cluster().cluster().seal(), random);
        Membership membership =
                part(new Membership(config.cluster(), self, doors, health, seal, clock, System::nanoTime));
        vitals.gauge(
                "fivenines_gateway_cluster_registered",
                "1 while ZooKeeper has this node's record.",
                () -> membership.registered() ? 1 : 0);
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    private Journal openJournal(JournalConfig config, Function<Path, Storage> storage, int threads) throws IOException {
        int claims = Math.max(config.claims(), CLAIMS_PER_THREAD * threads);
        Journals journals = new Journals(clock, System::nanoTime, random, Node::damaged, Program::impossible);
        return journals.open(config, storage, claims);
    }

    /** Half of the processors at most read for streams, so that those far behind hold up no tracker. */
    private StreamRoom openStreams(List<StreamConfig> configs) {
        int readers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        StreamRoom.Surroundings around = new StreamRoom.Surroundings(
                clock, random, new FileOutputStream(FileDescriptor.out), Program::impossible);
        return new StreamRoom(configs, journal::feed, readers, around)
                .show(vitals, health)
                .start();
    }

    /** A link of its own: membership ends first when the node stops, and results are recorded until the last. */
    private CommandRoom openCommands(GatewayConfig config, Function<Path, Storage> storage) throws IOException {
        CommandQueue queue = config.cluster().enabled()
                ? new SharedQueue(new ClusterLink(config.cluster().cluster()), commandId(clock.millis()))
                : new FileQueue(storage.apply(config.command().folder()));
        CommandRoom room = new CommandRoom(config.command(), queue, journal, registry, vitals, clock, this::commandId);
        room.start(task -> {
            Thread thread = new Thread(task, "commands");
            thread.setUncaughtExceptionHandler(Program::impossible);
            return thread;
        });
        return room;
    }

    /** In the order of time, and unlike any other node's of the same time. */
    private String commandId(long nowMs) {
        return String.format("%011x%08x", nowMs, random.nextInt());
    }

    private void watchJournal(JournalConfig config) {
        Gauge.build("fivenines_journal_info", "1; the label says what keeps the records.")
                .labelNames("engine")
                .register(vitals.registry())
                .labels(config.engine().name().toLowerCase(Locale.ROOT))
                .set(1);
        gauge("writable", "1 while records can be made durable.", status -> status.writable() ? 1 : 0);
        gauge(
                "weak",
                "1 while an acknowledgement promises less than was asked for.",
                status -> status.promise().weak() ? 1 : 0);
        gauge("first_position", "Oldest position that retention has left.", JournalStatus::first);
        gauge("next_position", "Durable end: the position the next record gets.", JournalStatus::next);
        gauge("bytes", "What the journal takes up on disk.", JournalStatus::bytes);
        gauge("claims_in_flight", "Pieces of journal space in use.", JournalStatus::claimsInFlight);
        gauge("damaged_extents", "Places found damaged since the start.", JournalStatus::damagedExtents);
        watchCopies();
    }

    /** Without another datacenter all of them are 0. */
    private void watchCopies() {
        gauge(
                "asks_for_both",
                "1 if both datacenters are to have a record before it is acknowledged.",
                status -> status.copies().asked() ? 1 : 0);
        gauge(
                "acknowledges_both",
                "1 while both datacenters have a record before it is acknowledged.",
                status -> status.copies().both() ? 1 : 0);
        gauge(
                "only_here_records",
                "Records not known to be in the other datacenter.",
                status -> status.copies().records());
        gauge(
                "only_here_bytes",
                "What those take up, about.",
                status -> status.copies().bytes());
        gauge(
                "only_here_seconds",
                "For how long the oldest of those has been here only.",
                status -> status.copies().forMs(clock.millis()) / 1_000.0);
        gauge(
                "acknowledged_alone_records",
                "Records acknowledged since the start by this datacenter alone although" + " both were asked for.",
                status -> status.copies().alone());
        gauge(
                "copies_missed_records",
                "Records removed by retention since the start before they were copied.",
                status -> status.copies().missed());
    }

    private void gauge(String name, String help, ToDoubleFunction<JournalStatus> value) {
        vitals.gauge("fivenines_journal_" + name, help, () -> value.applyAsDouble(journal.status()));
    }

    private static void damaged(Damage damage) {
        LOG.atWarn().addKeyValue("damage", damage).log("Journal damaged");
    }

    private static String complaint(JournalStatus status) {
        return status.writable() ? "" : status.reason();
    }

    private Sources sources(NodeConfig config) {
        About about = new About(config.node(), config.datacenter(), Program.version(), clock.millis());
        return new Sources(
                about,
                journal,
                registry,
                commands,
                gate,
                this::spoken,
                new Outlets(streams, clock)::all,
                health,
                vitals,
                clock);
    }

    private List<Spoken> spoken() {
        return Protocols.OFFERED.stream()
                .map(protocol -> new Spoken(protocol.name(), protocol.defaultPort(), addresses(protocol)))
                .toList();
    }

    private List<String> addresses(Protocol protocol) {
        return listeners.stream()
                .filter(listener -> listener.protocol().equals(protocol.name()))
                .map(listener -> NetUtil.toSocketAddressString(listener.address()))
                .toList();
    }

    private Room room(GatewayConfig config) {
        return new Room(config.connections(), journal, registry, vitals, clock, System::nanoTime, gate.doorman());
    }

    private Entrance entrance(ListenerConfig listener, Guests guests) {
        Map<String, Entrance> kinds = new HashMap<>();
        if (listener.protocol().equals(Protocols.AUTO.name())) {
            Protocols.ALL.forEach(kind -> kinds.put(kind.name(), entrance(listener, kind, guests, Map.of())));
        }
        return entrance(listener, Protocols.named(listener.protocol()), guests, kinds);
    }

    private Entrance entrance(ListenerConfig listener, Protocol protocol, Guests guests, Map<String, Entrance> kinds) {
        return new Entrance(
                listener.name(),
                protocol,
                listener.proxied(),
                guests,
                Origin.listener(protocol.name(), listener.name()),
                vitals.protocol(protocol.name()),
                papers.secretsOf(listener),
                kinds);
    }

    private static void finish(Lanes lanes) throws InterruptedException {
        if (!lanes.close(CloseReason.SHUTDOWN, LAST_REPLIES_MS)) {
            LOG.warn("Some trackers did not get their last reply; they will send those records again");
        }
    }

    /** Where trackers are listened to, in the order of the configuration. */
    List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** Where the API answers. */
    String apiUrl() {
        String host = web.host();
        return web.scheme() + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + api.port();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.error("A part did not close as it should", e);
            }
        }
    }
}
