package io.fivenines.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.gateway.stream.StreamConfig.DeadLetterConfig;
import io.fivenines.testing.ExpectedErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {
    private static final long START_MS = 1_700_000_000_000L;

    @TempDir
    Path folder;

    private final MemoryLog log = new MemoryLog();
    private final FakeSink sink = new FakeSink();
    private long nowMs = START_MS;
    private FilterConfig filter = FilterConfig.DEFAULT;
    private int messages = 10;
    private Duration linger = Duration.ZERO;
    private int poisonTries = 3;
    private DeadLetterConfig deadLetters;
    private Stream stream;

    @BeforeEach
    void putDeadLettersIntoTheFolder() {
        deadLetters = new DeadLetterConfig(folder.resolve("dead.jsonl"), 64 << 10);
    }

    private Stream open() {
        StreamConfig config = new StreamConfig(
                "s",
                new FakeSinkConfig(sink),
                filter,
                new BatchConfig(messages, 1 << 20, linger),
                new RetryConfig(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(1), poisonTries),
                deadLetters);
        stream = new Stream(
                config,
                log::feed,
                new Semaphore(1),
                sink,
                Runnable::run,
                () -> Instant.ofEpochMilli(nowMs),
                new Random(1));
        return stream;
    }

    /** Steps until there is nothing more to do, pauses of no length. */
    private Stream run() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            Pause pause = stream.step();
            if (pause.wakeable()) {
                return stream;
            }
            nowMs += pause.ms();
        }
        throw new AssertionError("still busy: " + stream.status());
    }

    private void appendFrom(String ident, int first, int count) {
        for (int i = first; i < first + count; i++) {
            log.append(ident, "line", START_MS, i, 50);
        }
    }

    @Test
    void shouldDeliverEverythingInOrderAndRememberIt() throws Exception {
        appendFrom("1", 0, 25);
        open();
        run();
        assertThat(sink.latitudes()).hasSize(25).isSorted();
        assertThat(sink.deliveries).containsExactly(10, 10, 5);
        assertThat(log.committed("s")).isEqualTo(25);
        assertThat(stream.status().counts().delivered()).isEqualTo(25);
        assertThat(sink.received.get(3).get("message.position").asInt()).isEqualTo(3);
    }

    @Test
    void shouldGoOnWhereTheOneBeforeItWasConfirmed() throws Exception {
        appendFrom("1", 0, 25);
        sink.behaviour = batch -> {
            if (sink.received.size() == 10) {
                throw SinkException.down("gone", null);
            }
        };
        open();
        stream.step();
        stream.step();
        stream.close();
        assertThat(sink.closed).isTrue();
        sink.behaviour = batch -> {};
        open();
        run();
        assertThat(sink.latitudes()).hasSize(25).isSorted();
    }

    @Test
    void shouldDeliverAgainWhatWasDeliveredAndNotRemembered() throws Exception {
        appendFrom("1", 0, 5);
        log.failCommits(() -> true);
        open();
        stream.step();
        assertThat(sink.received).hasSize(5);
        assertThat(stream.status().trouble()).isEqualTo("the journal: disk full");
        stream.close();
        log.failCommits(() -> false);
        open();
        run();
        assertThat(sink.latitudes()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 0.0, 1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void shouldNotDeliverAgainOnlyBecauseRememberingTakesSomeTries() throws Exception {
        appendFrom("1", 0, 5);
        int[] left = {2};
        log.failCommits(() -> left[0]-- > 0);
        open();
        run();
        assertThat(sink.received).hasSize(5);
        assertThat(log.committed("s")).isEqualTo(5);
    }

    @Test
    void shouldReadAnewWhatItCanNeverRemember() throws Exception {
        appendFrom("1", 0, 5);
        int[] left = {5};
        log.failCommits(() -> left[0]-- > 0);
        open();
        run();
        assertThat(sink.received).hasSize(10);
        assertThat(log.committed("s")).isEqualTo(5);
    }

    @Test
    void shouldPauseLongerAfterEachFailureAndSayWhatKeepsIt() throws Exception {
        appendFrom("1", 0, 1);
        int[] tries = {0};
        sink.behaviour = batch -> {
            tries[0]++;
            throw SinkException.down("no route", null);
        };
        open();
        long firstMs = nowMs;
        while (tries[0] < 8) {
            nowMs += stream.step().ms();
        }
        assertThat(nowMs - firstMs).isBetween(6_350L, 12_700L);
        StreamStatus status = stream.status();
        assertThat(status.trouble()).isEqualTo("no route");
        assertThat(status.troubleSinceMs()).isEqualTo(firstMs);
        assertThat(status.counts().failed()).isEqualTo(8);
        assertThat(status.lagRecords()).isEqualTo(1);
        assertThat(status.lagSeconds(nowMs)).isEqualTo((nowMs - START_MS) / 1e3);
        sink.behaviour = batch -> {};
        run();
        assertThat(stream.status().trouble()).isEmpty();
        nowMs += 1000;
        stream.step();
        assertThat(stream.status().lagRecords()).isZero();
        assertThat(stream.status().lagSeconds(nowMs)).isZero();
    }

    @Test
    void shouldLeaveASinkAloneForAsLongAsItAsks() throws Exception {
        appendFrom("1", 0, 1);
        long notBeforeMs = nowMs + 30_000;
        sink.behaviour = batch -> {
            if (nowMs < notBeforeMs) {
                throw SinkException.down("busy", null).notBefore(notBeforeMs);
            }
        };
        open();
        run();
        assertThat(sink.deliveries).hasSize(2);
        assertThat(nowMs).isGreaterThanOrEqualTo(notBeforeMs);
    }

    @Test
    void shouldDeliverOnlyTheRestOfWhatWasConfirmedInPart() throws Exception {
        appendFrom("1", 0, 5);
        boolean[] failed = {false};
        sink.behaviour = batch -> {
            if (!failed[0]) {
                failed[0] = true;
                batch.subList(0, 3).forEach(sink::receive);
                throw SinkException.down("cut off", null).confirmed(3);
            }
        };
        open();
        run();
        assertThat(sink.latitudes()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    }

    @Test
    @ExpectedErrors("A sink failed in an unforeseen way")
    void shouldOutliveASinkThatThrows() throws Exception {
        appendFrom("1", 0, 1);
        boolean[] failed = {false};
        sink.behaviour = batch -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("a bug");
            }
        };
        open();
        run();
        assertThat(sink.received).hasSize(1);
    }

    @Test
    void shouldWaitForCompanyWhileThereIsLittle() throws Exception {
        linger = Duration.ofMillis(200);
        appendFrom("1", 0, 3);
        open();
        assertThat(stream.step()).isEqualTo(new Pause(200, false));
        nowMs += 150;
        appendFrom("1", 3, 1);
        assertThat(stream.step()).isEqualTo(new Pause(50, false));
        nowMs += 50;
        stream.step();
        assertThat(sink.deliveries).containsExactly(4);
    }

    @Test
    void shouldNotWaitWithAFullBatch() throws Exception {
        linger = Duration.ofSeconds(10);
        appendFrom("1", 0, 10);
        open();
        stream.step();
        assertThat(sink.deliveries).containsExactly(10);
    }

    @Test
    void shouldReadNoFurtherThanOneBatchWhileItsSinkIsDown() throws Exception {
        appendFrom("1", 0, 1000);
        sink.behaviour = batch -> {
            throw SinkException.down("gone", null);
        };
        open();
        for (int i = 0; i < 100; i++) {
            nowMs += stream.step().ms();
        }
        assertThat(sink.deliveries).containsOnly(10);
    }

    @Test
    void shouldPutOnlyThePoisonAsideAndGoOn() throws Exception {
        appendFrom("1", 0, 25);
        sink.behaviour = batch -> {
            if (batch.stream().anyMatch(StreamTest::isSeven)) {
                throw SinkException.poison("400", null);
            }
        };
        open();
        run();
        assertThat(sink.latitudes()).hasSize(24).isSorted().doesNotContain(7.0);
        assertThat(sink.deliveries.subList(0, 3))
                .as("whole, as often as it may be")
                .containsOnly(10);
        assertThat(sink.deliveries).hasSizeLessThan(16);
        StreamStatus.Aside aside = stream.status().aside();
        assertThat(aside.messages()).isEqualTo(1);
        assertThat(aside.reason()).isEqualTo("400");
        assertThat(aside.bytes()).isPositive();
        JsonNode letter = new ObjectMapper().readTree(Files.readString(folder.resolve("dead.jsonl")));
        assertThat(letter.at("/message/position.latitude").asDouble()).isEqualTo(7.0);
        assertThat(letter.get("reason").asText()).isEqualTo("400");
        assertThat(log.committed("s")).isEqualTo(25);
    }

    private static boolean isSeven(Message message) {
        return FakeSink.json(message).get("position.latitude").asDouble() == 7;
    }

    @Test
    void shouldFindEveryPoisonOfABatch() throws Exception {
        appendFrom("1", 0, 10);
        sink.behaviour = batch -> {
            if (batch.stream()
                    .anyMatch(one -> FakeSink.json(one).get("position.latitude").asInt() % 3 == 0)) {
                throw SinkException.poison("422", null);
            }
        };
        open();
        run();
        assertThat(sink.latitudes()).containsExactly(1.0, 2.0, 4.0, 5.0, 7.0, 8.0);
        assertThat(stream.status().aside().messages()).isEqualTo(4);
    }

    @Test
    void shouldStandStillRatherThanLoseWhatItHasNoRoomToPutAside() throws Exception {
        deadLetters = new DeadLetterConfig(folder.resolve("dead.jsonl"), 64 << 10);
        Files.write(deadLetters.file(), new byte[(64 << 10) - 10]);
        appendFrom("1", 0, 2);
        sink.behaviour = batch -> {
            throw SinkException.poison("400", null);
        };
        open();
        for (int i = 0; i < 50; i++) {
            nowMs += stream.step().ms();
        }
        assertThat(stream.status().trouble()).contains("no room to put a message aside");
        assertThat(log.committed("s")).isZero();
        Files.delete(deadLetters.file());
        run();
        assertThat(stream.status().aside().messages()).isEqualTo(2);
        assertThat(Files.readAllLines(deadLetters.file())).hasSize(2);
        assertThat(log.committed("s")).isEqualTo(2);
    }

    @Test
    void shouldLeaveProbesOutUnlessAskedForThem() throws Exception {
        log.append("fivenines-probe-riga", 1);
        log.append("990001001000001", 2);
        log.append("990001001000006", 3);
        log.append("fivenines-probe-1-1-line", 4);
        log.append("990001001000316", 5);
        log.append("990001001001007", 6);
        log.append("2", 7);
        open();
        run();
        assertThat(sink.idents()).containsExactly("990001001001007", "2");
        assertThat(stream.status().counts().leftOut()).isEqualTo(5);
        assertThat(log.committed("s")).isEqualTo(7);
        sink.received.clear();
        stream.close();
        filter = new FilterConfig(List.of(), List.of(), List.of(), List.of(), FilterConfig.Probes.DELIVER);
        log.append("fivenines-probe-riga", 8);
        open();
        run();
        assertThat(sink.idents()).containsExactly("fivenines-probe-riga");
    }

    @Test
    void shouldTakeWhatItsFilterNames() throws Exception {
        log.append("350000000000001", "gt06", START_MS, 1, 80);
        log.append("350000000000002", "line", START_MS, 2, 80);
        log.append("860000000000003", "gt06", START_MS, 3, 80);
        log.append("350000000000004", "gt06", START_MS, 4, -1);
        filter = new FilterConfig(
                List.of("gt06"),
                List.of(new Glob("35*")),
                List.of(new Glob("battery.*")),
                List.of(new Glob("battery.*")),
                FilterConfig.Probes.LEAVE_OUT);
        open();
        run();
        assertThat(sink.idents()).containsExactly("350000000000001");
        assertThat(sink.received.get(0).has("position.latitude")).isFalse();
        assertThat(sink.received.get(0).get("battery.level").asInt()).isEqualTo(80);
        assertThat(sink.received.get(0).has("message.id")).isTrue();
    }

    @Test
    void shouldSayOfAMessageThatItCannotReadIt() throws Exception {
        log.appendStrange("9");
        open();
        run();
        assertThat(sink.received.get(0).get("error").asText()).contains("not readable by this version");
    }

    @Test
    void shouldComplainAndComeBackWhenTheJournalCannotBeRead() throws Exception {
        appendFrom("1", 0, 3);
        boolean[] broken = {true};
        log.failReading(() -> broken[0]);
        open();
        stream.step();
        assertThat(stream.status().trouble()).isEqualTo("the journal: bad sector");
        broken[0] = false;
        run();
        assertThat(sink.received).hasSize(3);
        assertThat(stream.status().trouble()).isEmpty();
    }
}
