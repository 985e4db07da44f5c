package io.fivenines.coordinator.simulation;

import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.coordinator.elect.Leadership;
import io.fivenines.coordinator.elect.SimulatedCandidate;
import io.fivenines.coordinator.plan.Navigator;
import io.fivenines.coordinator.plan.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A coordinator's part in leading: it stands for election and, while it leads, writes one plan at a time. */
final class SimHelm {
    private static final long NS_PER_MS = 1_000_000;

    private final World world;
    private final World.Ground ground;
    private final SimCoordinator coordinator;
    private final SimClient client;
    private Navigator navigator;
    private SimulatedCandidate candidate;
    private Leadership last;
    private String lastNode;
    /** Sent and not answered: sent again while there is a connection, and given up with it. */
    private Writing writing;
    /** What was refused: the plan is to be read after that before anything else is proposed. */
    private long readAfterMs;

    private record Writing(Proposal proposal, String guard) {}

    SimHelm(World world, SimCoordinator coordinator, SimClient client) {
        this.world = world;
        ground = world.ground();
        this.coordinator = coordinator;
        this.client = client;
    }

    /** The process has begun. */
    void start(Navigator steering) {
        navigator = steering;
        last = null;
        writing = null;
        readAfterMs = Long.MIN_VALUE;
        candidate = new SimulatedCandidate(
                coordinator.name,
                Integer.toString(coordinator.process.life()),
                new Booth(),
                Duration.ofMillis(ground.sessionTimeoutMs()),
                () -> coordinator.clockMs() * NS_PER_MS,
                () -> leadership().ifPresent(won -> world.invariants().onLeads(won)));
    }

    /** The leadership at this very moment; who stands still acts under none. */
    Optional<Leadership> leadership() {
        return coordinator.process.isRunning() ? candidate.leadership() : Optional.empty();
    }

    void onLink(LinkState state, long session) {
        candidate.onLink(state, session);
        if (state == LinkState.CONNECTED && readAfterMs != Long.MIN_VALUE) {
            client.read(coordinator::onRead);
        } else if (state != LinkState.CONNECTED && writing != null) {
            // As ZooKeeper's client: what was on its way has failed, and what is so now must be read first.
            writing = null;
            readAfterMs = coordinator.clockMs();
        }
    }

    void onCandidatesChanged() {
        candidate.onNodesChanged();
    }

    /** The plan was read. */
    void onRead(long askedMs) {
        if (askedMs >= readAfterMs) {
            readAfterMs = Long.MIN_VALUE;
        }
    }

    void tick() {
        candidate.tick();
    }

    /** Sends once more what was not answered, as TCP does. */
    void insist() {
        if (writing != null) {
            write();
        }
    }

    /** One look at everything. */
    void steer() {
        Leadership now = leadership().orElse(null);
        Leadership under = world.doctrine().leadership(now, last);
        if (now != null) {
            world.invariants().onLeads(now);
            last = now;
            lastNode = candidate.nodeOf(now);
        }
        if (under == null || writing != null || readAfterMs != Long.MIN_VALUE) {
            return;
        }
        Optional<Proposal> proposal = world.doctrine().proposal(navigator, under.epoch(), coordinator.clockMs());
        if (proposal.isEmpty()) {
            return;
        }
        if (!client.isConnected()) {
            coordinator.serve(proposal.get().plan()); // Only who acts when suspended comes here.
            return;
        }
        writing = new Writing(proposal.get(), world.doctrine().guard(lastNode));
        write();
    }

    private void write() {
        Writing one = writing;
        int expected = world.doctrine().expectedVersion(one.proposal());
        client.request(in -> world.ensemble().write(one.proposal().plan(), expected, one.guard()), done -> {
            if (one.equals(writing)) {
                writing = null;
                onWritten(one.proposal(), done);
            }
        });
    }

    private void onWritten(Proposal proposal, boolean done) {
        if (done) {
            coordinator.onPlan(proposal.plan(), proposal.version() + 1);
        } else {
            readAfterMs = coordinator.clockMs();
            client.read(coordinator::onRead);
        }
    }

    /** The ensemble as an election asks it. */
    private final class Booth implements SimulatedCandidate.ZooKeeper {
        @Override
        public void create(String prefix, BiConsumer<String, Long> nameAndZxid) {
            client.request(
                    in -> world.ensemble().stand(in, prefix), made -> nameAndZxid.accept(made.name(), made.czxid()));
        }

        @Override
        public void list(Consumer<List<String>> names) {
            client.request(
                    in -> world.ensemble().state().candidates().stream()
                            .map(Snapshot.Candidate::name)
                            .toList(),
                    names);
        }

        @Override
        public void exists(String node, Consumer<Boolean> answer) {
            client.request(in -> world.ensemble().hasCandidate(node), answer);
        }

        @Override
        public void remove(String node) {
            client.request(in -> world.ensemble().withdraw(node), done -> {});
        }
    }
}
