package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Claim;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lines that break at any moment: nothing is completed that is not in the topic, and all is in its order. */
class ShippingSimulationTest {
    private static final int LIVES = Integer.getInteger("simulation.lives", 300);
    private static final int PARTITIONS = 3;

    @Test
    void shouldCompleteInOrderWhatIsInTheTopicInOrder() {
        long first = Long.getLong("simulation.seed", 1);
        int broken = 0;
        int twice = 0;
        for (long seed = first; seed < first + LIVES; seed++) {
            Life life = new Life(seed);
            try {
                life.run();
            } catch (Throwable e) {
                throw new AssertionError("-Dsimulation.seed=" + seed, e);
            }
            broken += life.lines - 1;
            twice += life.twice;
        }
        assertThat(broken).isGreaterThan(LIVES);
        assertThat(twice).as("entries that are there twice after a break").isGreaterThan(LIVES);
    }

    /** A record of a key, by its number among all. */
    private record Sent(String key, int number) {}

    private static final class Life {
        private final Random random;
        private final List<List<Sent>> topic = new ArrayList<>();
        private final Deque<List<Sent>> committed = new ArrayDeque<>();
        private final Shipping shipping;
        private FakeLine line;
        private long nowNanos = 1;
        private int number;
        private int completed;
        private int lines;
        private int twice;

        private Life(long seed) {
            random = new Random(seed);
            for (int i = 0; i < PARTITIONS; i++) {
                topic.add(new ArrayList<>());
            }
            shipping = new Shipping(
                    this::open,
                    Life::partition,
                    () -> Instant.ofEpochMilli(nowNanos / 1_000_000),
                    () -> nowNanos,
                    Shipment::complete,
                    () -> {});
        }

        private static int partition(byte[] key) {
            return key[0] % PARTITIONS;
        }

        private Line open() {
            if (random.nextInt(4) == 0) {
                throw new IllegalStateException("no broker");
            }
            assertThat(line == null || line.closed).as("one line at a time").isTrue();
            lines++;
            line = new FakeLine();
            return line;
        }

        private void run() {
            for (int i = 0; i < 300; i++) {
                int dice = random.nextInt(10);
                if (dice < 3) {
                    commit();
                } else if (dice < 6) {
                    shipping.step();
                } else if (line != null && (dice < 9 || random.nextInt(3) > 0)) {
                    line.deliver();
                } else if (line != null) {
                    line.fail();
                }
                nowNanos += random.nextInt((int) TimeUnit.MILLISECONDS.toNanos(300));
            }
            for (int i = 0; i < 3_000 && !shipping.isIdle(); i++) {
                shipping.step();
                if (line != null) {
                    line.deliver();
                }
                nowNanos += TimeUnit.MILLISECONDS.toNanos(100);
            }
            assertThat(shipping.isIdle()).isTrue();
            assertThat(shipping.oldestNanos()).isEqualTo(Shipping.NOTHING);
            assertThat(committed).isEmpty();
            checkTopic();
        }

        private void commit() {
            Claim claim = new Claim(ByteBuffer.allocate(4096), released -> {});
            List<Sent> entries = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                Sent sent = new Sent((char) ('a' + random.nextInt(6)) + "", number++);
                claim.begin(sent.key().getBytes(UTF_8), 0).putInt(sent.number());
                claim.end();
                entries.add(sent);
            }
            committed.add(entries);
            shipping.commit(new Shipment(claim, done -> {
                assertThat(committed.peek()).as("in the order of the commits").isSameAs(entries);
                committed.remove();
                entries.forEach(
                        sent -> assertThat(topic.get(partition(sent.key().getBytes(UTF_8))))
                                .contains(sent));
                completed++;
                done.release();
            }));
        }

        /** The last of every record lie in the order of their numbers, whatever lies there twice. */
        private void checkTopic() {
            TreeSet<Integer> all = new TreeSet<>();
            for (List<Sent> partition : topic) {
                Map<Sent, Integer> last = new HashMap<>();
                for (int offset = 0; offset < partition.size(); offset++) {
                    twice += last.put(partition.get(offset), offset) == null ? 0 : 1;
                }
                List<Integer> numbers = last.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(entry -> entry.getKey().number())
                        .toList();
                assertThat(numbers).isSorted();
                all.addAll(numbers);
            }
            assertThat(all).hasSize(number);
        }

        /** A producer whose broker is chance. */
        private final class FakeLine implements Line {
            private record Pending(Sent sent, Told told) {}

            private final List<Deque<Pending>> pending = new ArrayList<>();
            private boolean closed;

            FakeLine() {
                for (int i = 0; i < PARTITIONS; i++) {
                    pending.add(new ArrayDeque<>());
                }
            }

            @Override
            public void send(Shipment shipment, int entry, Told told) {
                if (closed || random.nextInt(200) == 0) {
                    throw new IllegalStateException("closed");
                }
                byte[] key = shipment.key(entry);
                Sent sent =
                        new Sent(new String(key, UTF_8), shipment.payload(entry).getInt());
                pending.get(partition(key)).add(new Pending(sent, told));
            }

            void deliver() {
                int partition = random.nextInt(PARTITIONS);
                for (int more = random.nextInt(6);
                        more > 0 && !pending.get(partition).isEmpty();
                        more--) {
                    Pending next = pending.get(partition).remove();
                    topic.get(partition).add(next.sent);
                    next.told.acknowledged(topic.get(partition).size() - 1L);
                }
            }

            /** One is refused, or stored and its acknowledgement lost; those behind it may still get through. */
            void fail() {
                Deque<Pending> queue = pending.get(random.nextInt(PARTITIONS));
                if (queue.isEmpty()) {
                    return;
                }
                Pending next = queue.remove();
                if (random.nextBoolean()) {
                    topic.get(partition(next.sent.key().getBytes(UTF_8))).add(next.sent);
                }
                next.told.failed(new IllegalStateException("refused"));
            }

            @Override
            public void close() {
                closed = true;
                pending.forEach(Deque::clear);
            }
        }
    }
}
