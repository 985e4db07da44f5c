package io.fivenines.gateway.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events as a client does. */
final class Events implements AutoCloseable {
    private final BufferedReader lines;
    private final List<String> ids = new ArrayList<>();

    /** An event; name and id are empty where it has none. */
    record Event(String name, String id, String data) {}

    Events(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next event, null at the end of the stream. */
    Event next() throws IOException {
        String name = "";
        String id = "";
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
                ids.add(id);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isEmpty()) {
                return new Event(name, id, data);
            }
        }
        return null;
    }

    /** Every id that came, also without an event. */
    List<String> ids() {
        return ids;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
