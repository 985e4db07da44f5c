package io.fivenines.coordinator.redirect.vip;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.Ephemeral;
import io.fivenines.coordinator.cluster.Intent;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.NodeState;
import io.fivenines.coordinator.cluster.Pulse;
import io.fivenines.coordinator.cluster.PulseLimits;
import io.fivenines.coordinator.cluster.PulseServer;
import io.fivenines.coordinator.cluster.RecordCache;
import io.fivenines.coordinator.cluster.Seal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for a front that knows nothing of the cluster: registers this host as a node that may have addresses, answers
 * heartbeats in its name, and says whether it serves. How many trackers go through it, it does not know.
 */
public final class Front implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final int OK = 200;

    private final NodeId id;
    private final FrontConfig config;
    private final String version;
    private final InstantSource clock;
    private final long sinceMs;
    private final FrontSight sight = new FrontSight();
    private final HttpRequest question;
    private final HttpClient client;
    private final Ephemeral record;
    private final RecordCache<Intent> intents;
    private final PulseServer pulses;
    private final ScheduledExecutorService thread;
    private volatile NodeState state = NodeState.STARTING;

    /**
     * Asks and answers until it is closed.
     *
     * @param nanos a clock that never goes back
     * @throws IOException if the heartbeat port is taken
     */
    public Front(
            NodeId id,
            FrontConfig config,
            ClusterLink link,
            Seal seal,
            String version,
            InstantSource clock,
            LongSupplier nanos)
            throws IOException {
        this.id = id;
        this.config = config;
        this.version = version;
        this.clock = clock;
        sinceMs = clock.millis();
        question =
                HttpRequest.newBuilder(config.ready()).timeout(config.every()).build();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.every())
                .build();
        pulses = new PulseServer(config.bind(), PulseLimits.DEFAULT, seal, this::pulse, nanos);
        record = link.ephemeral(link.paths().node(id));
        intents = link.folder(link.paths().intents(), Intent.class, () -> {});
        publish();
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "front");
            made.setDaemon(true);
            return made;
        });
        long everyMs = config.every().toMillis();
        thread.scheduleWithFixedDelay(this::look, 0, everyMs, TimeUnit.MILLISECONDS);
        LOG.atInfo()
                .addKeyValue("node", id)
                .addKeyValue("ready", config.ready())
                .log("Speaks for a front");
    }

    /** An error must not be the last look. */
    private void look() {
        try {
            sight.onAnswer(answersReady());
            NodeState now = isDrainWanted() ? NodeState.DRAINING : sight.state();
            if (now != state) {
                LOG.atInfo().addKeyValue("was", state).addKeyValue("is", now).log("The front has changed");
                state = now;
                publish();
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A look at the front failed");
        }
    }

    private boolean answersReady() {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            LOG.debug("The front does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean isDrainWanted() {
        return intents.records().values().stream()
                .map(found -> found.record())
                .anyMatch(intent -> intent.kind() == Intent.Kind.DRAIN
                        && intent.subject().equals(id.toString())
                        && intent.expiresMs() > clock.millis());
    }

    private void publish() {
        record.publish(new NodeRecord(id, config.announced(), "", List.of(), version, state, 0, sinceMs));
    }

    private Pulse pulse(Beat beat) {
        return new Pulse(id, beat.number(), state, 0);
    }

    /** Takes the record away and resets the heartbeats: the addresses go elsewhere. */
    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        record.close();
        intents.close();
        pulses.close();
    }
}
