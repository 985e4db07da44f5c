package io.fivenines.gateway.command;

import io.fivenines.coordinator.cluster.ClusterLink;
import io.fivenines.coordinator.cluster.LinkListener;
import io.fivenines.coordinator.cluster.LinkState;
import io.fivenines.gateway.command.Slips.Slip;
import io.fivenines.gateway.telemetry.Ident;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.cache.CuratorCacheStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of a cluster, in its ZooKeeper: see {@link Slips}. Every node knows all commands, and is told what others
 * do to them. A record is written only over the version this node knows, so that of several nodes one is the first;
 * with {@link State#SENDING} goes, in one transaction, a claim that ends with the node's session. While ZooKeeper is
 * away what was known last stays, and nothing can be recorded.
 */
public final class SharedQueue implements CommandQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SharedQueue.class);
    /** Below the folder of all: shard, ident, command, claim. */
    private static final int COMMAND_DEPTH = 3;
    /** Few, because what is recorded as being sent in one commit is sent after it. */
    private static final int BATCH_MAX = 16;

    private static final int SESSIONS_MAX = 3;

    private final ClusterLink link;
    private final String self;
    private final Slips slips;
    private final CuratorCache cache;
    private final LinkListener listener = (state, session) -> onState();
    private final Map<String, Slip> known = new HashMap<>();
    private final Map<String, Set<String>> claims = new HashMap<>();
    /** What this process has under way, and the session its claim is of. */
    private final Map<String, Long> own = new HashMap<>();

    private final Map<String, Errand> staged = new LinkedHashMap<>();
    private final Map<String, Slip> condemned = new HashMap<>();
    private Consumer<Runnable> thread = Runnable::run;
    private Follower follower;
    /** What is there at first, until all of it is. */
    private final List<Found> found = new ArrayList<>();

    private boolean complete;

    /** With the number of the transaction that made it, by which commands are in the order of queueing. */
    private record Found(long transaction, Slip slip) {}

    /**
     * Begins to look for what is there, without waiting for it.
     *
     * @param link belongs to the queue from now on
     * @param self stands for this process, and for no other there ever was
     */
    public SharedQueue(ClusterLink link, String self) {
        this.link = link;
        this.self = self;
        slips = new Slips(link, self);
        cache = CuratorCache.builder(link.curator(), slips.root())
                .withStorage(CuratorCacheStorage.dataNotCached())
                .build();
    }

    @Override
    public Collection<Errand> kept() {
        return List.of();
    }

    @Override
    public void follow(Consumer<Runnable> onThread, Follower told) {
        thread = onThread;
        follower = told;
        cache.listenable()
                .addListener(CuratorCacheListener.builder()
                        .forAll((event, old, now) -> thread.accept(() -> onNode(old, now)))
                        .forInitialized(() -> thread.accept(this::onComplete))
                        .build());
        cache.start();
        link.listen(listener);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public int batchMax() {
        return BATCH_MAX;
    }

    @Override
    public String trouble() {
        if (link.state() != LinkState.CONNECTED) {
            return "the cluster's ZooKeeper cannot be reached";
        }
        return complete ? "" : "what ZooKeeper has of commands is still being read";
    }

    @Override
    public boolean isRecorded(Errand errand) {
        Slip slip = known.get(errand.id());
        return slip != null && slip.by().equals(self) && slip.errand().equals(errand);
    }

    @Override
    public boolean holds(Errand sending) {
        Long session = own.get(sending.id());
        return session != null && session == link.session();
    }

    @Override
    public boolean isOwn(String id) {
        return own.containsKey(id);
    }

    @Override
    public boolean isClaimed(String id) {
        return claims.containsKey(id);
    }

    private void onState() {
        thread.accept(this::riseIfUp);
    }

    private void onComplete() {
        complete = true;
        found.sort(Comparator.comparingLong(Found::transaction));
        found.forEach(one -> take(one.slip()));
        found.clear();
        riseIfUp();
    }

    private void riseIfUp() {
        if (trouble().isEmpty()) {
            condemned.forEach(this::remove);
            follower.up();
        }
    }

    private void onNode(ChildData old, ChildData now) {
        String[] names = (now == null ? old : now)
                .getPath()
                .substring(slips.root().length())
                .split("/");
        int depth = names.length - 1;
        if (depth < COMMAND_DEPTH) {
            return;
        }
        Ident ident = Slips.ident(names[2]);
        String id = names[COMMAND_DEPTH];
        if (ident == null) {
            return;
        }
        if (depth > COMMAND_DEPTH) {
            onClaim(id, names[depth], now != null);
        } else if (now == null) {
            forget(ident, id);
        } else {
            Slip slip = slips.read(now.getData(), now.getStat().getVersion());
            if (slip == null) {
                LOG.atWarn().addKeyValue("path", now.getPath()).log("Passed over a command that cannot be read");
            } else if (complete) {
                take(slip);
            } else {
                found.add(new Found(now.getStat().getCzxid(), slip));
            }
        }
    }

    private void onClaim(String id, String claim, boolean there) {
        if (there) {
            claims.computeIfAbsent(id, any -> new HashSet<>()).add(claim);
            return;
        }
        Set<String> left = claims.getOrDefault(id, new HashSet<>());
        left.remove(claim);
        if (left.isEmpty()) {
            claims.remove(id);
        }
        Slip slip = known.get(id);
        if (left.isEmpty() && slip != null && slip.errand().state() == State.SENDING) {
            follower.changed(slip.errand());
        }
    }

    private void forget(Ident ident, String id) {
        known.remove(id);
        own.remove(id);
        claims.remove(id);
        staged.remove(id);
        found.removeIf(one -> one.slip().errand().id().equals(id));
        follower.forgotten(ident, id);
    }

    /** What this node wrote itself, or heard of already, is no news. */
    private void take(Slip slip) {
        Errand errand = slip.errand();
        Slip before = known.get(errand.id());
        if (before == null || before.version() < slip.version()) {
            known.put(errand.id(), slip);
            own.remove(errand.id());
            staged.remove(errand.id());
            follower.changed(errand);
        }
    }

    @Override
    public void stage(Errand errand) {
        staged.put(errand.id(), errand);
    }

    @Override
    public void drop(String id) {
        Errand unsure = staged.remove(id);
        Slip slip = known.remove(id);
        own.remove(id);
        if (slip == null && unsure != null) {
            slip = new Slip(unsure, 0, self);
        }
        if (slip != null) {
            condemned.put(id, slip);
            remove(id, slip);
        }
    }

    private void remove(String id, Slip slip) {
        slips.remove(slip.errand().ident(), id, slip.version())
                .thenRun(() -> thread.accept(() -> condemned.remove(id)));
    }

    @Override
    public void commit() throws IOException {
        if (staged.isEmpty()) {
            return;
        }
        String trouble = trouble();
        if (!trouble.isEmpty()) {
            throw new IOException(trouble);
        }
        long session = link.session();
        Map<Errand, CompletableFuture<Integer>> writes = new LinkedHashMap<>();
        for (Errand errand : staged.values()) {
            writes.put(errand, write(errand, session));
        }
        List<Errand> overtaken = new ArrayList<>();
        IOException failure = null;
        for (Map.Entry<Errand, CompletableFuture<Integer>> one : writes.entrySet()) {
            try {
                int version = await(one.getValue());
                if (version == Slips.OVERTAKEN) {
                    overtaken.add(one.getKey());
                } else {
                    recorded(one.getKey(), version, session);
                }
            } catch (IOException e) {
                failure = e;
            }
        }
        for (Errand errand : overtaken) {
            failure = look(errand, session) ? failure : new IOException("a claim was in the way");
        }
        if (failure != null) {
            throw new IOException("it is not known whether all is recorded: " + failure.getMessage(), failure);
        }
    }

    private CompletableFuture<Integer> write(Errand errand, long session) throws IOException {
        Slip slip = known.get(errand.id());
        if (slip == null) {
            return slips.make(errand);
        }
        Long claimed = own.get(errand.id());
        boolean held = claimed != null && claimed == session;
        if (errand.state() == State.SENDING) {
            return held ? slips.write(errand, slip.version()) : slips.claim(errand, slip.version(), session);
        }
        return held ? slips.release(errand, slip.version(), session) : slips.write(errand, slip.version());
    }

    private void recorded(Errand errand, int version, long session) {
        known.put(errand.id(), new Slip(errand, version, self));
        staged.remove(errand.id(), errand);
        if (errand.state() == State.SENDING) {
            own.put(errand.id(), session);
        } else {
            own.remove(errand.id());
        }
        follower.recorded(errand);
    }

    /**
     * Nothing was written: what is there instead was written by another node, or by this one without its knowing.
     *
     * @return false if it is to be tried again: the record is as it was, so the claim was not
     */
    private boolean look(Errand wanted, long session) throws IOException {
        Slip slip = await(slips.find(wanted.ident(), wanted.id()));
        Slip before = known.get(wanted.id());
        if (slip != null && slip.by().equals(self) && slip.errand().equals(wanted)) {
            recorded(wanted, slip.version(), session);
        } else if (slip == null) {
            staged.remove(wanted.id(), wanted);
            thread.accept(() -> forget(wanted.ident(), wanted.id()));
        } else if (before == null || before.version() < slip.version()) {
            staged.remove(wanted.id(), wanted);
            thread.accept(() -> take(slip));
        } else {
            if (own.remove(wanted.id()) == null) {
                own.put(wanted.id(), session);
            }
            return false;
        }
        return true;
    }

    private <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(SESSIONS_MAX * link.sessionTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("ZooKeeper does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ZooKeeper was asked", e);
        }
    }

    @Override
    public void close() {
        try {
            commit();
        } catch (IOException e) {
            LOG.warn("What became of {} commands is not recorded: {}", staged.size(), e.getMessage());
        } finally {
            link.forget(listener);
            cache.close();
            link.close();
        }
    }
}
