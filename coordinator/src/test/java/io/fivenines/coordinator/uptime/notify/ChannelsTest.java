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
            new Webhook(new WebhookConfig("ops", url, shape, "-100")).send(BEGIN);
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

    @Test
    void shouldSendMailAndNeverWithoutEncryptionWhereThatIsWanted() throws Exception {
        List<String> heard = heardBySmtp("none");
        assertThat(heard).contains("MAIL FROM:<status@example.com>", "RCPT TO:<ops@example.com>");
        assertThat(heard).contains("Subject: eu.gw.example.com@eu is down").anyMatch(line -> line.contains("fra: api"));
        assertThatThrownBy(() -> heardBySmtp("starttls")).hasMessageContaining("STARTTLS");
    }

    private static List<String> heardBySmtp(String security) throws Exception {
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
            new Mail(config, () -> Instant.EPOCH).send(BEGIN);
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
