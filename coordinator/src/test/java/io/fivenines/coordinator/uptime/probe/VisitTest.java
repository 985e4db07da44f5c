package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Before a gateway that delivers commands in order, of which some are from earlier rounds. */
@Timeout(60)
class VisitTest {
    private static final int LIMIT_MS = 20_000;
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");
    private static final Wire WIALON = Wire.ALL.stream()
            .filter(wire -> wire.protocol().equals("wialon"))
            .findFirst()
            .orElseThrow();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private HttpServer api;
    private ServerSocket listener;
    private Visit visit;

    @BeforeEach
    void start() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        listener = new ServerSocket(0, 1, here);
        api = HttpServer.create(new InetSocketAddress(here, 0), 0);
        api.createContext("/v1/devices", this::commands);
        api.setExecutor(threads);
        api.start();
        threads.execute(this::serve);
        Target target = new Target(
                new Subject("eu", "eu.gw.example.com"),
                1,
                here.getHostAddress(),
                List.of(),
                List.of(new Target.Port(WIALON, listener.getLocalPort())),
                new Target.Api("http://{address}:" + api.getAddress().getPort(), ""),
                Target.Freshness.NONE);
        Surroundings around = new Surroundings(System::nanoTime, InstantSource.system(), Thread::sleep, new Random(1));
        Visit.Means means = new Visit.Means(
                target.trackers(),
                new Idents("99", 1),
                new NameMemory(),
                new Itinerary(60_000),
                new Api(threads, Duration.ofMillis(LIMIT_MS)),
                LIMIT_MS);
        visit = new Visit(target, means, around);
    }

    @AfterEach
    void stop() throws IOException {
        visit.close();
        api.stop(0);
        listener.close();
        threads.shutdownNow();
    }

    @Test
    void shouldTakeWhatAnEarlierRoundGaveUpWaitingForAndGoOnToItsOwn() throws Exception {
        queue.add("fivenines-probe 80000001");
        queue.add("fivenines-probe 80000002");
        visit.tracker();
        assertThat(visit.command()).isEmpty();
        assertThat(taken)
                .hasSize(3)
                .startsWith("fivenines-probe 80000001", "fivenines-probe 80000002")
                .allMatch(text -> text.startsWith("fivenines-probe "));
    }

    /** Takes commands, and calls all it has confirmed. */
    private void commands(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean post = exchange.getRequestMethod().equals("POST");
            if (post) {
                Matcher text =
                        TEXT.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                queue.add(text.find() ? text.group(1) : "no text");
            }
            String command = "{\"id\":\"1\",\"state\":\"confirmed\",\"reply\":\"\"}";
            byte[] answer = (post ? command : "{\"commands\":[" + command + "]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** Wialon IPS: delivers once the records are in. */
    private void serve() {
        try (Socket socket = listener.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            say(socket, "#AL#1");
            in.readLine();
            say(socket, "#AB#2");
            while (true) {
                String text = queue.take();
                say(socket, "#M#" + text + ";" + sum(text + ";"));
                if (in.readLine() == null) {
                    return;
                }
                taken.add(text);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** CRC-16/ARC, bit by bit. */
    private static String sum(String text) {
        int crc = 0;
        for (byte octet : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= octet & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xA001;
            }
        }
        return String.format("%04X", crc);
    }
}
