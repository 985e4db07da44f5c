package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.probe.wire.Fix;
import io.fivenines.coordinator.uptime.probe.wire.Line;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tracker of a held line: stays where it is for as long as its name points there, for it is a witness of where the
 * name points; and has an ident of its own beside those of the rounds.
 */
final class FieldTracker implements Tracker {
    private static final Logger LOG = LoggerFactory.getLogger(FieldTracker.class);

    private final Target target;
    private final Target.Port port;
    private final String ident;
    private final LineConfig config;
    private final Surroundings around;
    private final NameServers servers;
    private final LastAsker names = new LastAsker();
    private int turn;
    private String address = "";
    private volatile Line line;
    private volatile boolean closed;

    FieldTracker(Target target, Idents idents, LineConfig config, Surroundings around) {
        this.target = target;
        this.config = config;
        this.around = around;
        port = target.trackers().get(0);
        ident = idents.ofLine(target, port.wire());
        servers = new NameServers(target, config.gapMs(), around);
        turn = around.random().nextInt(1 << 16);
    }

    @Override
    public void report() throws IOException {
        try {
            if (isElsewhere()) {
                hangUp();
            }
            if (line == null) {
                connect();
            }
            long timeMs = around.clock().millis() / 1_000 * 1_000;
            port.wire().report(line, List.of(Fix.somewhere(timeMs, around.random())));
        } catch (IOException | RuntimeException e) {
            hangUp();
            turn++;
            String words = e.getMessage() == null ? "the connection was closed" : e.getMessage();
            throw new IOException(port.wire().protocol() + " as " + ident + " at " + address + ": " + words, e);
        }
    }

    private boolean isElsewhere() {
        List<String> known = known();
        return target.host().isEmpty() && !known.isEmpty() && !known.contains(address);
    }

    private void connect() throws IOException {
        List<String> addresses = addresses();
        address = addresses.get(Math.floorMod(turn, addresses.size()));
        String host = address.replaceAll("[\\[\\]]", "");
        line = Line.open(new InetSocketAddress(host, port.port()), config.gapMs());
        if (closed) {
            throw new IOException("the prober stops");
        }
        port.wire().login(line, ident);
    }

    private List<String> addresses() throws IOException {
        if (!target.host().isEmpty()) {
            return List.of(target.host());
        }
        if (known().isEmpty()) {
            lookUp();
        }
        List<String> known = known();
        if (known.isEmpty()) {
            throw new IOException("no name server answers, and what they said is too old");
        }
        return known;
    }

    private synchronized List<String> known() {
        return names.addresses(around.nowMs());
    }

    @Override
    public void lookUp() throws IOException {
        if (target.host().isEmpty()) {
            NameServers.Found found = servers.addresses();
            // At least until it is asked for again.
            long ttlMs = Math.max(found.ttlMs(), 2L * config.intervalMs());
            synchronized (this) {
                names.hear(found.addresses(), ttlMs, around.nowMs());
            }
        }
    }

    private void hangUp() {
        Line gone = line;
        line = null;
        if (gone != null) {
            try {
                gone.close();
            } catch (IOException e) {
                LOG.debug("Gone already, which is what was wanted", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        hangUp();
    }
}
