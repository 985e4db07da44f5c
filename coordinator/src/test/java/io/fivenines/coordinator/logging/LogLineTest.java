package io.fivenines.coordinator.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
    private static final String HEAD = "2026-11-22T12:00:00.000Z INFO  [main] Node: ";

    @Test
    void shouldNameTimeLevelThreadLoggerMessageAndValues() {
        LoggingEvent event = event("Frame not accepted", null);
        event.setKeyValuePairs(List.of(new KeyValuePair("ident", "123"), new KeyValuePair("peer", "[::1]:5023")));
        assertThat(line(event)).isEqualTo(HEAD + "Frame not accepted ident=123 peer=[::1]:5023\n");
    }

    @Test
    void shouldNotLetAMessageForgeALine() {
        assertThat(line(event("a\r\n2026-11-22T12:00:00.000Z INFO  [main] Node: all is well\u2028\u001b[2J", null)))
                .isEqualTo(HEAD + "a\\u000d\n  | 2026-11-22T12:00:00.000Z INFO  [main] Node: all is well"
                        + "\\u2028\\u001b[2J\n");
    }

    @Test
    void shouldNotLetAValueForgeAnother() {
        LoggingEvent event = event("Login", null);
        event.setKeyValuePairs(List.of(
                new KeyValuePair("ident", "1\" peer=\"here"),
                new KeyValuePair("path", "a=b"),
                new KeyValuePair("text", "a\nb"),
                new KeyValuePair("none", null),
                new KeyValuePair("empty", "")));
        assertThat(line(event))
                .isEqualTo(HEAD + "Login ident=\"1\\\" peer=\\\"here\" path=\"a=b\" text=\"a\\u000ab\" none=null"
                        + " empty=\"\"\n");
    }

    @Test
    void shouldMarkTheLinesOfATrace() {
        String line = line(event("Failed", new IOException("bad\nsector")));
        assertThat(line).startsWith(HEAD + "Failed\n  | java.io.IOException: bad\n  | sector\n  | \tat ");
        assertThat(line.lines().skip(1)).allMatch(more -> more.startsWith("  | "));
    }

    @Test
    void shouldWriteJsonThatHoldsALinePerEventWhateverIsInIt() {
        LoggingEvent event = event("a\nb", null);
        event.setKeyValuePairs(List.of(new KeyValuePair("ident", "1\"\n")));
        String json = new String(Logging.json(new LoggerContext()).encode(event), StandardCharsets.UTF_8);
        assertThat(json).endsWith("}\n").doesNotContain("a\nb");
        assertThat(json.lines()).hasSize(1);
        assertThat(json).contains("\"level\":\"INFO\"").contains("a\\nb").contains("{\"ident\":\"1\\\"\\n\"}");
    }

    private static LoggingEvent event(String message, Throwable cause) {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("io.fivenines.gateway.Node"), Level.INFO, message, cause, new Object[0]);
        event.setInstant(Instant.parse("2026-11-22T12:00:00Z"));
        event.setThreadName("main");
        return event;
    }

    private static String line(LoggingEvent event) {
        return new LogLine().doLayout(event);
    }
}
