package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.testing.Ensemble;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator's tokens, made and taken back while it runs. */
@Timeout(120)
class ServiceTokensTest {
    private static final Token OPS = Token.of("ops", "secret-1", Set.of(Scope.READ));
    private static final Token NEW = Token.of("new", "secret-2", Set.of(Scope.READ));

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private void write(String text) throws Exception {
        Path next = Files.writeString(folder.resolve("tokens.next"), text);
        Files.move(next, folder.resolve("tokens.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(Token token) {
        return "- {name: " + token.name() + ", hash: '" + token.hash() + "', scopes: [read]}\n";
    }

    private HttpResponse<String> ask(Service service, String secret, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.consolePort() + path))
                .header("Authorization", "Bearer " + secret)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void shouldTakeTokensAnewAndKeepThemWhileTheFileIsNoGood() throws Exception {
        write("tokens:\n" + line(OPS));
        try (Ensemble ensemble = new Ensemble(1)) {
            String yaml = "id: c1\nconsole: {port: 0, tokenFile: '" + folder.resolve("tokens.yaml")
                    + "'}\ncluster: {connect: '"
                    + ensemble.config(Duration.ofSeconds(1)).connect() + "'}\n";
            Path file = Files.writeString(folder.resolve("c1.yaml"), yaml);
            try (Service service = new Service(
                    CoordinatorConfig.from(Settings.file(file, Map.of()), "host"),
                    new Service.Times(System::nanoTime, Clock.systemUTC(), new Random(7)))) {
                assertThat(ask(service, "secret-1", "/metrics").body())
                        .contains("fivenines_coordinator_reload_failing 0.0");
                write("tokens:\n" + line(NEW));
                await().until(() -> ask(service, "secret-2", "/metrics").statusCode() == 200);
                assertThat(ask(service, "secret-1", "/metrics").statusCode()).isEqualTo(401);
                write("tokens:\n" + line(NEW).replace("sha256", "md5"));
                await().until(() -> ask(service, "secret-2", "/metrics")
                        .body()
                        .contains("fivenines_coordinator_reload_failing 1.0"));
            }
        }
    }
}
