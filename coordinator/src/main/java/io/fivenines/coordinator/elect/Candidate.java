package io.fivenines.coordinator.elect;

import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.LinkListener;
import io.fivenines.coordinator.cluster.RecordStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** This process standing for the leadership of its cluster. */
public final class Candidate implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(20);

    private final ClusterLink link;
    private final Election election;
    private final LinkListener listener;
    private final Future<?> ticking;
    private volatile boolean closed;

    /**
     * Stands until it is closed.
     *
     * @param token that no other process has, nor had: two with one id must not take each other's nodes for their own
     * @param nanos a clock that never goes back
     * @param changed called on the link's thread when leadership is won or lost
     */
    public Candidate(ClusterLink link, String nodeId, String token, LongSupplier nanos, Runnable changed) {
        this.link = link;
        String mark = nodeId + "~" + token + "~";
        ElectionTimes times = ElectionTimes.of(link.config().sessionTimeout());
        ZooKeeperBallots ballots = new ZooKeeperBallots(link, mark, nanos);
        election = new Election(nodeId, mark, ballots, times, nanos, changed);
        ballots.answer(election);
        listener = (state, session) -> {
            election.times(ElectionTimes.of(link.sessionTimeout()));
            election.onLink(state, session);
        };
        link.listen(listener);
        ticking = link.each(TICK, election::tick);
    }

    /**
     * The leadership this process has at this very moment, if it has. It runs out by itself: ask before each act, and
     * have what acts carry the epoch.
     */
    public Optional<Leadership> leadership() {
        return closed ? Optional.empty() : election.leadership();
    }

    /**
     * Writes a record as the leader: if it has that version still, and if at that moment, by ZooKeeper's own order of
     * things, the leadership is still the one given. The folder above the record must be there.
     *
     * @param version as of {@link RecordStore#write}
     * @return the new version, or an {@link IOException}
     */
    public CompletableFuture<Integer> write(Leadership leadership, String path, Object record, int version) {
        return election.nodeOf(leadership)
                .map(node -> link.store().writeWhile(link.paths().election() + "/" + node, path, record, version))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new IOException("cannot write " + path + ": " + leadership + " is over")));
    }

    /** Steps down at once, and lets the next one lead as soon as ZooKeeper knows. */
    @Override
    public void close() {
        closed = true;
        link.forget(listener);
        ticking.cancel(false);
        link.execute(election::close);
    }
}
