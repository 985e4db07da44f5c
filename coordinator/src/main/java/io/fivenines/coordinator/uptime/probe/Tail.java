package io.fivenines.coordinator.uptime.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * The stream of one tracker's messages as they become durable, by server-sent events: a line {@code data: } each.
 * Another thread may close it to end a wait.
 */
final class Tail implements Closeable {
    private static final String DATA = "data:";

    private final String url;
    private final InputStream events;
    private final IOException trouble;

    private Tail(String url, InputStream events, IOException trouble) {
        this.url = url;
        this.events = events;
        this.trouble = trouble;
    }

    /** Follows it from now on; one that cannot be followed says so when it is read. */
    static Tail follow(Api api, String url, String token) throws InterruptedException {
        try {
            return new Tail(url, api.open(url, token), null);
        } catch (IOException e) {
            return new Tail(url, InputStream.nullInputStream(), e);
        }
    }

    /** Reads on until a message is the one. */
    void await(Predicate<JsonNode> one) throws IOException {
        if (trouble != null) {
            throw trouble;
        }
        // Not closed here: that would be the end of the stream.
        BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(DATA) && one.test(Api.read(line.substring(DATA.length())))) {
                return;
            }
        }
        throw new IOException(url + " ends without the records");
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
