package io.fivenines.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.vitals.Vitals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Trackers that close while the gateway does not read them: epoll says so, NIO only once they are read again. */
@EnabledOnOs(OS.LINUX)
class GoneWhilePausedTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vitals vitals = new Vitals(Verdict.values());
    private final LineServer server =
            new LineServer(new FakeJournal(0), new Registry(), vitals, () -> Instant.ofEpochSecond(1_795_348_800));

    @AfterEach
    void close() {
        server.close();
    }

    private double metric(String series) {
        StringWriter page = new StringWriter();
        try {
            vitals.write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString()
                .lines()
                .filter(line -> line.startsWith("fivenines_gateway_" + series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Sends what there is no space for, and is read no more. */
    private Socket pausedTracker() throws IOException {
        Socket tracker = new Socket(InetAddress.getLoopbackAddress(), server.port());
        send(tracker, "I,1\nR,1,1\n");
        await().atMost(LIMIT).until(() -> metric("reading_paused") > 0);
        return tracker;
    }

    private static void send(Socket tracker, String text) throws IOException {
        tracker.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void awaitNobody() {
        await().atMost(LIMIT).until(() -> metric("connections{") == 0);
        assertThat(metric("connections_closed_total{protocol=\"line\",reason=\"peer\""))
                .isOne();
    }

    @Test
    void shouldNoticeThatATrackerHasClosed() throws IOException {
        pausedTracker().close();
        awaitNobody();
    }

    @Test
    void shouldNoticeThatATrackerHasClosedBehindBytesNobodyRead() throws IOException {
        Socket tracker = pausedTracker();
        send(tracker, "H\n");
        tracker.close();
        awaitNobody();
    }

    @Test
    void shouldNoticeThatATrackerHasClosedBehindMoreThanAnyFrame() throws IOException {
        Socket tracker = pausedTracker();
        send(tracker, "H\n".repeat(50_000));
        tracker.close();
        awaitNobody();
    }
}
