package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records kept at hand. While ZooKeeper is away they stay as last known; when it is back, what has changed meanwhile is
 * told as changes. A record that cannot be read counts as not there, with a warning.
 */
public final class RecordCache<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCache.class);

    private final String path;
    private final Class<T> type;
    private final Runnable changed;
    private final Map<String, Versioned<T>> records = new ConcurrentSkipListMap<>();
    private final CuratorCache cache;
    private volatile boolean complete;

    RecordCache(ClusterLink link, String path, Class<T> type, Runnable changed, boolean deep) {
        this.path = path;
        this.type = type;
        this.changed = changed;
        cache = deep
                ? CuratorCache.build(link.curator(), path)
                : CuratorCache.build(link.curator(), path, CuratorCache.Options.SINGLE_NODE_CACHE);
        CuratorCacheListener listener = CuratorCacheListener.builder()
                .forAll((event, old, now) -> link.execute(() -> onChange(old, now)))
                .forInitialized(() -> link.execute(this::onComplete))
                .build();
        cache.listenable().addListener(listener);
        cache.start();
    }

    /** By path below the folder: {@code datacenter/node}, say. A live view. */
    public Map<String, Versioned<T>> records() {
        return Collections.unmodifiableMap(records);
    }

    /** Of a cache of one record: that. */
    public Optional<Versioned<T>> record() {
        return Optional.ofNullable(records.get(""));
    }

    /** Whether all that was there at first has been read. */
    public boolean complete() {
        return complete;
    }

    private void onComplete() {
        complete = true;
        changed.run();
    }

    private void onChange(ChildData old, ChildData now) {
        if (now == null) {
            records.remove(name(old));
        } else {
            take(now);
        }
        changed.run();
    }

    private void take(ChildData data) {
        String name = name(data);
        if (data.getData() == null || data.getData().length == 0) {
            records.remove(name);
            return;
        }
        try {
            T record = Records.read(data.getData(), type);
            records.put(name, new Versioned<>(record, data.getStat().getVersion()));
        } catch (IOException e) {
            records.remove(name);
            LOG.atWarn().addKeyValue("path", data.getPath()).log("Passed over a record: {}", e.getMessage());
        }
    }

    private String name(ChildData data) {
        return data.getPath().equals(path) ? "" : data.getPath().substring(path.length() + 1);
    }

    @Override
    public void close() {
        cache.close();
    }
}
