package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.Json;
import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.telemetry.MessageReader;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the JSON of journal entries, one after the other. */
final class MessageText {
    private final MessageReader reader = new MessageReader();
    private final StringBuilder text = new StringBuilder();

    /** The entry the cursor stands at; holds until the next call. */
    CharSequence of(Cursor at) {
        text.setLength(0);
        try {
            return reader.read(at.position(), at.storedAtMs(), at.timeMs(), at.key(), at.payload())
                    .json(text);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return unreadable(at, e);
        }
    }

    /** A newer gateway's message must not stop a reader, nor go missing in silence. */
    private static String unreadable(Cursor at, RuntimeException e) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put(
                "ident", StandardCharsets.US_ASCII.decode(at.key().duplicate()).toString());
        message.put("server.timestamp", Json.seconds(at.storedAtMs()));
        message.put("message.position", at.position());
        message.put("error", "not readable by this version: " + e.getMessage());
        return Json.text(message);
    }
}
