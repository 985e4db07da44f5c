package io.fivenines.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Auto;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.vitals.Vitals;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection through a listener for several protocols. */
class AutoConnectionTest {
    private static final Protocol AUTO = Auto.among(List.of(LineProtocol.PROTOCOL));

    private final FakeJournal journal = new FakeJournal(4);
    private final Registry registry = new Registry();
    private final Vitals vitals = new Vitals(Verdict.values());
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    AutoConnectionTest() {
        Room room = new Room(ConnectionConfig.DEFAULT, journal, registry, vitals, () -> now, () -> 0L, Doorman.NONE);
        Lane lane = new Lane(channel.eventLoop(), room, new Rejections(() -> now));
        Entrance line = entrance(LineProtocol.PROTOCOL, Map.of());
        channel.pipeline().addLast(lane.connection(entrance(AUTO, Map.of("line", line))));
        channel.pipeline().fireChannelActive();
    }

    private Entrance entrance(Protocol protocol, Map<String, Entrance> kinds) {
        String name = protocol.name();
        return new Entrance(
                "any",
                protocol,
                false,
                new Guests(100, 0),
                Origin.listener(name, "any"),
                vitals.protocol(name),
                null,
                kinds);
    }

    @AfterEach
    void closeChannel() {
        channel.finishAndReleaseAll();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        channel.runPendingTasks();
    }

    private String answers() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return text.toString();
    }

    private String metric(String series) {
        StringWriter page = new StringWriter();
        try {
            vitals.write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString()
                .lines()
                .filter(line -> line.startsWith("fivenines_gateway_" + series))
                .findFirst()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .orElse("none");
    }

    @Test
    void shouldServeTheProtocolItRecognises() {
        send("I,123\nR,1000,5.5\n");
        journal.sync();
        channel.runPendingTasks();
        assertThat(answers()).isEqualTo("ir");
        assertThat(journal.messages())
                .singleElement()
                .asString()
                .contains("\"protocol\":\"line\"", "\"channel\":\"any\"");
        assertThat(registry.find(Ident.of("123")).protocol()).isEqualTo("line");
        assertThat(registry.find(Ident.of("123")).channel()).isEqualTo("any");
    }

    @Test
    void shouldDecideFromSingleBytes() {
        for (String octet : "I,123\nH\n".split("")) {
            send(octet);
        }
        assertThat(answers()).isEqualTo("ih");
    }

    @Test
    void shouldCountTheConnectionForTheProtocolItIs() {
        assertThat(metric("connections{protocol=\"auto\"")).isEqualTo("1.0");
        send("I,123\n");
        assertThat(metric("connections{protocol=\"auto\"")).isEqualTo("0.0");
        assertThat(metric("connections{protocol=\"line\"")).isEqualTo("1.0");
        assertThat(metric("connections_opened_total{protocol=\"auto\"")).isEqualTo("1.0");
        assertThat(metric("connections_recognised_total{protocol=\"line\"")).isEqualTo("1.0");
        channel.close();
        assertThat(metric("connections{protocol=\"line\"")).isEqualTo("0.0");
        assertThat(metric("connections_closed_total{protocol=\"line\",reason=\"peer\""))
                .isEqualTo("1.0");
    }

    @Test
    void shouldCloseAndCountWhatNobodySpeaks() {
        send("GET / HTTP/1.1\r\n\r\n");
        assertThat(channel.isActive()).isFalse();
        assertThat(metric("connections_closed_total{protocol=\"auto\",reason=\"unrecognised\""))
                .isEqualTo("1.0");
        assertThat(metric("garbage_bytes_total{protocol=\"auto\"")).isEqualTo("18.0");
        assertThat(answers()).isEmpty();
    }

    @Test
    void shouldNotWaitForeverForAnOpening() {
        send("I");
        now = now.plus(Duration.ofMinutes(1));
        channel.advanceTimeBy(60_000, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        assertThat(channel.isActive()).isFalse();
        assertThat(metric("connections_closed_total{protocol=\"auto\",reason=\"login_timeout\""))
                .isEqualTo("1.0");
    }

    @Test
    void shouldKeepTheLimitsOfTheProtocolItRecognised() {
        send("I,123\n" + "R".repeat(65));
        assertThat(channel.isActive()).isFalse();
        assertThat(metric("connections_closed_total{protocol=\"line\",reason=\"oversize\""))
                .isEqualTo("1.0");
    }
}
