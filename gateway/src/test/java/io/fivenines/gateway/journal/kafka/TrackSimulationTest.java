package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Senders that fail and processes that die at any moment: the other side has every record once, in order. */
class TrackSimulationTest {
    private static final int LIVES = Integer.getInteger("simulation.lives", 500);

    @Test
    void shouldCopyEveryRecordOnceAndInOrder() {
        long first = Long.getLong("simulation.seed", 1);
        int deaths = 0;
        int found = 0;
        for (long seed = first; seed < first + LIVES; seed++) {
            Life life = new Life(seed);
            try {
                life.run();
            } catch (Throwable e) {
                throw new AssertionError("-Dsimulation.seed=" + seed, e);
            }
            deaths += life.deaths;
            found += life.found;
        }
        assertThat(deaths).isGreaterThan(LIVES);
        assertThat(found)
                .as("records that were there though nobody had said so")
                .isGreaterThan(LIVES);
    }

    private static final class Life {
        private static final int FOREIGN = -1;

        private final Random random;
        /** Those that are to be copied; others came from over there. */
        private final BitSet own = new BitSet();
        /** What lies over there, by the offset it has here. */
        private final List<Integer> there = new ArrayList<>();

        private final Deque<Track.Copy> wire = new ArrayDeque<>();
        private Track track = new Track(0, 0, new Bookmark("t", 0, 0));
        private long rememberedNext;
        private Bookmark remembered = new Bookmark("t", 0, 0);
        private int end;
        private int read;
        private int deaths;
        private int found;

        private Life(long seed) {
            random = new Random(seed);
        }

        private void run() {
            for (int i = 0; i < 400; i++) {
                step(random.nextInt(20));
                check();
            }
            for (int i = 0; i < 4 * end && track.next() < end; i++) {
                locate();
                read();
                send();
                deliver();
            }
            assertThat(track.next()).isEqualTo(end);
            assertThat(track.pending()).isZero();
            assertThat(track.pendingBytes()).isZero();
            assertThat(there.stream().filter(one -> one != FOREIGN))
                    .containsExactlyElementsOf(own.stream().boxed().toList());
        }

        private void step(int dice) {
            if (dice < 4) {
                own.set(end++, random.nextInt(3) > 0);
            } else if (dice < 8) {
                read();
            } else if (dice < 12) {
                send();
            } else if (dice < 15) {
                deliver();
            } else if (dice < 17) {
                locate();
            } else if (dice == 17) {
                rememberedNext = track.next();
                remembered = track.bookmark();
            } else if (dice == 18) {
                there.add(FOREIGN);
            } else if (random.nextInt(3) == 0) {
                fail();
            }
        }

        private void read() {
            if (read < end) {
                track.read(new ConsumerRecord<>("t", 0, read, "k".getBytes(UTF_8), new byte[] {1}));
                read++;
            }
        }

        private void send() {
            Track.Copy copy = track.due();
            if (copy == null) {
                return;
            }
            if (own.get((int) copy.record().offset())) {
                wire.add(copy);
            } else {
                track.confirm(copy, Track.NOWHERE);
            }
        }

        private void deliver() {
            Track.Copy copy = wire.poll();
            if (copy != null) {
                there.add((int) copy.record().offset());
                track.confirm(copy, there.size() - 1);
            }
        }

        /** What was sent first is there, and nobody heard of it; or the whole process is gone. */
        private void fail() {
            for (int more = random.nextInt(wire.size() + 1); more > 0; more--) {
                there.add((int) wire.remove().record().offset());
                found++;
            }
            wire.clear();
            if (random.nextBoolean()) {
                track.lose();
            } else {
                track = new Track(0, rememberedNext, remembered);
                read = (int) rememberedNext;
            }
            deaths++;
        }

        private void locate() {
            if (track.isLocated()) {
                return;
            }
            BitSet arrived = new BitSet();
            for (int at = (int) track.from(); at < there.size(); at++) {
                if (there.get(at) >= track.next()) {
                    arrived.set((int) (there.get(at) - track.next()));
                }
            }
            track.locate(arrived, track.next());
        }

        /** What is said to be there is there. */
        private void check() {
            for (int offset = 0; offset < track.next(); offset++) {
                assertThat(!own.get(offset) || there.contains(offset)).isTrue();
            }
        }
    }
}
