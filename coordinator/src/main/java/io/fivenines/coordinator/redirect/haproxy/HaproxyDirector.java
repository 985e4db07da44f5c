package io.fivenines.coordinator.redirect.haproxy;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.NodeRecord;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.redirect.TrafficDirector;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has HAProxy use the gateways as the plan and their own records say. Each time it reads how HAProxy uses them and
 * changes only what is otherwise, so that an HAProxy that was restarted, or that somebody else told something, is set
 * right again.
 */
public final class HaproxyDirector implements TrafficDirector {
    private static final Logger LOG = LoggerFactory.getLogger(HaproxyDirector.class);

    private final HaproxyConfig config;
    private final RuntimeSocket socket;
    private final Supplier<Map<NodeId, NodeRecord>> nodes;
    private volatile Plan obeyed = Plan.NONE;

    /** @param nodes the live gateways, as last heard */
    public HaproxyDirector(HaproxyConfig config, Supplier<Map<NodeId, NodeRecord>> nodes, LongSupplier nanoTime) {
        this.config = config;
        this.nodes = nodes;
        socket = new RuntimeSocket(config.socket(), config.timeout(), nanoTime);
    }

    @Override
    public String name() {
        return "haproxy " + config.socket();
    }

    @Override
    public Plan obeyed() {
        return obeyed;
    }

    @Override
    public void obey(Plan plan) throws IOException {
        if (obeyed.isAfter(plan)) {
            return;
        }
        Map<NodeId, NodeRecord> live = nodes.get();
        IOException failure = null;
        for (BackendConfig backend : config.backends()) {
            try {
                setRight(backend, new Lineup(backend, plan, live));
            } catch (IOException e) {
                // The others are set right all the same.
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        obeyed = plan;
    }

    private void setRight(BackendConfig backend, Lineup lineup) throws IOException {
        Map<String, ServerState> now = ServerState.read(socket.ask("show servers state " + backend.name()));
        for (ServerConfig server : backend.servers()) {
            ServerState state = now.get(server.name());
            if (state == null) {
                throw new IOException("HAProxy has no server " + server.name() + " in backend " + backend.name());
            }
            if (server.weight() > 0 && server.weight() != state.weight()) {
                tell(backend, server.name(), "weight " + server.weight());
            }
        }
        // Those that come first, so that there is always one.
        for (Map.Entry<String, ServerMode> wish : lineup.modes(now).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .toList()) {
            if (wish.getValue() != now.get(wish.getKey()).mode()) {
                tell(backend, wish.getKey(), "state " + wish.getValue().word());
            }
        }
    }

    private void tell(BackendConfig backend, String server, String what) throws IOException {
        String command = "set server " + backend.name() + "/" + server + " " + what;
        String said = socket.ask(command).strip();
        if (!said.isEmpty()) {
            throw new IOException("HAProxy says '" + said + "' to '" + command + "', expected nothing");
        }
        LOG.info("HAProxy has server {} of {} at {}", server, backend.name(), what);
    }
}
