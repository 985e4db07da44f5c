package io.fivenines.gateway.accept;

import io.fivenines.gateway.connection.Doorman;
import io.fivenines.gateway.connection.Refusal;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.vitals.Vitals;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** The {@link Doorman} of a node: asks blocks, patterns, list and quota, in this order. */
public final class Gatekeeper implements Doorman {
    private final GateConfig config;
    private final BlockList blocks;
    private final List<Pattern> patterns;
    private final IdentQuota quota;
    private final Counter refused;
    private volatile AllowList list;

    /**
     * With the list as it is in its file now.
     *
     * @throws IOException if that cannot be read, naming the line that is wrong
     */
    public Gatekeeper(GateConfig config, BlockList blocks, Vitals vitals, InstantSource clock) throws IOException {
        this.config = config;
        this.blocks = blocks;
        patterns = config.idents().stream().map(Pattern::compile).toList();
        quota = new IdentQuota(config.identsPerAddress(), clock);
        refused = Counter.build("fivenines_gateway_refused_total", "Connections and idents that were not let in.")
                .labelNames("reason")
                .register(vitals.registry());
        for (Refusal reason : Refusal.values()) {
            refused.labels(reason.label());
        }
        reload();
    }

    /**
     * Takes the list as it is in its file now.
     *
     * @throws IOException naming the line that is wrong; then the former list stays
     */
    public void reload() throws IOException {
        if (config.allowFile() != null) {
            list = AllowList.read(config.allowFile());
        }
    }

    @Override
    public boolean admits(InetAddress address) {
        return counted(blocks.has(address) ? Refusal.BLOCKED : null) == null;
    }

    @Override
    public Refusal refusal(Ident ident, InetAddress address) {
        Refusal standing = standing(ident, address);
        if (standing == null && !quota.admits(ident, address)) {
            standing = Refusal.TOO_MANY;
        }
        return counted(standing);
    }

    /** As {@link #refusal}, but of one that is in: counts nothing. */
    public Refusal standing(Ident ident, InetAddress address) {
        if (blocks.has(ident) || address != null && blocks.has(address)) {
            return Refusal.BLOCKED;
        }
        if (!patterns.isEmpty()
                && patterns.stream().noneMatch(pattern -> pattern.matcher(ident).matches())) {
            return Refusal.UNLIKE;
        }
        return list == null ? null : list.refusal(ident, address);
    }

    @Override
    public void refused(Refusal reason) {
        counted(reason);
    }

    private Refusal counted(Refusal reason) {
        if (reason != null) {
            refused.labels(reason.label()).inc();
        }
        return reason;
    }
}
