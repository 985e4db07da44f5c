package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/** Who is on held lines, which go by what a target's name servers say. */
final class FieldFleet implements Fleet {
    private final Target target;
    private final Idents idents;
    private final LineConfig config;
    private final LineConfig program;
    private final Surroundings around;
    private final Executor executor;
    private final NameServers servers;
    private final LastAsker names = new LastAsker();
    private final Berths berths = new Berths();

    /**
     * Nobody there yet.
     *
     * @param config of trackers' lines
     * @param program of programs'
     * @param executor for what programs ask
     */
    FieldFleet(
            Target target,
            Idents idents,
            LineConfig config,
            LineConfig program,
            Surroundings around,
            Executor executor) {
        this.target = target;
        this.idents = idents;
        this.config = config;
        this.program = program;
        this.around = around;
        this.executor = executor;
        servers = new NameServers(target, config.gapMs(), around);
        if (isFixed()) {
            berths.settle(List.of(target.host()));
        }
    }

    private boolean isFixed() {
        return !target.host().isEmpty();
    }

    @Override
    public void lookUp() throws IOException {
        if (!isFixed()) {
            NameServers.Found found = servers.addresses();
            // At least until it is asked for again.
            long ttlMs = Math.max(found.ttlMs(), 2L * config.intervalMs());
            synchronized (this) {
                names.hear(found.addresses(), ttlMs, around.nowMs());
            }
        }
    }

    @Override
    public synchronized int trackers() {
        settle();
        return berths.lines();
    }

    /** Where one belongs, as far as is known. */
    synchronized String berth(int number) {
        settle();
        return berths.of(number);
    }

    /** Whether what the name servers said may still be kept, for who has to connect. */
    synchronized boolean isKnown() {
        return isFixed() || !names.addresses(around.nowMs()).isEmpty();
    }

    private void settle() {
        if (!isFixed()) {
            berths.settle(names.addresses(around.nowMs()));
        }
    }

    @Override
    public Client tracker(int number) {
        Target.Port port = target.trackers().get(0);
        return new FieldTracker(this, number, port, idents.ofLine(target, port.wire(), number), config, around);
    }

    @Override
    public int programs() {
        return target.api().isPerAddress() ? trackers() : Math.min(1, trackers());
    }

    @Override
    public Client program(int number) {
        String ident = idents.ofProgram(target, number);
        return new Program(this, number, target, ident, program.gapMs(), around, executor);
    }
}
