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
 * it back, once a second; when that fails, again at once, and then every 200 ms. What an API is out for, trackers do
 * not feel.
 */
final class Errands implements AutoCloseable {
    private static final int EACH_MS = 1_000;
    private static final int AGAIN_MS = 200;
    /** What takes longer has waited: for an election perhaps, of which another program may have had more. */
    private static final int LATE_MS = 250;

    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Long> leastMs = new ConcurrentHashMap<>();
    private final Map<String, Long> mostMs = new ConcurrentHashMap<>();

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
        long refusedNanos = 0;
        int failures = 0;
        try {
            while (true) {
                long beganNanos = System.nanoTime();
                if (api.takesCommands("nobody")) {
                    long ms = msSince(wellNanos);
                    boolean isLate = failures > 0 || msSince(beganNanos) > LATE_MS;
                    mostMs.merge(site, isLate ? ms : 0, Long::max);
                    wellNanos = System.nanoTime();
                    failures = 0;
                    Pause.ms(EACH_MS);
                } else {
                    failures++;
                    // The first may have failed by its connection, which the second had none of.
                    refusedNanos = failures <= 2 ? beganNanos : refusedNanos;
                    leastMs.merge(site, failures < 2 ? 0 : msSince(refusedNanos), Long::max);
                    Pause.ms(failures == 1 ? 0 : AGAIN_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long msSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** Forgets what was. */
    void mark() {
        leastMs.clear();
        mostMs.clear();
    }

    /** For how long at least an address took no command, from one given in vain to the end of the last such, ms. */
    long leastMs(String site) {
        return leastMs.getOrDefault(site, 0L);
    }

    /** For how long at most, from one that it took to the next, ms. */
    long mostMs(String site) {
        return mostMs.getOrDefault(site, 0L);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
