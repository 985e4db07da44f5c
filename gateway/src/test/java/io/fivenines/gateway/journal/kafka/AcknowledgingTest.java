package io.fivenines.gateway.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Claim;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AcknowledgingTest {
    private static final long TIMEOUT = 1_000;

    private final Progress progress = new Progress();
    private final List<Integer> completed = new ArrayList<>();
    private long now;
    private long end;
    private int settled;

    private Acknowledging acknowledging(boolean both) {
        return new Acknowledging(both, TIMEOUT, progress, () -> now, Runnable::run, () -> settled++);
    }

    /** With that many entries in the only partition, all of them here. */
    private Shipment shipment(int number, int entries) {
        Claim claim = new Claim(ByteBuffer.allocate(4096), released -> {});
        for (int i = 0; i < entries; i++) {
            claim.begin(new byte[] {1}, 0);
            claim.end();
        }
        Shipment shipment = new Shipment(claim, done -> completed.add(number));
        for (int i = 0; i < entries; i++) {
            shipment.acknowledge(i, end++);
        }
        return shipment;
    }

    @Test
    void shouldCompleteAtOnceWhereOneDatacenterIsEnough() {
        Acknowledging local = acknowledging(false);
        local.onLocal(shipment(1, 2));
        assertThat(completed).containsExactly(1);
        assertThat(local.both()).isFalse();
        assertThat(local.isCurious()).isFalse();
        assertThat(local.alone()).as("nobody asked for more").isZero();
    }

    /** Else whoever is woken by one, and has something to say here, waits for it in vain. */
    @Test
    void shouldHoldNoLockWhileACompletionRuns() {
        Acknowledging both = acknowledging(true);
        Shipment second = shipment(2, 1);
        Claim claim = new Claim(ByteBuffer.allocate(4096), released -> {});
        Shipment first = new Shipment(claim, done -> {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                both.onLocal(second);
                both.step();
            });
            assertThat(other).succeedsWithin(Duration.ofSeconds(60));
            completed.add(1);
        });
        progress.copied(0, 1, 0);
        both.onLocal(first);
        assertThat(completed).as("and in their order").containsExactly(1, 2);
        assertThat(both.isIdle()).isTrue();
    }

    @Test
    void shouldWaitUntilTheOtherDatacenterHasAllOfIt() {
        Acknowledging both = acknowledging(true);
        both.onLocal(shipment(1, 2));
        both.onLocal(shipment(2, 0));
        both.onLocal(shipment(3, 2));
        assertThat(both.isIdle()).isFalse();
        progress.copied(0, 1, 0);
        both.step();
        assertThat(completed).isEmpty();
        progress.copied(0, 3, 0);
        both.step();
        assertThat(completed).containsExactly(1, 2);
        progress.copied(0, 4, 0);
        now = TIMEOUT;
        both.step();
        assertThat(completed).containsExactly(1, 2, 3);
        assertThat(both.both()).isTrue();
        assertThat(both.isIdle()).isTrue();
        assertThat(both.alone()).isZero();
        assertThat(settled).isEqualTo(2);
    }

    @Test
    void shouldGoOnAloneAfterTheTimeoutAndCountWhatItDoes() {
        Acknowledging both = acknowledging(true);
        both.onLocal(shipment(1, 2));
        now = TIMEOUT;
        both.onLocal(shipment(2, 3));
        both.step();
        assertThat(completed).isEmpty();
        now = TIMEOUT + 1;
        both.step();
        assertThat(completed).as("also the one that waited less").containsExactly(1, 2);
        assertThat(both.both()).isFalse();
        assertThat(both.alone()).isEqualTo(5);
        both.onLocal(shipment(3, 1));
        assertThat(completed).containsExactly(1, 2, 3);
        assertThat(both.alone()).isEqualTo(6);
        assertThat(both.isCurious()).isTrue();
    }

    @Test
    void shouldWaitAgainOnceTheOtherHasCaughtUpAndKeepsUp() {
        Acknowledging both = acknowledging(true);
        both.onLocal(shipment(1, 2));
        now = TIMEOUT + 1;
        both.step();
        both.step();
        both.onLocal(shipment(2, 2));
        now += TIMEOUT;
        progress.copied(0, 2, 0);
        both.step();
        assertThat(both.both()).as("it has what was here that long ago").isFalse();
        both.step();
        now += TIMEOUT / 2;
        both.step();
        assertThat(both.both()).as("and not the rest").isFalse();
        both.onLocal(shipment(3, 1));
        progress.copied(0, 4, 0);
        both.step();
        assertThat(both.both()).as("it has what was here half the timeout ago").isTrue();
        both.onLocal(shipment(4, 1));
        assertThat(completed).containsExactly(1, 2, 3);
    }
}
