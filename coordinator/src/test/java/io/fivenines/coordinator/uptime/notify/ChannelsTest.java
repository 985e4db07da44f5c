package io.fivenines.coordinator.uptime.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Sight;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.notify.Message.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelsTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final Message BEGIN = Message.of(
            Kind.BEGIN,
            new Incident(
                    SUBJECT, 0, 60_000, true, List.of(new Sight("fra", 0, 1000, 60_000, Step.API, "answers <500>"))));

    private static String posted(Shape shape, int status) throws IOException {
        return posted(shape, status, BEGIN);
    }

    private static String posted(Shape shape, int status, Message message) throws IOException {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            new Webhook(new WebhookConfig("ops", url, shape, "-100")).send(message);
        } finally {
            server.stop(0);
        }
        return bodies.poll();
    }

    @Test
    void shouldPostTheShapesThatOthersTake() throws Exception {
        assertThat(posted(Shape.JSON, 200))
                .contains("\"kind\":\"begin\"", "\"endpoint\":\"eu.gw.example.com\"", "\"seconds\":60");
        assertThat(posted(Shape.SLACK, 200))
                .startsWith("{\"text\":\"eu.gw.example.com@eu is down.")
                .contains("answers &lt;500&gt;");
        assertThat(posted(Shape.TELEGRAM, 200)).contains("\"chat_id\":\"-100\"", "answers <500>");
        assertThatThrownBy(() -> posted(Shape.JSON, 404))
                .hasMessageContaining("404")
                .hasMessageNotContaining("/hook");
    }

    /** Of an incident that was seen so often, the names and words as long as they can be. */
    private static Message longest(Kind kind, int sights, String words) {
        Subject subject = new Subject("d".repeat(127), "e".repeat(127));
        List<Sight> all = new ArrayList<>();
        for (int i = 0; i < sights; i++) {
            String distinct = i + " " + words;
            long fromMs = i * 1000L;
            all.add(new Sight("l".repeat(100), fromMs, fromMs, fromMs + 500, Step.API, distinct.substring(0, 300)));
        }
        return Message.of(kind, new Incident(subject, 0, sights * 1000L, kind == Kind.STILL, all));
    }

    @Test
    void shouldGiveTheNewestReasonsAndSayHowManyMoreThereWere() throws Exception {
        for (Kind kind : List.of(Kind.STILL, Kind.END, Kind.UNKNOWN, Kind.WITHDRAWN)) {
            Message message = longest(kind, 200, "w".repeat(300));
            assertThat(message.reasons()).hasSize(11).last().isEqualTo("and 190 more");
            assertThat(message.reasons().get(0)).contains(": api 199 www");
            assertThat(message.reasons().get(9)).contains(": api 190 www");
            assertThat(message.text()).hasSizeBetween(3_000, Message.LENGTH_MAX).endsWith("\nand 190 more");
        }
        assertThat(longest(Kind.END, 10, "w".repeat(300)).reasons())
                .hasSize(10)
                .noneMatch(reason -> reason.contains("more"));
        String json = posted(Shape.JSON, 200, longest(Kind.END, 200, "w".repeat(300)));
        assertThat(json).hasSizeLessThan(2 * 4_096).contains("\"and 190 more\"]");
        assertThat(posted(Shape.TELEGRAM, 200, longest(Kind.END, 200, "w".repeat(300))))
                .hasSizeLessThan(4_096);
    }

    @Test
    void shouldCutNoCharacterInTwo() {
        for (String words : List.of("\uD83D\uDE9A".repeat(200), "x" + "\uD83D\uDE9A".repeat(200))) {
            for (String reason : longest(Kind.END, 5, words).reasons()) {
                assertThat(reason).hasSizeLessThanOrEqualTo(290).endsWith("\uD83D\uDE9A…");
            }
        }
        Message flood = new Message(Kind.END, "id", SUBJECT, 0, 1000, 1, List.of("x", "\uD83D\uDE9A".repeat(3_000)));
        Message odd = new Message(Kind.END, "id", SUBJECT, 0, 1000, 1, List.of("xx", "\uD83D\uDE9A".repeat(3_000)));
        for (Message message : List.of(flood, odd)) {
            assertThat(message.text())
                    .hasSizeBetween(Message.LENGTH_MAX - 1, Message.LENGTH_MAX)
                    .endsWith("\uD83D\uDE9A…");
        }
    }

    @Test
    void shouldTakeBackInTheWordsOfEveryShape() throws Exception {
        Message back = Message.of(Kind.WITHDRAWN, new Incident(SUBJECT, 0, 60_000, true, List.of()));
        String words = "eu.gw.example.com@eu was not down after all.\\nThat it was down since 1970-01-01T00:00:00Z"
                + " is taken back: what has come since shows that not enough locations saw it so";
        assertThat(posted(Shape.JSON, 200, back))
                .contains("\"kind\":\"withdrawn\"", "\"title\":\"eu.gw.example.com@eu was not down after all\"")
                .contains(words);
        assertThat(posted(Shape.SLACK, 200, back)).contains(words);
        assertThat(posted(Shape.TELEGRAM, 200, back)).contains(words);
        assertThat(heardBySmtp("none", back))
                .contains("Subject: eu.gw.example.com@eu was not down after all")
                .anyMatch(line -> line.startsWith("That it was down since"));
    }

    @Test
    void shouldSendMailAndNeverWithoutEncryptionWhereThatIsWanted() throws Exception {
        List<String> heard = heardBySmtp("none");
        assertThat(heard).contains("MAIL FROM:<status@example.com>", "RCPT TO:<ops@example.com>");
        assertThat(heard).contains("Subject: eu.gw.example.com@eu is down").anyMatch(line -> line.contains("fra: api"));
        assertThatThrownBy(() -> heardBySmtp("starttls")).hasMessageContaining("STARTTLS");
    }

    private static List<String> heardBySmtp(String security) throws Exception {
        return heardBySmtp(security, BEGIN);
    }

    private static List<String> heardBySmtp(String security, Message message) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> serve(socket));
            MailConfig config = new MailConfig(
                    "mail",
                    "127.0.0.1",
                    socket.getLocalPort(),
                    security,
                    "",
                    "",
                    new MailConfig.Letter("status@example.com", List.of("ops@example.com")));
            new Mail(config, () -> Instant.EPOCH).send(message);
            return heard.get(10, TimeUnit.SECONDS);
        }
    }

    /** A mail server that takes one mail and knows no encryption. */
    private static List<String> serve(ServerSocket server) {
        List<String> heard = new ArrayList<>();
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 test");
            boolean data = false;
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                heard.add(line);
                if (line.equals("DATA")) {
                    data = true;
                    say(out, "354 go on");
                } else if (!data || line.equals(".")) {
                    data = false;
                    say(out, "250 ok");
                }
            }
            say(out, "221 bye");
        } catch (IOException e) {
            heard.add(e.toString());
        }
        return heard;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldSendSoManyAnHourAndSayHowManyItLeftOut() throws Exception {
        BlockingQueue<Message> sent = new LinkedBlockingQueue<>();
        Channel channel = new Channel() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public void send(Message message) {
                sent.add(message);
            }
        };
        long[] nowMs = {0};
        try (Outbox outbox = new Outbox(List.of(channel), 2, () -> nowMs[0])) {
            for (int i = 0; i < 5; i++) {
                outbox.send(BEGIN);
            }
            nowMs[0] = 3_600_000;
            outbox.send(BEGIN);
            sent.poll(10, TimeUnit.SECONDS);
            sent.poll(10, TimeUnit.SECONDS);
            Message third = sent.poll(10, TimeUnit.SECONDS);
            assertThat(third).isNotNull();
            assertThat(third.reasons()).last().asString().startsWith("3 messages before this one");
            assertThat(sent).isEmpty();
        }
    }
}
