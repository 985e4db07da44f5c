package io.fivenines.gateway.command;

import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.gateway.telemetry.Ident;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Commands in ZooKeeper, {@code SHARD/IDENT/ID}: a line that says which process wrote it and one that is a JSON object;
 * and below it {@code claim-SESSION} while a living node has it under way. Every future ends soon, with an
 * {@link IOException} if ZooKeeper could not be asked; then it may have been done or not.
 */
final class Slips {
    /** In place of a version: somebody was quicker. */
    static final int OVERTAKEN = -1;

    private static final int SHARDS = 256;
    private static final String CLAIM = "claim-";

    private final CuratorFramework client;
    private final ClusterLink link;
    private final String self;
    private final ErrandText text = new ErrandText(IfGatewayDies.FAIL);

    /** A command, the version of its record, and which process wrote that. */
    record Slip(Errand errand, int version, String by) {}

    /** @param self unlike any other process: two may write the same */
    Slips(ClusterLink link, String self) {
        this.link = link;
        this.self = self;
        client = link.curator();
    }

    String root() {
        return link.paths().commands();
    }

    /** Where a command lies; a path must not be a dot, nor have a slash in a name. */
    String path(Ident ident, String id) {
        String name =
                URLEncoder.encode(ident.toString(), StandardCharsets.US_ASCII).replace(".", "%2E");
        return root() + String.format("/%02x/", Math.floorMod(ident.hashCode(), SHARDS)) + name + "/" + id;
    }

    /** Null if no gateway names a tracker's folder so. */
    static Ident ident(String name) {
        try {
            return Ident.of(URLDecoder.decode(name, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Null if it is none that this gateway understands.
     *
     * @param bytes null if the node was made without any
     */
    Slip read(byte[] bytes, int version) {
        if (bytes == null) {
            return null;
        }
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        Errand errand = lines.length < 2 ? null : text.read(lines[1]);
        return errand == null ? null : new Slip(errand, version, lines[0]);
    }

    private byte[] bytes(Errand errand) {
        return (self + "\n" + text.json(errand)).getBytes(StandardCharsets.UTF_8);
    }

    private String claim(String path, long session) {
        return path + "/" + CLAIM + Long.toHexString(session);
    }

    /** Makes it; the version, or {@link #OVERTAKEN} if it is there. */
    CompletableFuture<Integer> make(Errand errand) {
        String path = path(errand.ident(), errand.id());
        return asked(
                path,
                done -> client.create()
                        .creatingParentContainersIfNeeded()
                        .inBackground((curator, event) -> written(event, path, 0, done))
                        .forPath(path, bytes(errand)));
    }

    /** Writes over that version; the next one, or {@link #OVERTAKEN}. */
    CompletableFuture<Integer> write(Errand errand, int version) {
        String path = path(errand.ident(), errand.id());
        return asked(
                path,
                done -> client.setData()
                        .withVersion(version)
                        .inBackground((curator, event) -> written(event, path, version + 1, done))
                        .forPath(path, bytes(errand)));
    }

    /** Writes over that version, and with it the claim of a session; the next version, or {@link #OVERTAKEN}. */
    CompletableFuture<Integer> claim(Errand errand, int version, long session) throws IOException {
        String claim = claim(path(errand.ident(), errand.id()), session);
        return both(
                errand,
                version,
                op(() -> client.transactionOp()
                        .create()
                        .withMode(CreateMode.EPHEMERAL)
                        .forPath(claim, new byte[0])));
    }

    /** Writes over that version, and takes the claim of a session away; the next version, or {@link #OVERTAKEN}. */
    CompletableFuture<Integer> release(Errand errand, int version, long session) throws IOException {
        String claim = claim(path(errand.ident(), errand.id()), session);
        return both(errand, version, op(() -> client.transactionOp().delete().forPath(claim)));
    }

    private CompletableFuture<Integer> both(Errand errand, int version, CuratorOp other) throws IOException {
        String path = path(errand.ident(), errand.id());
        CuratorOp write =
                op(() -> client.transactionOp().setData().withVersion(version).forPath(path, bytes(errand)));
        return asked(
                path,
                done -> client.transaction()
                        .inBackground((curator, event) -> written(event, path, version + 1, done))
                        .forOperations(write, other));
    }

    /** The record as ZooKeeper's leader has it; null if there is none. */
    CompletableFuture<Slip> find(Ident ident, String id) {
        String path = path(ident, id);
        CompletableFuture<Slip> found = new CompletableFuture<>();
        CompletableFuture<Integer> synced = asked(
                path,
                done -> client.sync()
                        .inBackground((curator, event) -> written(event, path, 0, done))
                        .forPath(path));
        synced.whenComplete((any, failed) -> {
            if (failed != null) {
                found.completeExceptionally(failed);
                return;
            }
            attempt(
                    path,
                    found,
                    () -> client.getData()
                            .inBackground((curator, event) -> {
                                Code code = Code.get(event.getResultCode());
                                if (code == Code.OK) {
                                    found.complete(read(
                                            event.getData(), event.getStat().getVersion()));
                                } else if (code == Code.NONODE) {
                                    found.complete(null);
                                } else {
                                    found.completeExceptionally(failure(path, code));
                                }
                            })
                            .forPath(path));
        });
        return found;
    }

    /** Removes it if it is of that version; well also if it is not, or not there. */
    CompletableFuture<Integer> remove(Ident ident, String id, int version) {
        String path = path(ident, id);
        return asked(
                path,
                done -> client.delete()
                        .deletingChildrenIfNeeded()
                        .withVersion(version)
                        .inBackground((curator, event) -> written(event, path, 0, done))
                        .forPath(path));
    }

    private static void written(CuratorEvent event, String path, int next, CompletableFuture<Integer> done) {
        Code code = Code.get(event.getResultCode());
        switch (code) {
            case OK -> done.complete(next);
            case BADVERSION, NODEEXISTS, NONODE, NOTEMPTY -> done.complete(OVERTAKEN);
            default -> done.completeExceptionally(failure(path, code));
        }
    }

    private static IOException failure(String path, Code code) {
        return new IOException("ZooKeeper answers " + code + " for " + path);
    }

    private static CompletableFuture<Integer> asked(String path, Asking<CompletableFuture<Integer>> asking) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        attempt(path, done, () -> asking.ask(done));
        return done;
    }

    private static void attempt(String path, CompletableFuture<?> done, Request request) {
        try {
            request.send();
        } catch (Exception e) {
            done.completeExceptionally(new IOException("ZooKeeper cannot be asked for " + path + ": " + e, e));
        }
    }

    private static CuratorOp op(Operation operation) throws IOException {
        try {
            return operation.make();
        } catch (Exception e) {
            throw new IOException("ZooKeeper cannot be asked: " + e, e);
        }
    }

    /** Curator declares that anything may be thrown. */
    private interface Request {
        void send() throws Exception;
    }

    /** A request that ends through what it is given. */
    private interface Asking<T> {
        void ask(T done) throws Exception;
    }

    /** One part of a transaction. */
    private interface Operation {
        CuratorOp make() throws Exception;
    }
}
