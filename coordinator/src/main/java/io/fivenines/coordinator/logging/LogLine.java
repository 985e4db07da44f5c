package io.fivenines.coordinator.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * A log event as text for people. Idents, paths and messages may hold what a stranger chose, so that a value which is
 * more than one plain word is quoted, control characters are escaped, and a line that goes on is marked:
 *
 * <pre>
 * 2026-11-22T12:00:00.000Z WARN  [trackers-1] Rejections: Frame not accepted ident=123 peer=10.0.0.1:5023
 * 2026-11-22T12:00:00.000Z ERROR [api-7] Api: A request failed path="/v1/a b"
 *   | java.io.IOException: bad sector
 * </pre>
 */
public final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final Pattern PLAIN = Pattern.compile("[!-~&&[^\"\\\\=]]+");
    private static final String GOES_ON = "\n  | ";

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(event.getLevel());
        line.append(event.getLevel().toString().length() < 5 ? "  [" : " [");
        line.append(event.getThreadName()).append("] ");
        line.append(event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1));
        text(line.append(": "), event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> value(line.append(' ').append(pair.key).append('='), String.valueOf(pair.value)));
        }
        if (event.getThrowableProxy() != null) {
            text(line.append('\n'), ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return go(line);
    }

    private static String go(StringBuilder line) {
        return line.toString().stripTrailing().replace("\n", GOES_ON) + '\n';
    }

    private static void text(StringBuilder line, String text) {
        text.chars().forEach(c -> {
            if (c == '\n' || c == '\t') {
                line.append((char) c);
            } else {
                escaped(line, (char) c);
            }
        });
    }

    private static void value(StringBuilder line, String value) {
        if (PLAIN.matcher(value).matches()) {
            line.append(value);
            return;
        }
        line.append('"');
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                line.append('\\');
            }
            escaped(line, (char) c);
        });
        line.append('"');
    }

    private static void escaped(StringBuilder line, char c) {
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            line.append(String.format("\\u%04x", (int) c));
        } else {
            line.append(c);
        }
    }
}
