package io.fivenines.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events. */
final class EventFeed implements AutoCloseable {
    private final BufferedReader lines;
    private volatile boolean alive;
    private String lastId = "";

    /** An event; the name is empty for an ordinary one, the id where it has none. */
    record Event(String name, String id, String data) {}

    EventFeed(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next event, null at the end of the stream. */
    Event next() throws IOException {
        String name = "";
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            alive = true;
            if (line.isEmpty() && data.length() > 0) {
                return new Event(name, id, data.toString());
            }
            name = field(line, "event", name);
            id = field(line, "id", id);
            lastId = id.isEmpty() ? lastId : id;
            data.append(field(line, "data", ""));
        }
        return null;
    }

    /** Where to go on after this stream: an id may also come without an event. "" if none came. */
    String lastId() {
        return lastId;
    }

    private static String field(String line, String field, String otherwise) {
        return line.startsWith(field + ": ") ? line.substring(field.length() + 2) : otherwise;
    }

    /** Whether nothing at all, not even a sign of life, came since the last call. One thread may ask. */
    boolean silent() {
        boolean silent = !alive;
        alive = false;
        return silent;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
