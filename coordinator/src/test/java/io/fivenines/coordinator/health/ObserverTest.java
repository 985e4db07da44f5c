package io.fivenines.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.Beat;
import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.Observation;
import io.fivenines.coordinator.cluster.PulseTimes;
import io.fivenines.coordinator.cluster.Seal;
import io.fivenines.coordinator.cluster.Voice;
import io.fivenines.testing.ExpectedErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How it tries a datacenter that answers. */
@Timeout(60)
class ObserverTest {
    private static final int TRY_MS = 5;
    private static final int MISSED = 100;
    private static final ObserverConfig CONFIG =
            new ObserverConfig(5, 500, 250, TRY_MS, 700, 3, 2, 10, PulseTimes.DEFAULT, Thresholds.DEFAULT);

    private final ScheduledExecutorService turn = Executors.newSingleThreadScheduledExecutor();
    private final Tries tries = new Tries();
    private final AtomicReference<Observation> last = new AtomicReference<>();
    private ServerSocket datacenter;
    private Observer observer;

    @BeforeEach
    void start() throws Exception {
        datacenter = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), datacenter.getLocalPort());
        observer = new Observer(
                new Observer.Post("c1", "witness"),
                CONFIG,
                Map.of("eu", List.of(address)),
                new Voice(number -> new Beat("c1", "witness", number, true, 1, 1), Seal.NONE),
                last::set,
                new Observer.Threads(turn, tries),
                System::nanoTime);
    }

    @AfterEach
    void stop() throws Exception {
        observer.close();
        turn.shutdown();
        datacenter.close();
    }

    @Test
    void shouldNotMakeUpForWhatAStandstillMissed() throws Exception {
        CompletableFuture<Integer> after = new CompletableFuture<>();
        turn.execute(() -> {
            int before = tries.made.get();
            standStill();
            // What was missed is due before this.
            turn.execute(() -> after.complete(tries.made.get() - before));
        });
        assertThat(after.get(30, TimeUnit.SECONDS)).isLessThan(MISSED / 10);
    }

    /** Until so many tries would have been due, as another clock ticks. */
    private static void standStill() {
        CountDownLatch due = new CountDownLatch(MISSED);
        ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor();
        try {
            ticking.scheduleAtFixedRate(due::countDown, TRY_MS, TRY_MS, TimeUnit.MILLISECONDS);
            due.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            ticking.shutdownNow();
        }
    }

    @Test
    @ExpectedErrors("A datacenter was not tried: java.lang.OutOfMemoryError")
    void shouldGoOnTryingWhenNoThreadWasToBeHad() throws ExecutionException, InterruptedException {
        await().until(() -> light() == Light.GREEN);
        turn.submit(() -> tries.refused.set(5)).get();
        await().until(() -> tries.refused.get() == 0);
        int made = tries.made.get();
        await().until(() -> tries.made.get() > made + 5);
        assertThat(light()).isEqualTo(Light.GREEN);
    }

    private Light light() {
        Observation said = last.get();
        return said == null ? null : said.datacenters().get("eu");
    }

    /** Runs what it is given at once, or finds no thread for it. */
    private static final class Tries extends AbstractExecutorService {
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        public void execute(Runnable task) {
            if (refused.get() > 0) {
                refused.decrementAndGet();
                throw new OutOfMemoryError("unable to create native thread");
            }
            made.incrementAndGet();
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
