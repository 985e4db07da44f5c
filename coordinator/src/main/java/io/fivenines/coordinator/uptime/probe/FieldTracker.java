package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.probe.wire.Fix;
import io.fivenines.coordinator.uptime.probe.wire.Line;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tracker of a held line: stays at its address for as long as it has that of its fleet. */
final class FieldTracker implements Client {
    private static final Logger LOG = LoggerFactory.getLogger(FieldTracker.class);

    private final FieldFleet fleet;
    private final int number;
    private final Target.Port port;
    private final String ident;
    private final LineConfig config;
    private final Surroundings around;
    private String address = "";
    private volatile Line line;
    private volatile boolean closed;

    FieldTracker(FieldFleet fleet, int number, Target.Port port, String ident, LineConfig config, Surroundings around) {
        this.fleet = fleet;
        this.number = number;
        this.port = port;
        this.ident = ident;
        this.config = config;
        this.around = around;
    }

    @Override
    public void exchange() throws IOException {
        try {
            String berth = fleet.berth(number);
            if (!berth.equals(address)) {
                hangUp();
            }
            if (line == null) {
                connect(berth);
            }
            long timeMs = around.clock().millis() / 1_000 * 1_000;
            port.wire().report(line, List.of(Fix.somewhere(timeMs, around.random())));
        } catch (IOException | RuntimeException e) {
            hangUp();
            String words = e.getMessage() == null ? "the connection was closed" : e.getMessage();
            throw new IOException(port.wire().protocol() + " as " + ident + " at " + address + ": " + words, e);
        }
    }

    private void connect(String berth) throws IOException {
        address = berth;
        if (!fleet.isKnown()) {
            throw new IOException("no name server answers, and what they said is too old");
        }
        String host = address.replaceAll("[\\[\\]]", "");
        line = Line.open(new InetSocketAddress(host, port.port()), config.gapMs());
        if (closed) {
            throw new IOException("the prober stops");
        }
        port.wire().login(line, ident);
    }

    @Override
    public boolean isConnected() {
        return line != null;
    }

    @Override
    public boolean lasts(int ms) {
        Line now = line;
        if (now == null || now.lasts(ms)) {
            return true;
        }
        hangUp();
        return false;
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
