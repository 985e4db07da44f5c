package io.fivenines.gateway.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final int THREADS = 4;
    private static final int TASKS = 50_000;

    private final Turnstile turnstile = new Turnstile();
    private final List<Integer> ran = new ArrayList<>();
    private int given;

    private synchronized void give() {
        int number = given++;
        turnstile.add(() -> ran.add(number));
    }

    @Test
    void shouldRunInTheOrderGivenWhateverThreadGives() {
        CompletableFuture<?>[] threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < TASKS; i++) {
                        give();
                        turnstile.pass();
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();
        assertThat(turnstile.isIdle()).isTrue();
        // A list that two threads wrote at once would have lost some, or have them in another order.
        assertThat(ran).hasSize(THREADS * TASKS).isSorted();
    }

    @Test
    void shouldRunAfterItWhatATaskGives() {
        turnstile.add(() -> {
            give();
            turnstile.pass();
            assertThat(ran).isEmpty();
        });
        turnstile.pass();
        assertThat(ran).containsExactly(0);
    }

    @Test
    void shouldBeIdleOnlyOnceTheLastTaskHasEnded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        turnstile.add(() -> {
            begun.countDown();
            await(ended);
        });
        assertThat(turnstile.isIdle()).as("given, not begun").isFalse();
        CompletableFuture<Void> other = CompletableFuture.runAsync(turnstile::pass);
        await(begun);
        assertThat(turnstile.isIdle()).isFalse();
        turnstile.pass();
        ended.countDown();
        other.get(60, TimeUnit.SECONDS);
        assertThat(turnstile.isIdle()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
