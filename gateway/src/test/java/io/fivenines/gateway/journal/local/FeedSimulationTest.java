package io.fivenines.gateway.journal.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Feed;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Crashes anywhere between reading, delivering and committing: all is read at least once, and in order. */
class FeedSimulationTest {
    private static final int LIVES = Integer.getInteger("simulation.lives", 60);

    @Test
    void shouldReadEverythingAtLeastOnceAndInOrder() {
        long first = Long.getLong("simulation.seed", 1);
        int read = 0;
        int again = 0;
        long skipped = 0;
        for (long seed = first; seed < first + LIVES; seed++) {
            Life life = new Life(seed);
            try {
                life.run();
            } catch (Throwable e) {
                throw new AssertionError("-Dsimulation.seed=" + seed, e);
            }
            read += life.read;
            again += life.again;
            skipped += life.skipped;
        }
        assertThat(read).isGreaterThan(LIVES * 100);
        assertThat(again).as("crashes that had something read again").isGreaterThan(LIVES);
        assertThat(skipped).as("entries that retention was faster with").isGreaterThan(LIVES);
    }

    private static final class Life {
        private final Random random;
        private final Workbench bench = new Workbench();
        /** Durable and not taken by retention. */
        private final NavigableMap<Long, String> kept = new TreeMap<>();

        private Feed feed;
        /** What a next feed may go on behind: the last commit, or one that failed and may have been remembered. */
        private final List<Long> possible = new ArrayList<>(List.of(0L));

        private long at;
        private long furthest;
        private int payloads;
        private int read;
        private int again;
        private long skipped;

        private Life(long seed) {
            random = new Random(seed);
            bench.segmentBytes = 20 << 10;
            bench.retentionBytes = 90 << 10;
            bench.storage.random(new Random(seed + 1));
            bench.open();
            open();
        }

        private void run() {
            for (int i = 0; i < 400; i++) {
                try {
                    event();
                } catch (MemoryStorage.Death death) {
                    end();
                }
            }
            bench.storage.faults().operationsLeft = 0;
            bench.storage.faults().heal();
            feed.rewind();
            rewound();
            boolean more = true;
            while (more) {
                more = step();
            }
            assertThat(kept.tailMap(at).keySet()).as("not read").isEmpty();
        }

        private void event() {
            int dice = random.nextInt(100);
            if (dice < 30) {
                append();
            } else if (dice < 60) {
                int more = 1 + random.nextInt(8);
                while (more > 0 && step()) {
                    more--;
                }
            } else if (dice < 75) {
                commit();
            } else if (dice < 80) {
                feed.rewind();
                rewound();
            } else if (dice < 90) {
                upkeep();
            } else if (dice < 93) {
                bench.storage.faults().operationsLeft = 1 + random.nextInt(12);
            } else if (dice < 96) {
                bench.storage.faults().failedForce = random.nextInt(2) * 0.5;
            } else {
                end();
            }
        }

        private void append() {
            Claim claim = bench.engine.claim();
            if (claim == null) {
                upkeep();
                return;
            }
            List<String> contents = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                contents.add(payloads++ + "x".repeat(random.nextInt(600)));
                claim.begin(Workbench.KEY, Entry.NO_TIME)
                        .put(contents.get(contents.size() - 1).getBytes(UTF_8));
                claim.end();
            }
            bench.engine.commit(claim, done -> {
                for (int i = 0; i < contents.size(); i++) {
                    kept.put(done.firstPosition() + i, contents.get(i));
                }
                done.release();
            });
            bench.engine.writeOnce();
        }

        /** An entry is read: it is the next there is. What was not promised may come as well, after a crash. */
        private boolean step() {
            if (!feed.next()) {
                return false;
            }
            long position = Long.parseLong(feed.position());
            assertThat(position).isGreaterThanOrEqualTo(at);
            Collection<Long> passedOver = kept.subMap(at, position).keySet();
            assertThat(passedOver).as("passed over").isEmpty();
            String payload = Workbench.text(feed.payload());
            assertThat(kept.getOrDefault(position, payload)).isEqualTo(payload);
            if (position >= bench.engine.status().first()) {
                kept.put(position, payload);
            }
            again += position < furthest ? 1 : 0;
            at = position + 1;
            furthest = Math.max(furthest, at);
            read++;
            return true;
        }

        private void commit() {
            possible.add(at);
            try {
                feed.commit();
                possible.clear();
                possible.add(at);
            } catch (UncheckedIOException e) {
                feed.rewind();
                rewound();
            }
        }

        /** Back to the last commit known to have succeeded. */
        private void rewound() {
            at = possible.get(0);
        }

        private void upkeep() {
            try {
                bench.engine.upkeepOnce();
            } finally {
                kept.headMap(bench.engine.status().first()).clear();
            }
            bench.engine.writeOnce();
            assertThat(feed.lag().skipped()).isNotNegative();
        }

        private void end() {
            skipped += feed.lag().skipped();
            if (random.nextBoolean()) {
                bench.storage.powerCut();
            } else {
                bench.storage.kill();
            }
            bench.storage.faults().heal();
            bench.open();
            open();
        }

        private void open() {
            feed = bench.engine.feed("one");
            at = kept.isEmpty() ? possible.get(0) : kept.lastKey() + 1;
            if (feed.next()) {
                at = Long.parseLong(feed.position());
            }
            assertThat(possible)
                    .as("whichever of them it remembered, the next there is comes first: " + at)
                    .anyMatch(from -> from <= at && kept.subMap(from, at).isEmpty());
            possible.clear();
            possible.add(at);
            feed.rewind();
        }
    }
}
