package io.fivenines.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.stream.StreamConfig.DeadLetterConfig;
import io.fivenines.gateway.vitals.Health;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StreamRoomTest {
    @TempDir
    Path folder;

    private final MemoryLog log = new MemoryLog();
    private final Vitals vitals = new Vitals(Verdict.values());
    private final Health health = new Health();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

    private StreamRoom room(StreamConfig... streams) {
        StreamRoom.Surroundings around = new StreamRoom.Surroundings(
                InstantSource.system(), new Random(1), OutputStream.nullOutputStream(), (t, e) -> uncaught.add(e));
        return new StreamRoom(List.of(streams), log::feed, 1, around).show(vitals, health);
    }

    private StreamConfig stream(String name, FakeSink sink) {
        return new StreamConfig(
                name,
                new FakeSinkConfig(sink),
                FilterConfig.DEFAULT,
                new BatchConfig(10, 1 << 20, Duration.ZERO),
                RetryConfig.DEFAULT,
                new DeadLetterConfig(folder.resolve(name), 64 << 10));
    }

    @Test
    void shouldNotLetAStreamThatHangsHoldUpAnother() throws Exception {
        FakeSink hanging = new FakeSink();
        CountDownLatch hangs = new CountDownLatch(1);
        hanging.behaviour = messages -> {
            hangs.countDown();
            new CountDownLatch(1).await();
        };
        FakeSink well = new FakeSink();
        CountDownLatch delivered = new CountDownLatch(100);
        well.behaviour = messages -> messages.forEach(one -> delivered.countDown());
        for (int i = 0; i < 50; i++) {
            log.append("1", i);
        }
        try (StreamRoom room =
                room(stream("hanging", hanging), stream("well", well)).start()) {
            hangs.await();
            for (int i = 50; i < 100; i++) {
                log.append("1", i);
                room.onAppend();
            }
            delivered.await();
        }
        assertThat(log.committed("hanging")).isZero();
        assertThat(hanging.closed).isTrue();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldShowHowFarBehindItIsWhileADeliveryTakesItsTime() throws Exception {
        FakeSink hanging = new FakeSink();
        CountDownLatch goesOn = new CountDownLatch(1);
        hanging.behaviour = messages -> goesOn.await();
        log.append("1", 1);
        try (StreamRoom room = room(stream("slow", hanging)).start()) {
            await().until(() -> hanging.deliveries.size() == 1);
            log.append("1", 2);
            log.append("1", 3);
            await().untilAsserted(
                            () -> assertThat(metrics()).contains("fivenines_stream_lag_records{stream=\"slow\",} 3.0"));
            await().untilAsserted(() ->
                    assertThat(health.remarks().get("stream slow")).startsWith("nothing is confirmed for "));
            goesOn.countDown();
            await().until(() -> log.committed("slow") == 3);
            await().untilAsserted(() -> assertThat(health.remarks()).isEmpty());
            assertThat(room.all().get(0).counts().failed()).isZero();
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void shouldShowHowItsStreamsAre() throws IOException {
        FakeSink down = new FakeSink();
        down.behaviour = messages -> {
            throw SinkException.down("no route", null);
        };
        log.append("1", 1);
        StreamRoom room = room(stream("far", down));
        assertThat(health.remarks()).isEmpty();
        try (room) {
            room.start();
            await().untilAsserted(() -> assertThat(health.remarks()).containsEntry("stream far", "no route"));
            await().untilAsserted(
                            () -> assertThat(metrics()).contains("fivenines_stream_lag_records{stream=\"far\",} 1.0"));
            assertThat(health.ready()).as("it is the sink's fault").isTrue();
            assertThat(metrics())
                    .contains(
                            "fivenines_stream_up{stream=\"far\",} 0.0", "fivenines_stream_lag_seconds{stream=\"far\",}")
                    .contains("fivenines_stream_delivered_total{stream=\"far\",} 0.0")
                    .containsPattern("fivenines_stream_failed_total\\{stream=\"far\",} [1-9]")
                    .contains("fivenines_stream_put_aside_total{stream=\"far\",} 0.0");
        }
    }

    private String metrics() throws IOException {
        StringWriter text = new StringWriter();
        vitals.write(text);
        return text.toString();
    }
}
