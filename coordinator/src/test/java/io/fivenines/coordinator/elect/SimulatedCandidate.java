package io.fivenines.coordinator.elect;

import io.fivenines.coordinator.cluster.LinkState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** An {@link Election} for the simulator of the whole cluster, which has a ZooKeeper and a link of its own. */
public final class SimulatedCandidate {
    private final Election election;

    /** What is asked may be done and never answered. */
    public interface ZooKeeper {
        /** Makes an ephemeral node of that name and the next sequence number. */
        void create(String prefix, BiConsumer<String, Long> nameAndZxid);

        void list(Consumer<List<String>> names);

        void exists(String node, Consumer<Boolean> answer);

        void remove(String node);
    }

    /**
     * Not standing yet.
     *
     * @param token that no other process has, nor had
     * @param changed called when leadership is won or lost
     */
    public SimulatedCandidate(
            String nodeId,
            String token,
            ZooKeeper zooKeeper,
            Duration sessionTimeout,
            LongSupplier nanos,
            Runnable changed) {
        String mark = nodeId + "~" + token + "~";
        Booth booth = new Booth(zooKeeper, mark, nanos);
        election = new Election(nodeId, mark, booth, ElectionTimes.of(sessionTimeout), nanos, changed);
        booth.election = election;
    }

    /** The leadership this process has at this very moment, if it has. */
    public Optional<Leadership> leadership() {
        return election.leadership();
    }

    /** The node that stands for that leadership, which must be the one there is now. */
    public String nodeOf(Leadership leadership) {
        return election.nodeOf(leadership).orElseThrow();
    }

    public void onLink(LinkState state, long session) {
        election.onLink(state, session);
    }

    public void onNodesChanged() {
        election.onNodesChanged();
    }

    public void tick() {
        election.tick();
    }

    private static final class Booth implements Ballots {
        private final ZooKeeper zooKeeper;
        private final String mark;
        private final LongSupplier nanos;
        private Election election;

        Booth(ZooKeeper zooKeeper, String mark, LongSupplier nanos) {
            this.zooKeeper = zooKeeper;
            this.mark = mark;
            this.nanos = nanos;
        }

        @Override
        public void stand(long round) {
            zooKeeper.create(mark, (name, zxid) -> election.onStood(round, name, zxid));
        }

        @Override
        public void list(long round) {
            zooKeeper.list(names -> election.onListed(round, names));
        }

        @Override
        public void prove(long round, String node) {
            long sentNanos = nanos.getAsLong();
            zooKeeper.exists(node, there -> {
                if (there) {
                    election.onProven(round, sentNanos);
                } else {
                    election.onGone(round);
                }
            });
        }

        @Override
        public void remove(String node) {
            zooKeeper.remove(node);
        }
    }
}
