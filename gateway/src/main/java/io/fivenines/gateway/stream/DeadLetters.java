package io.fivenines.gateway.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The messages a sink refused, one JSON object a line: {@code {"putAsideAt":...,"reason":"...","message":{...}}}. The
 * file is the operator's: who moves it away makes room.
 */
final class DeadLetters {
    private static final int REASON_MAX = 500;

    private final StreamConfig.DeadLetterConfig config;

    DeadLetters(StreamConfig.DeadLetterConfig config) {
        this.config = config;
    }

    Path file() {
        return config.file();
    }

    /** What the file holds now, 0 if there is none. */
    long bytes() {
        try {
            return Files.size(config.file());
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Adds a message, durably.
     *
     * @return false if there is no room for it
     */
    boolean add(Message message, String reason, long nowMs) throws IOException {
        byte[] line = line(message, reason, nowMs);
        if (bytes() + line.length >= config.bytesMax()) {
            return false;
        }
        // Opened each time: it is seldom needed, and may have been moved away.
        try (LineFile file = new LineFile(config.file())) {
            file.append(List.of(line));
        }
        return true;
    }

    private static byte[] line(Message message, String reason, long nowMs) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(("{\"putAsideAt\":" + nowMs / 1000 + ",\"reason\":\"" + plain(reason) + "\",\"message\":")
                .getBytes(StandardCharsets.UTF_8));
        line.writeBytes(message.json());
        line.write('}');
        return line.toByteArray();
    }

    /** What a sink answered, fit for a JSON text. */
    private static String plain(String reason) {
        String cut = reason.length() > REASON_MAX ? reason.substring(0, REASON_MAX) + "..." : reason;
        return cut.replaceAll("[^ -~]", " ").replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
