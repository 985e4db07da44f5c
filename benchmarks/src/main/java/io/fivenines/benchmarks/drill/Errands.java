package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Customers' programs: at each address of both datacenters one that gives a command for a tracker nobody has, and takes
 * it back, once a second. What an API is out for, trackers do not feel.
 */
final class Errands implements AutoCloseable {
    private static final int EACH_MS = 1_000;

    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Long> worstMs = new ConcurrentHashMap<>();

    /** @param limitMs an answer that takes longer is none */
    Errands(ClusterStage stage, int limitMs) {
        Duration limit = Duration.ofMillis(limitMs);
        for (String site : List.of("eu", "ru")) {
            for (GatewayApi api : stage.customers(site, limit)) {
                threads.add(new Thread(() -> run(site, api), "errand"));
            }
        }
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    private void run(String site, GatewayApi api) {
        long wellNanos = System.nanoTime();
        boolean failed = false;
        try {
            while (true) {
                if (api.takesCommands("nobody")) {
                    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - wellNanos);
                    worstMs.merge(site, failed ? ms : 0, Long::max);
                    wellNanos = System.nanoTime();
                    failed = false;
                } else {
                    failed = true;
                }
                Pause.ms(EACH_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forgets what was. */
    void mark() {
        worstMs.clear();
    }

    /** For how long at most an address of a datacenter took no command, from one that it took to the next, ms. */
    long worstMs(String site) {
        return worstMs.getOrDefault(site, 0L);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
