package io.fivenines.benchmarks.load;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the trackers of one lane find their target: each asks for itself whenever it connects, and remembers the answer
 * for its time to live.
 */
final class Names {
    private static final long PATIENCE_MS = 500;

    private final LoadPlan.Target target;
    private final EventLoop loop;
    private final NameClient client;
    private final Map<Integer, NameCache> caches = new HashMap<>();

    Names(LoadPlan.Target target, EventLoop loop, Transport transport) {
        this.target = target;
        this.loop = loop;
        client = new NameClient(loop, transport, target.nameServers(), PATIENCE_MS);
    }

    /** Where the tracker of that index should connect to now. */
    Future<InetAddress> find(int index) {
        NameCache cache = caches.computeIfAbsent(index, one -> new NameCache());
        Optional<InetAddress> known = cache.at(loop.ticker().nanoTime());
        if (known.isPresent()) {
            return loop.newSucceededFuture(known.get());
        }
        Promise<InetAddress> found = loop.newPromise();
        Future<NameAnswer> asked = client.ask(target.host(index), index);
        asked.addListener(done -> {
            if (done.isSuccess()) {
                cache.put(asked.getNow(), loop.ticker().nanoTime());
                found.setSuccess(asked.getNow().address());
            } else {
                found.setFailure(done.cause());
            }
        });
        return found;
    }

    void close() {
        client.close();
    }
}
