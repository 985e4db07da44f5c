package io.fivenines.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.gateway.stream.StreamConfig.DeadLetterConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trackers, a disk that refuses at times, a sink that fails before, in the middle of and after taking a batch, and
 * crashes between any two steps: what must never happen is looked for after each.
 */
class StreamSimulationTest {
    private static final int SEEDS = 100;
    private static final int STEPS = 300;
    private static final int TRACKERS = 5;

    @TempDir
    Path folder;

    @Test
    void shouldLoseNothingAndKeepTheOrderOfEachTrackerWhateverFails() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                new Run(seed).play();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private final class Run implements Sink {
        private final Random random;
        private final MemoryLog log = new MemoryLog();
        private final Map<String, Integer> sent = new HashMap<>();
        private final Map<String, Integer> newest = new HashMap<>();
        private final Set<Integer> positions = new HashSet<>();
        private boolean calm;
        private int looked;
        private long nowMs = 1_700_000_000_000L;
        private Stream stream;

        private Run(int seed) {
            random = new Random(seed);
            log.failReading(() -> chance(50));
            log.failCommits(() -> chance(10));
        }

        private boolean chance(int oneIn) {
            return !calm && random.nextInt(oneIn) == 0;
        }

        @Override
        public void deliver(List<Message> messages) throws SinkException {
            assertThat(messages.size()).isBetween(1, 20);
            int taken = chance(4) ? random.nextInt(messages.size() + 1) : messages.size();
            messages.subList(0, taken).forEach(this::receive);
            if (taken < messages.size() || chance(8)) {
                SinkException failure = chance(3) ? SinkException.poison("no", null) : SinkException.down("no", null);
                throw failure.confirmed(random.nextInt(taken + 1));
            }
        }

        /** Every message received is the next of its tracker, or one that was there before. */
        private void receive(Message received) {
            JsonNode message = FakeSink.json(received);
            String ident = message.get("ident").asText();
            int number = message.get("position.latitude").asInt();
            int last = newest.getOrDefault(ident, -1);
            assertThat(number).as("the next of " + ident).isLessThanOrEqualTo(last + 1);
            newest.put(ident, Math.max(last, number));
            positions.add(message.get("message.position").asInt());
        }

        @Override
        public void close() {}

        private void play() throws InterruptedException {
            open();
            for (int i = 0; i < STEPS; i++) {
                if (random.nextInt(3) == 0) {
                    append();
                }
                if (random.nextInt(40) == 0) {
                    stream.close();
                    open();
                }
                nowMs += stream.step().ms();
                look();
            }
            calm = true;
            Pause pause = Pause.NONE;
            while (!pause.wakeable()) {
                pause = stream.step();
                nowMs += pause.ms();
            }
            look();
            assertThat(positions).hasSize(log.size());
            assertThat(log.committed("s")).isEqualTo(log.size());
        }

        /** What is remembered as delivered was. */
        private void look() {
            for (int upTo = log.committed("s"); looked < upTo; looked++) {
                assertThat(positions).contains(looked);
            }
        }

        private void append() {
            for (int n = random.nextInt(30); n > 0; n--) {
                String ident = "t" + random.nextInt(TRACKERS);
                int number = sent.merge(ident, 1, Integer::sum) - 1;
                log.append(ident, "line", nowMs, number, -1);
            }
        }

        private void open() {
            StreamConfig config = new StreamConfig(
                    "s",
                    new FakeSinkConfig(new FakeSink()),
                    FilterConfig.DEFAULT,
                    new BatchConfig(20, 1 << 20, Duration.ofMillis(random.nextInt(2) * 50L)),
                    new RetryConfig(Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofSeconds(1), 100),
                    new DeadLetterConfig(folder.resolve("dead.jsonl"), 1 << 20));
            stream = new Stream(
                    config,
                    log::feed,
                    new Semaphore(1),
                    this,
                    Runnable::run,
                    () -> Instant.ofEpochMilli(nowMs),
                    random);
        }
    }
}
