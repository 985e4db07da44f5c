package io.fivenines.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final Watch watch = new Watch(() -> Instant.ofEpochSecond(1_700_000_000));
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void shouldCutOffAClientForWhomTooMuchWaits() throws IOException {
        for (int i = 0; i < 1000; i++) {
            watch.received(new byte[500]);
        }
        EventStream out = new EventStream(sent, new CountDownLatch(1), () -> true);
        watch.show(out);
        out.end();
        assertThat(out.isCut()).isTrue();
        String text = sent.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("event: cut\ndata: {\"detail\":\"too slow: more than 262144 bytes were waiting\"}");
        assertThat(text.lines().filter(line -> line.contains("\"direction\":\"in\"")))
                .as("what had been taken before")
                .hasSize(262_144 / 564);
    }

    @Test
    void shouldBoundAFloodOfEmptyFrames() {
        for (int i = 0; i < 10_000; i++) {
            watch.sent(new byte[0]);
        }
        assertThat(watch.waiting()).isEqualTo(262_144 / 64);
    }
}
