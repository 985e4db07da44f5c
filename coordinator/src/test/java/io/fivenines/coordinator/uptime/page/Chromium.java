package io.fivenines.coordinator.uptime.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.redirect.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real browser without a window, told what to do over its debugging protocol. */
final class Chromium implements WebSocket.Listener, AutoCloseable {
    private static final long WAIT_S = 20;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final WebSocket socket;
    private final StringBuilder part = new StringBuilder();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    /** What it told by itself since the last page was opened. */
    private final List<JsonNode> events = new ArrayList<>();

    private int asked;

    Chromium(Path folder) throws Exception {
        process = new ProcessBuilder(
                        Programs.need("chromium").toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        try {
            socket = client.newWebSocketBuilder().buildAsync(page(), this).join();
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
        for (String domain : List.of("Page", "Network", "Log", "Accessibility")) {
            ask(domain + ".enable", Map.of());
        }
    }

    private URI page() throws IOException, InterruptedException {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.contains("DevTools listening on ")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("chromium ended without saying where it listens");
        }
        String authority = URI.create(line.substring(line.indexOf("ws://"))).getAuthority();
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + authority + "/json/list"))
                .build();
        for (JsonNode target :
                mapper.readTree(client.send(list, BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("chromium has no page open");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            try {
                heard.add(mapper.readTree(part.toString()));
            } catch (IOException e) {
                throw new IllegalStateException("chromium does not speak JSON", e);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** Has something done; the answer's result. */
    JsonNode ask(String method, Map<String, Object> parameters) throws Exception {
        int id = ++asked;
        String question = mapper.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(question, true).join();
        JsonNode answer = await(one -> one.path("id").asInt() == id);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws Exception {
        while (true) {
            JsonNode one = heard.poll(WAIT_S, TimeUnit.SECONDS);
            if (one == null) {
                throw new IOException("no word from chromium in " + WAIT_S + " s");
            }
            events.add(one);
            if (wanted.test(one)) {
                return one;
            }
        }
    }

    /** Opens a page; how long it took until everything of it was there, in ms. */
    long open(String url) throws Exception {
        events.clear();
        long began = System.nanoTime();
        ask("Page.navigate", Map.of("url", url));
        if (events.stream().noneMatch(Chromium::isLoaded)) {
            await(Chromium::isLoaded);
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static boolean isLoaded(JsonNode event) {
        return event.path("method").asText().equals("Page.loadEventFired");
    }

    /** What it said of that kind since the page was opened. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit().orTimeout(WAIT_S, TimeUnit.SECONDS).join();
    }
}
