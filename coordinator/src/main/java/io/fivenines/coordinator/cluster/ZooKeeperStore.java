package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;

/** The records in ZooKeeper. */
final class ZooKeeperStore implements RecordStore {
    private final CuratorFramework client;
    private final Executor thread;

    ZooKeeperStore(CuratorFramework client, Executor thread) {
        this.client = client;
        this.thread = thread;
    }

    @Override
    public <T> CompletableFuture<Optional<Versioned<T>>> read(String path, Class<T> type) {
        CompletableFuture<Optional<Versioned<T>>> done = new CompletableFuture<>();
        attempt(
                done,
                path,
                () -> client.getData()
                        .inBackground((curator, event) -> onRead(event, path, type, done), thread)
                        .forPath(path));
        return done;
    }

    @Override
    public <T> CompletableFuture<Optional<Versioned<T>>> readLatest(String path, Class<T> type) {
        CompletableFuture<Optional<Versioned<T>>> done = new CompletableFuture<>();
        attempt(
                done,
                path,
                () -> client.sync()
                        .inBackground((curator, event) -> afterSync(event, path, type, done), thread)
                        .forPath(path));
        return done;
    }

    private <T> void afterSync(
            CuratorEvent event, String path, Class<T> type, CompletableFuture<Optional<Versioned<T>>> done) {
        Code code = Code.get(event.getResultCode());
        if (code == Code.OK || code == Code.NONODE) {
            read(path, type).whenComplete((found, failed) -> {
                if (failed == null) {
                    done.complete(found);
                } else {
                    done.completeExceptionally(failed);
                }
            });
        } else {
            done.completeExceptionally(failure("read", path, event));
        }
    }

    private static <T> void onRead(
            CuratorEvent event, String path, Class<T> type, CompletableFuture<Optional<Versioned<T>>> done) {
        switch (Code.get(event.getResultCode())) {
            case OK -> {
                try {
                    T record = Records.read(event.getData(), type);
                    done.complete(
                            Optional.of(new Versioned<>(record, event.getStat().getVersion())));
                } catch (IOException e) {
                    done.completeExceptionally(new IOException(path + ": " + e.getMessage(), e));
                }
            }
            case NONODE -> done.complete(Optional.empty());
            default -> done.completeExceptionally(failure("read", path, event));
        }
    }

    @Override
    public CompletableFuture<List<String>> names(String folder) {
        CompletableFuture<List<String>> done = new CompletableFuture<>();
        attempt(
                done,
                folder,
                () -> client.getChildren()
                        .inBackground(
                                (curator, event) -> {
                                    switch (Code.get(event.getResultCode())) {
                                        case OK -> done.complete(event.getChildren());
                                        case NONODE -> done.complete(List.of());
                                        default -> done.completeExceptionally(failure("list", folder, event));
                                    }
                                },
                                thread)
                        .forPath(folder));
        return done;
    }

    @Override
    public CompletableFuture<Integer> write(String path, Object record, int version) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        byte[] bytes = Records.bytes(record);
        attempt(done, path, () -> {
            if (version == Versioned.NONE) {
                client.create()
                        .creatingParentsIfNeeded()
                        .inBackground((curator, event) -> onWritten(event, path, version, done), thread)
                        .forPath(path, bytes);
            } else {
                client.setData()
                        .withVersion(version)
                        .inBackground((curator, event) -> onWritten(event, path, version, done), thread)
                        .forPath(path, bytes);
            }
        });
        return done;
    }

    @Override
    public CompletableFuture<Integer> writeWhile(String guard, String path, Object record, int version) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        byte[] bytes = Records.bytes(record);
        attempt(
                done,
                path,
                () -> client.transaction()
                        .inBackground((curator, event) -> onTransaction(event, path, version, done), thread)
                        .forOperations(
                                client.transactionOp().check().forPath(guard),
                                version == Versioned.NONE
                                        ? client.transactionOp().create().forPath(path, bytes)
                                        : client.transactionOp()
                                                .setData()
                                                .withVersion(version)
                                                .forPath(path, bytes)));
        return done;
    }

    private static void onTransaction(CuratorEvent event, String path, int version, CompletableFuture<Integer> done) {
        List<CuratorTransactionResult> results = event.getOpResults();
        if (event.getResultCode() != Code.OK.intValue()
                && results != null
                && results.get(0).getError() != 0) {
            done.completeExceptionally(new VersionConflict(path, "the writer's election node is gone", version));
        } else if (event.getResultCode() != Code.OK.intValue()) {
            onWritten(event, path, version, done);
        } else {
            Stat stat = results.get(1).getResultStat();
            done.complete(stat == null ? 0 : stat.getVersion());
        }
    }

    @Override
    public CompletableFuture<Void> remove(String path, int version) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        attempt(
                done,
                path,
                () -> client.delete()
                        .withVersion(version)
                        .inBackground(
                                (curator, event) -> {
                                    Code code = Code.get(event.getResultCode());
                                    if (code == Code.OK || code == Code.NONODE) {
                                        done.complete(null);
                                    } else if (code == Code.BADVERSION) {
                                        done.completeExceptionally(
                                                new VersionConflict(path, "it has another version", version));
                                    } else {
                                        done.completeExceptionally(failure("remove", path, event));
                                    }
                                },
                                thread)
                        .forPath(path));
        return done;
    }

    private static void onWritten(CuratorEvent event, String path, int version, CompletableFuture<Integer> done) {
        switch (Code.get(event.getResultCode())) {
            case OK ->
                done.complete(event.getStat() == null ? 0 : event.getStat().getVersion());
            case BADVERSION -> done.completeExceptionally(new VersionConflict(path, "it has another version", version));
            case NODEEXISTS -> done.completeExceptionally(new VersionConflict(path, "it is there already", version));
            case NONODE -> done.completeExceptionally(new VersionConflict(path, "it is not there", version));
            default -> done.completeExceptionally(failure("write", path, event));
        }
    }

    private static IOException failure(String deed, String path, CuratorEvent event) {
        return new IOException("cannot " + deed + " " + path + " in ZooKeeper: " + Code.get(event.getResultCode()));
    }

    private static void attempt(CompletableFuture<?> done, String path, Request request) {
        try {
            request.send();
        } catch (Exception e) {
            done.completeExceptionally(new IOException("cannot ask ZooKeeper for " + path + ": " + e.getMessage(), e));
        }
    }

    /** Curator declares that anything may be thrown. */
    private interface Request {
        void send() throws Exception;
    }
}
