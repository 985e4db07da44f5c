package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.load.Transport;
import io.fivenines.coordinator.redirect.vip.ListeningSockets;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All uplinks, in this process; they see in the kernel's tables where gateways listen. */
final class Border implements AutoCloseable {
    private static final long LOOK_MS = 40;
    /** While every address answers, or one has not for long: a look takes the kernel some milliseconds. */
    private static final long SELDOM = 10;

    private static final long OFTEN_LOOKS = 100;

    private final EventLoopGroup loops;
    private final Map<Place, Uplink> uplinks = new LinkedHashMap<>();
    private final ListeningSockets sockets = new ListeningSockets(Path.of("/proc"));
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "border");
        thread.setDaemon(true);
        return thread;
    });

    private long looks;
    private long shutLooks;

    @SuppressWarnings("FutureReturnValueIgnored") // Ends with the executor.
    Border(Places places) {
        Transport transport = Transport.best();
        loops = transport.loops(1);
        for (Place place : places.all()) {
            uplinks.put(place, new Uplink(place, !place.equals(places.witness()), loops.next(), transport));
        }
        watch.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** A gate that finds nobody behind it shuts by itself; that somebody is there again is seen here. */
    private void look() {
        looks++;
        shutLooks = uplinks.values().stream().anyMatch(Uplink::isAnyShut) ? shutLooks + 1 : 0;
        boolean often = shutLooks > 0 && shutLooks < OFTEN_LOOKS;
        if (!often && looks % SELDOM != 0) {
            return;
        }
        try {
            Set<InetSocketAddress> listening = new HashSet<>(sockets.all());
            loops.next().execute(() -> uplinks.values().forEach(uplink -> uplink.follow(listening)));
        } catch (IOException e) {
            // The kernel's table changed while it was read: the next look is soon.
        }
    }

    Uplink uplink(Place place) {
        return uplinks.get(place);
    }

    /** Trackers' connections at some addresses. */
    List<Passage> passages(Collection<String> addresses) {
        return uplinks.values().stream()
                .flatMap(uplink -> uplink.passages(addresses).stream())
                .toList();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        uplinks.values().forEach(Uplink::close);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
