package io.fivenines.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.journal.Feed;
import io.fivenines.gateway.stream.StreamConfig.DeadLetterConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream of one of several nodes, whose share of the journal may go to another one. */
class StreamShareTest {
    private static final long START_MS = 1_700_000_000_000L;

    @TempDir
    Path folder;

    private final MemoryLog log = new MemoryLog();
    private final FakeSink sink = new FakeSink();
    private long nowMs = START_MS;
    private Share share;
    private Stream stream;

    @BeforeEach
    void open() {
        for (int i = 0; i < 6; i++) {
            log.append(i % 2 == 0 ? "stays" : "leaves", "line", START_MS, i, 50);
        }
        StreamConfig config = new StreamConfig(
                "s",
                new FakeSinkConfig(sink),
                FilterConfig.DEFAULT,
                new BatchConfig(10, 1 << 20, Duration.ZERO),
                new RetryConfig(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(1), 1),
                new DeadLetterConfig(folder.resolve("dead.jsonl"), 64 << 10));
        stream = new Stream(
                config,
                name -> share = new Share(log.feed(name)),
                new Semaphore(1),
                sink,
                Runnable::run,
                () -> Instant.ofEpochMilli(nowMs),
                new Random(1));
    }

    private void steps(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            nowMs += stream.step().ms();
        }
    }

    @Test
    void shouldLeaveToAnotherNodeWhatWentThereWhileItsSinkWasDown() throws Exception {
        sink.behaviour = batch -> {
            throw SinkException.down("gone", null);
        };
        steps(5);
        assertThat(sink.received).isEmpty();
        share.lose();
        sink.behaviour = batch -> {};
        steps(30);
        assertThat(sink.latitudes()).containsExactly(0.0, 2.0, 4.0);
        assertThat(sink.deliveries.get(sink.deliveries.size() - 1)).isEqualTo(3);
        assertThat(stream.status().trouble()).isEmpty();
        assertThat(log.committed("s")).isEqualTo(6);
    }

    @Test
    void shouldForgetThePoisonOfWhatWentToAnotherNode() throws Exception {
        sink.behaviour = batch -> {
            if (batch.stream().anyMatch(message -> message.ident().equals("leaves"))) {
                throw SinkException.poison("odd", null);
            }
        };
        steps(1);
        share.lose();
        steps(30);
        assertThat(sink.latitudes()).containsExactly(0.0, 2.0, 4.0);
        assertThat(stream.status().aside().messages()).isZero();
    }

    @Test
    void shouldDeliverAgainAsItWasWhatStays() throws Exception {
        sink.behaviour = batch -> {
            throw SinkException.down("gone", null);
        };
        steps(5);
        sink.behaviour = batch -> {};
        steps(30);
        assertThat(sink.latitudes()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(share.rewinds).isZero();
    }

    /** What is left of a log once the share with one of its trackers is gone. */
    private static final class Share implements Feed {
        private static final ByteBuffer LEAVES = ByteBuffer.wrap("leaves".getBytes(StandardCharsets.US_ASCII));

        private final Feed all;
        private boolean gone;
        private boolean lostSome;
        private int rewinds;

        private Share(Feed all) {
            this.all = all;
        }

        private void lose() {
            gone = true;
            lostSome = true;
        }

        @Override
        public boolean next() {
            boolean more = all.next();
            while (more && gone && all.key().equals(LEAVES)) {
                more = all.next();
            }
            return more;
        }

        @Override
        public String position() {
            return all.position();
        }

        @Override
        public long storedAtMs() {
            return all.storedAtMs();
        }

        @Override
        public long timeMs() {
            return all.timeMs();
        }

        @Override
        public ByteBuffer key() {
            return all.key();
        }

        @Override
        public ByteBuffer payload() {
            return all.payload();
        }

        @Override
        public void commit() {
            all.commit();
        }

        @Override
        public void rewind() {
            rewinds++;
            lostSome = false;
            all.rewind();
        }

        @Override
        public boolean lostSome() {
            return lostSome;
        }

        @Override
        public Lag lag() {
            return all.lag();
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
