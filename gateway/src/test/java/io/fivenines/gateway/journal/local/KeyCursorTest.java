package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyCursorTest {
    private final Random random = new Random(99);
    private final Workbench bench = new Workbench().open();
    private final List<Row> rows = new ArrayList<>();

    private record Row(long position, String key, long foundByMs, String payload) {
        String line() {
            return position + " " + payload;
        }
    }

    @Test
    void shouldFindWhatASimpleFilterFinds() {
        for (int round = 0; round < 60; round++) {
            append();
            if (random.nextInt(3) == 0) {
                bench.engine.upkeepOnce();
            }
            if (random.nextInt(10) == 0) {
                bench.reopen();
            }
            for (int query = 0; query < 20; query++) {
                assertSameAsFilter();
            }
        }
        assertThat(bench.engine.status().segments()).isGreaterThan(4);
    }

    @Test
    void shouldFindTheSameWhateverHappensToTheIndexFiles() {
        for (int round = 0; round < 60; round++) {
            append();
            bench.engine.upkeepOnce();
        }
        for (int round = 0; round < 60; round++) {
            List<String> indexes = bench.storage.list().stream()
                    .filter(name -> name.endsWith(".idx"))
                    .toList();
            String name = indexes.get(random.nextInt(indexes.size()));
            int size = bench.storage.content(name).length;
            switch (random.nextInt(4)) {
                case 0 -> bench.storage.delete(name);
                case 1 -> bench.storage.file(name).cut(random.nextInt(size));
                default -> bench.storage.file(name).flip(random.nextInt(size), random.nextInt(8));
            }
            if (random.nextInt(5) == 0) {
                bench.reopen();
            }
            for (int query = 0; query < 10; query++) {
                assertSameAsFilter();
                assertSeeks();
            }
            bench.engine.upkeepOnce();
            bench.engine.upkeepOnce();
        }
        assertThat(bench.damages).isEmpty();
    }

    @Test
    void shouldEndAtWhatWasDurableWhenItWasMade() {
        bench.append("a", "b");
        try (Cursor cursor = bench.engine.cursor(Workbench.KEY, 0, Long.MAX_VALUE)) {
            bench.append("c");
            assertThat(Workbench.drain(cursor)).containsExactly("0 a", "1 b");
        }
    }

    @Test
    void shouldPassOverASegmentThatRetentionTookMeanwhile() {
        for (int i = 0; i < 30; i++) {
            bench.append("x".repeat(4000));
            bench.engine.upkeepOnce();
        }
        try (Cursor byKey = bench.engine.cursor(Workbench.KEY, 0, Long.MAX_VALUE);
                Cursor all = bench.engine.cursor(0)) {
            bench.nowMs += bench.retentionAge.toMillis() + 1;
            bench.engine.upkeepOnce();
            long first = bench.engine.status().first();
            assertThat(first).isPositive();
            assertThat(Workbench.drain(byKey)).hasSize((int) (30 - first));
            assertThat(all.next()).isTrue();
            assertThat(all.position()).isEqualTo(first);
        }
    }

    private void append() {
        Claim claim = bench.engine.claim();
        int entries = 1 + random.nextInt(12);
        List<Row> added = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            String key = "key-" + random.nextInt(12) + "x".repeat(random.nextInt(2));
            long timeMs = random.nextInt(4) == 0 ? Entry.NO_TIME : bench.nowMs - random.nextInt(100_000);
            String payload = "p" + random.nextInt(1 << 30) + "y".repeat(random.nextInt(400));
            claim.begin(key.getBytes(UTF_8), timeMs).put(payload.getBytes(UTF_8));
            claim.end();
            added.add(new Row(i, key, timeMs == Entry.NO_TIME ? bench.nowMs : timeMs, payload));
        }
        bench.engine.commit(claim, done -> {
            added.forEach(row -> rows.add(
                    new Row(done.firstPosition() + row.position(), row.key(), row.foundByMs(), row.payload())));
            done.release();
        });
        while (!bench.engine.isIdle()) {
            bench.engine.upkeepOnce();
            bench.engine.writeOnce();
        }
        bench.nowMs += random.nextInt(20_000);
    }

    private void assertSameAsFilter() {
        String key = "key-" + random.nextInt(13) + "x".repeat(random.nextInt(2));
        long fromMs = bench.nowMs - random.nextInt(1_000_000);
        long toMs = fromMs + random.nextInt(300_000);
        List<String> expected = rows.stream()
                .filter(row -> row.key().equals(key) && row.foundByMs() >= fromMs && row.foundByMs() <= toMs)
                .map(Row::line)
                .toList();
        try (Cursor cursor = bench.engine.cursor(key.getBytes(UTF_8), fromMs, toMs)) {
            assertThat(Workbench.drain(cursor)).isEqualTo(expected);
        }
    }

    private void assertSeeks() {
        long position = random.nextInt(rows.size());
        try (Cursor cursor = bench.engine.cursor(position)) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.position()).isEqualTo(position);
        }
    }
}
