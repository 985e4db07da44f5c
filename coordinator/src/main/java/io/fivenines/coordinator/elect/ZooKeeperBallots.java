package io.fivenines.coordinator.elect;

import io.fivenines.coordinator.cluster.ClusterLink;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The election's nodes in ZooKeeper. Everything answers on the link's thread. */
final class ZooKeeperBallots implements Ballots {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperBallots.class);
    private static final byte[] NOTHING = {};

    private final ClusterLink link;
    private final CuratorFramework client;
    private final String folder;
    private final String mark;
    private final LongSupplier nanos;
    private final CuratorWatcher watcher = event -> nodesChanged();
    private Election election;

    ZooKeeperBallots(ClusterLink link, String mark, LongSupplier nanos) {
        this.link = link;
        this.client = link.curator();
        this.folder = link.paths().election();
        this.mark = mark;
        this.nanos = nanos;
    }

    void answer(Election asking) {
        election = asking;
    }

    private void nodesChanged() {
        link.execute(() -> election.onNodesChanged());
    }

    @Override
    public void stand(long round) {
        send(
                round,
                () -> client.create()
                        .creatingParentsIfNeeded()
                        .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                        .inBackground(callback(round, event -> epoch(round, event.getName())), link.thread())
                        .forPath(folder + "/" + mark, NOTHING));
    }

    private void epoch(long round, String path) {
        String name = path.substring(folder.length() + 1);
        send(
                round,
                () -> client.checkExists()
                        .inBackground(
                                callback(
                                        round,
                                        event -> election.onStood(
                                                round, name, event.getStat().getCzxid())),
                                link.thread())
                        .forPath(path));
    }

    @Override
    public void list(long round) {
        send(
                round,
                () -> client.getChildren()
                        .usingWatcher(watcher)
                        .inBackground(
                                callback(round, event -> election.onListed(round, List.copyOf(event.getChildren()))),
                                link.thread())
                        .forPath(folder));
    }

    /** A transaction of nothing but a check: it goes through the majority's log, and no watch fires. */
    @Override
    public void prove(long round, String node) {
        long sentNanos = nanos.getAsLong();
        send(
                round,
                () -> client.transaction()
                        .inBackground(
                                (curator, event) -> {
                                    switch (Code.get(event.getResultCode())) {
                                        case OK -> election.onProven(round, sentNanos);
                                        case NONODE -> election.onGone(round);
                                        default -> election.onFailed(round);
                                    }
                                },
                                link.thread())
                        .forOperations(client.transactionOp().check().forPath(folder + "/" + node)));
    }

    @Override
    public void remove(String node) {
        link.store().remove(folder + "/" + node).whenComplete((done, failed) -> {
            if (failed != null) {
                LOG.debug("An election node was not removed; the next list shows it again", failed);
            }
        });
    }

    private BackgroundCallback callback(long round, Answer answer) {
        return (curator, event) -> {
            if (event.getResultCode() == Code.OK.intValue()) {
                answer.come(event);
            } else {
                election.onFailed(round);
            }
        };
    }

    private void send(long round, Request request) {
        try {
            request.send();
        } catch (Exception e) {
            LOG.debug("ZooKeeper cannot be asked", e);
            link.execute(() -> election.onFailed(round));
        }
    }

    private interface Answer {
        void come(CuratorEvent event);
    }

    /** Curator declares that anything may be thrown. */
    private interface Request {
        void send() throws Exception;
    }
}
