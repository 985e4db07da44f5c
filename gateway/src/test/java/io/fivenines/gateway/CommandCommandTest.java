package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{\"state\":\"confirmed\",\"reply\":\"ok\"}";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private int command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--api", "http://127.0.0.1:" + server.getAddress().getPort()));
        return new CommandLine(new CommandCommand(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void shouldPostWhatIsAskedFor() {
        command("123", "--output", "2=off", "--wait", "30s");
        command("123", "--text", "getinfo", "--dialect", "codec14");
        command("123", "--raw", "0d0a");
        command("123", "--interval", "60");
        command("123", "--position");
        command("123", "--position", "--if-gateway-dies", "repeat");
        command("a/b c", "--reboot", "--ttl", "1d", "--password", "000000");
        assertThat(asked)
                .containsExactly(
                        "POST /v1/devices/123/commands"
                                + " {\"type\":\"output\",\"number\":2,\"on\":false,\"wait\":\"30s\"}",
                        "POST /v1/devices/123/commands"
                                + " {\"type\":\"text\",\"text\":\"getinfo\",\"dialect\":\"codec14\"}",
                        "POST /v1/devices/123/commands {\"type\":\"raw\",\"hex\":\"0d0a\"}",
                        "POST /v1/devices/123/commands {\"type\":\"interval\",\"seconds\":60}",
                        "POST /v1/devices/123/commands {\"type\":\"position\"}",
                        "POST /v1/devices/123/commands {\"type\":\"position\",\"ifGatewayDies\":\"repeat\"}",
                        "POST /v1/devices/a%2Fb%20c/commands"
                                + " {\"type\":\"reboot\",\"password\":\"000000\",\"ttl\":\"1d\"}");
    }

    @Test
    void shouldShowTheResultAndSucceedOnlyIfItIsDone() {
        assertThat(command("123", "--reboot")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(answer + System.lineSeparator());
        answer = "{\"state\":\"refused\"}";
        assertThat(command("123", "--reboot")).isEqualTo(1);
        answer = "{\"state\":\"queued\"}";
        status = 202;
        assertThat(command("123", "--reboot", "--ttl", "1h")).isZero();
        answer = "{\"state\":\"sending\"}";
        assertThat(command("123", "--reboot")).isEqualTo(1);
    }

    @Test
    void shouldWantOneThingAtATime() {
        assertThat(command("123")).isEqualTo(2);
        assertThat(command("123", "--reboot", "--position")).isEqualTo(2);
        assertThat(command("123", "--reboot", "--wait", "5s", "--ttl", "60s")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
