package io.fivenines.gateway.journal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Cursor;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LocalEngineTest {
    private final Workbench bench = new Workbench().open();

    @Test
    void shouldReadBackWhatWasAppended() {
        assertThat(bench.append("a", "b")).isZero();
        assertThat(bench.append("c")).isEqualTo(2);

        assertThat(bench.read()).containsExactly("0 a", "1 b", "2 c");
        assertThat(bench.read(1)).containsExactly("1 b", "2 c");
        assertThat(bench.read(3)).isEmpty();
    }

    @Test
    void shouldReadBackAfterAKill() {
        bench.append("a", "b");
        bench.append("c");
        bench.reopen();

        assertThat(bench.read()).containsExactly("0 a", "1 b", "2 c");
        assertThat(bench.append("d")).isEqualTo(3);
        assertThat(bench.read()).containsExactly("0 a", "1 b", "2 c", "3 d");
        assertThat(bench.damages).isEmpty();
    }

    @Test
    void shouldGoOnAcrossSegments() {
        for (int i = 0; i < 40; i++) {
            assertThat(bench.append("x".repeat(5000))).isEqualTo(i);
            bench.engine.upkeepOnce();
        }
        assertThat(bench.read()).hasSize(40);
        assertThat(bench.engine.status().segments()).isGreaterThan(5);
        bench.reopen();
        assertThat(bench.read()).hasSize(40);
        assertThat(bench.engine.recovery().scanned())
                .as("the others are vouched for by their index")
                .isOne();
    }

    @Test
    void shouldWriteWhatHasGatheredInOneBatchAndCompleteInOrder() {
        List<Long> completed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bench.engine.commit(bench.filled("a", "b"), claim -> completed.add(claim.firstPosition()));
        }
        assertThat(bench.engine.writeOnce()).isTrue();
        assertThat(bench.engine.writeOnce()).isFalse();
        assertThat(completed).containsExactly(0L, 2L, 4L);
    }

    @Test
    void shouldCompleteAnEmptyClaimInItsTurn() {
        List<String> completed = new ArrayList<>();
        bench.engine.commit(bench.engine.claim(), claim -> completed.add("empty at " + claim.firstPosition()));
        bench.engine.writeOnce();
        bench.engine.commit(bench.filled("a"), claim -> completed.add("a"));
        bench.engine.commit(bench.engine.claim(), claim -> completed.add("empty at " + claim.firstPosition()));
        bench.engine.writeOnce();
        assertThat(completed).containsExactly("empty at 0", "a", "empty at 1");
    }

    @Test
    void shouldShowReadersNothingBeforeItIsDurable() {
        bench.append("a");
        bench.storage.faults().failedForce = 1;
        try (Cursor cursor = bench.engine.cursor(0)) {
            bench.append("b");
            assertThat(Workbench.drain(cursor)).containsExactly("0 a");
            bench.storage.faults().heal();
            bench.engine.upkeepOnce();
            bench.engine.writeOnce();
            assertThat(Workbench.drain(cursor)).containsExactly("1 b");
        }
    }

    @Test
    void shouldStopWhenForcingFailsAndGoOnInAFreshFile() {
        bench.append("a");
        List<Long> completed = new ArrayList<>();
        List<String> woken = new ArrayList<>();
        bench.storage.faults().failedForce = 1;
        bench.engine.commit(bench.filled("b"), claim -> completed.add(claim.firstPosition()));
        bench.engine.writeOnce();
        bench.engine.whenSpace(() -> woken.add("woken"));

        bench.engine.writeOnce();
        assertThat(completed).isEmpty();
        assertThat(bench.engine.claim()).isNull();
        assertThat(bench.engine.status().writable()).isFalse();
        assertThat(bench.engine.status().reason()).contains("position 1", "Input/output error");
        assertThat(woken).isEmpty();
        bench.storage.faults().heal();
        bench.engine.writeOnce();
        assertThat(completed)
                .as("never again in the same file, and not before the next try")
                .isEmpty();
        bench.engine.upkeepOnce();
        assertThat(bench.engine.writeOnce()).isTrue();
        assertThat(completed).containsExactly(1L);
        assertThat(bench.engine.status().writable()).isTrue();
        assertThat(bench.engine.status().segments()).isEqualTo(2);
        assertThat(woken).containsExactly("woken");
        bench.storage.powerCut();
        bench.open();
        assertThat(bench.read()).containsExactly("0 a", "1 b");
        assertThat(bench.damages).isEmpty();
    }

    @Test
    void shouldFillTheCurrentSegmentWhenTheDiskIsFullThenWaitForSpace() {
        bench.append("first");
        bench.storage.faults().capacity = bench.storage.used();
        bench.engine.upkeepOnce();
        assertThat(bench.engine.status().writable()).isTrue();
        assertThat(bench.engine.status().reason()).contains("No space left");
        int written = 1;
        while (bench.append("x".repeat(3000)) >= 0) {
            written++;
            bench.engine.upkeepOnce();
        }
        assertThat(written).isGreaterThan(4);
        assertThat(bench.engine.status().writable()).isFalse();
        assertThat(bench.engine.claim()).isNull();
        bench.storage.faults().heal();
        bench.engine.upkeepOnce();
        assertThat(bench.engine.claim()).isNotNull();
        bench.engine.writeOnce();
        assertThat(bench.read()).hasSize(written + 1);
        assertThat(bench.engine.status().reason()).isEmpty();
    }

    @Test
    void shouldMakeSpaceByRetentionWhenTheDiskIsFull() {
        bench.retentionBytes = 100 << 10;
        bench.reopen();
        bench.storage.faults().capacity = 190 << 10;
        for (int i = 0; i < 200; i++) {
            assertThat(bench.append("x".repeat(3000))).isEqualTo(i);
            bench.engine.upkeepOnce();
        }
        assertThat(bench.engine.status().first()).isPositive();
        assertThat(bench.engine.status().bytes()).isLessThanOrEqualTo(100 << 10);
    }

    @Test
    void shouldGoOnCountingAfterRetentionRemovedAllItMay() {
        for (int i = 0; i < 20; i++) {
            bench.append("x".repeat(5000));
            bench.engine.upkeepOnce();
        }
        bench.nowMs += bench.retentionAge.toMillis() + 1;
        bench.engine.upkeepOnce();
        assertThat(bench.engine.status().segments()).isOne();
        bench.reopen();
        bench.engine.upkeepOnce();
        assertThat(bench.append("next")).isEqualTo(20);
    }

    @Test
    void shouldKeepStoredTimesInOrderWhenTheClockGoesBack() {
        bench.append("a");
        bench.nowMs -= 60_000;
        bench.append("b");
        bench.reopen();
        bench.append("c");
        try (Cursor cursor = bench.engine.cursor(0)) {
            for (int i = 0; i < 3; i++) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.storedAtMs()).isEqualTo(bench.nowMs + 60_000);
            }
        }
    }

    @Test
    void shouldHaveNoClaimWhileAllAreInFlightAndTellWhoWaits() {
        List<Claim> claims = new ArrayList<>();
        for (Claim claim = bench.engine.claim(); claim != null; claim = bench.engine.claim()) {
            claims.add(claim);
        }
        assertThat(claims).hasSize(bench.claims);
        assertThat(bench.engine.status().claimsInFlight()).isEqualTo(bench.claims);
        List<String> woken = new ArrayList<>();
        bench.engine.whenSpace(() -> woken.add("first"));
        bench.engine.whenSpace(() -> woken.add("second"));
        bench.engine.writeOnce();
        assertThat(woken).isEmpty();
        claims.get(0).release();
        bench.engine.writeOnce();
        assertThat(woken).containsExactly("first", "second");
        bench.engine.whenSpace(() -> woken.add("at once"));
        bench.engine.writeOnce();
        assertThat(woken).endsWith("at once");
    }

    @Test
    void shouldTellTailsOfEachBatchUntilTheyStop() throws Exception {
        List<String> calls = new ArrayList<>();
        AutoCloseable tail = bench.engine.onAppend(() -> calls.add("appended"));
        bench.append("a");
        bench.append("b", "c");
        tail.close();
        bench.append("d");
        assertThat(calls).hasSize(2);
    }

    @Test
    void shouldSurviveWhatACallbackThrows() {
        bench.engine.commit(bench.filled("a"), claim -> {
            throw new IllegalStateException("mistake");
        });
        bench.engine.commit(bench.filled("b"), claim -> {
            throw new RejectedExecutionException("event loop is shut down");
        });
        List<Long> completed = new ArrayList<>();
        bench.engine.commit(bench.filled("c"), claim -> completed.add(claim.firstPosition()));
        bench.engine.writeOnce();
        assertThat(completed).containsExactly(2L);
        assertThat(bench.uncaught).hasSize(1);
        assertThat(bench.uncaught.get(0)).hasMessage("mistake");
    }

    @Test
    void shouldLeaveAMistakeWithAClaimToItsCaller() {
        Claim claim = bench.engine.claim();
        claim.begin(Workbench.KEY, 0);
        assertThatThrownBy(() -> bench.engine.commit(claim, done -> {})).hasMessageContaining("entry is open");
        claim.end();
        bench.engine.commit(claim, done -> {});
        assertThatThrownBy(() -> bench.engine.commit(claim, done -> {})).hasMessageContaining("committed");
        bench.engine.writeOnce();
        assertThat(bench.read()).hasSize(1);
    }

    @Test
    void shouldSayAtOnceThatItCannotWriteWhenItStartsOnAFullDisk() {
        bench.append("a");
        bench.storage.kill();
        bench.storage.faults().capacity = 0;
        bench.open();
        assertThat(bench.engine.status().writable()).isFalse();
        assertThat(bench.engine.claim()).isNull();
        assertThat(bench.engine.status().next())
                .as("the last batch has to be written again first")
                .isZero();
        bench.storage.faults().heal();
        bench.engine.upkeepOnce();
        bench.engine.writeOnce();
        assertThat(bench.read()).containsExactly("0 a");
        assertThat(bench.append("b")).isOne();
    }

    @Test
    void shouldLetNoSecondProcessIn() {
        assertThatThrownBy(() -> new Workbench(bench.storage).open())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("in use");
        bench.append("still works");
    }

    /** Dies at every operation of a start, starts again on a disk that fails, tidies up, and loses power. */
    @Test
    void shouldSurviveAStartThatIsInterruptedAnywhere() {
        int deaths = 0;
        for (int operation = 1; operation <= 40; operation++) {
            for (int seed = 0; seed < 8; seed++) {
                Workbench start = new Workbench().open();
                start.append("a");
                start.append("b", "c");
                start.storage.random(new Random(seed));
                start.storage.kill();
                start.storage.faults().operationsLeft = operation;
                try {
                    start.open();
                } catch (MemoryStorage.Death death) {
                    deaths++;
                }
                start.storage.kill();
                start.storage.faults().failedForce = 1;
                start.open();
                start.engine.upkeepOnce();
                start.storage.powerCut();
                start.storage.faults().heal();
                start.open();
                assertThat(start.read())
                        .as("operation %d, seed %d", operation, seed)
                        .containsExactly("0 a", "1 b", "2 c");
                assertThat(start.damages).isEmpty();
            }
        }
        assertThat(deaths).isGreaterThan(8 * 8);
    }

    @Test
    void shouldSkipThePositionsThatATornTailMayHaveUsedForGood() {
        bench.append("a");
        int torn = SegmentHeader.ENTRIES_FROM + 56;
        bench.storage.file(Segment.fileName(0)).write(new byte[] {1, 2, 3}, torn + 120);
        bench.reopen();
        assertThat(bench.engine.recovery().skipped()).isEqualTo(4);
        bench.engine.upkeepOnce();
        bench.reopen();
        assertThat(bench.append("b"))
                .as("also when nothing was written in between")
                .isEqualTo(5);
    }
}
