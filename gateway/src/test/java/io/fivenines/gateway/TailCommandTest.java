package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TailCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    /** Plays the prepared answers, then refuses, which is what ends the command. */
    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Last-Event-ID") + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        String answer = answers.poll();
        int status = answer == null ? 403 : answer.isEmpty() ? 503 : 200;
        String body = status == 200 ? answer : "{\"error\":\"e\",\"detail\":\"no\",\"expected\":\"yes\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int tail(String... arguments) {
        TailCommand command = new TailCommand(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
        CommandLine line = new CommandLine(command).setExecutionExceptionHandler((cause, unused, parsed) -> {
            err.writeBytes(cause.getMessage().getBytes(StandardCharsets.UTF_8));
            return 1;
        });
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--api=http://127.0.0.1:" + server.getAddress().getPort());
        return line.execute(all.toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaints() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintMessagesAndComeBackWhereItWas() {
        answers.add("retry: 1000\n\nid: 7\ndata: {\"a\":1}\n\n:\n\nid: 8\ndata: {\"a\":2}\n\nid: 12\n\n");
        answers.add("id: 9\ndata: {\"a\":3}\n\n");
        assertThat(tail()).isEqualTo(1);
        assertThat(printed()).isEqualTo("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
        assertThat(requests)
                .containsExactly(
                        "/v1/messages/tail null null", "/v1/messages/tail 12 null", "/v1/messages/tail 9 null");
        assertThat(complaints()).contains("the API answers 403: no; expected yes");
    }

    @Test
    void shouldAskForOneTrackerWithItsToken(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "secret\n");
        tail("a&b", "--token-file=" + file);
        assertThat(requests).containsExactly("/v1/messages/tail?ident=a%26b null Bearer secret");
    }

    @Test
    @Timeout(20)
    void shouldPrintAMessageBeforeTheNextOneComes() {
        server.createContext("/v1/messages/tail", exchange -> {
            if (out.size() > 0) {
                answer(exchange);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: {}\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await().until(() -> printed().equals("{}\n"));
            exchange.close();
        });
        tail();
        assertThat(printed()).isEqualTo("{}\n");
    }

    @Test
    void shouldSayWhatItMissed() {
        answers.add("event: cut\ndata: {\"detail\":\"too slow: 5 messages behind\",\"cursor\":7}\n\n");
        tail();
        assertThat(printed()).isEmpty();
        assertThat(complaints())
                .contains("fivenines: too slow: 5 messages behind; what is missing: ")
                .contains("/v1/messages?cursor=7");
    }

    @Test
    void shouldTryAgainAfterWhatPassesAndSayItOnce() {
        answers.addAll(List.of("", "", "id: 1\ndata: {}\n\n"));
        tail();
        assertThat(printed()).isEqualTo("{}\n");
        assertThat(complaints().split("trying again", -1)).hasSize(2);
    }

    @Test
    void shouldRefuseAnIdentThatCannotBeOne() {
        assertThat(tail("a b")).isEqualTo(1);
        assertThat(complaints()).contains("ident 'a b', expected 1 to 64 printable characters");
        assertThat(requests).isEmpty();
    }
}
