package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.gateway.decode.protocol.Protocols;
import io.fivenines.gateway.journal.local.DiskStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, on a whole node with real trackers. */
@Timeout(120)
class AdmissionTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Node node;

    private void start(String admission) throws IOException {
        Path settings = Files.writeString(folder.resolve("gateway.yaml"), """
            listeners: [{protocol: wialon, host: 127.0.0.1, port: 0}]
            journal: {folder: %s/journal}
            api: {port: 0}
            admission: %s
            """.formatted(folder, admission));
        node = new Node(
                GatewayConfig.from(Settings.file(settings, Map.of()), "test", Protocols.OFFERED), DiskStorage::new);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private WialonTracker tracker(String ident) throws IOException {
        return new WialonTracker(ident, node.listeners().get(0).address());
    }

    private void refused(String ident, String reason) throws Exception {
        double before = refusals(reason);
        assertThatThrownBy(() -> tracker(ident)).isInstanceOf(IOException.class);
        assertThat(refusals(reason)).isEqualTo(before + 1);
        assertThat(send("GET", "/v1/devices/" + ident, "").statusCode()).isEqualTo(404);
    }

    private double refusals(String reason) throws Exception {
        String name = "fivenines_gateway_refused_total{reason=\"" + reason + "\",} ";
        return send("GET", "/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.apiUrl() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void shouldLetInWhoIsListedAndTakeTheListAnew() throws Exception {
        Path list = Files.writeString(folder.resolve("allow"), "# ours\n100000000000001\n100000000000002 10.0.0.0/8\n");
        start("{allowFile: " + list + "}");
        try (WialonTracker listed = tracker("100000000000001")) {
            assertThat(listed.report()).isEqualTo("#ASD#1");
            refused("100000000000002", "elsewhere");
            refused("100000000000003", "unlisted");
            Files.writeString(list, "100000000000003 127.0.0.0/8\n");
            await().ignoreExceptions().until(() -> {
                tracker("100000000000003").close();
                return true;
            });
            assertThat(listed.hear()).isNull();
            Files.writeString(list, "not one ident but words\n");
            await().until(() -> send("GET", "/metrics", "").body().contains("fivenines_gateway_reload_failing 1"));
            tracker("100000000000003").close();
        }
    }

    @Test
    void shouldLetInWhomAPatternFits() throws Exception {
        start("{idents: ['1[0-9]{14}', 'depot-.+']}");
        tracker("100000000000001").close();
        tracker("depot-7").close();
        refused("200000000000001", "unlike");
    }

    @Test
    void shouldBoundTheTrackersThatOneAddressIs() throws Exception {
        start("{identsPerAddress: 2}");
        tracker("1").close();
        tracker("2").close();
        tracker("1").close();
        refused("3", "too_many");
        tracker("2").close();
    }

    @Test
    void shouldKeepOutWhomAnOperatorBlocksAlsoAfterARestart() throws Exception {
        start("{}");
        try (WialonTracker blocked = tracker("1")) {
            HttpResponse<String> made =
                    send("POST", "/v1/blocks", "{\"ident\":\"1\",\"seconds\":60,\"reason\":\"stolen\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(made.body()).contains("\"reason\":\"stolen\"", "\"who\":\"somebody on this machine\"");
            assertThat(blocked.hear()).isNull();
        }
        node.close();
        start("{}");
        refused("1", "blocked");
        String all = send("GET", "/v1/blocks", "").body();
        String id = all.replaceAll("(?s).*\"id\":\"([0-9a-f-]+)\".*", "$1");
        assertThat(send("DELETE", "/v1/blocks/" + id, "").statusCode()).isEqualTo(204);
        tracker("1").close();
        assertThat(send("POST", "/v1/blocks", "{\"address\":\"127.0.0.0/8\"}").statusCode())
                .isEqualTo(201);
        assertThatThrownBy(() -> tracker("2")).isInstanceOf(IOException.class);
        assertThat(send("POST", "/v1/blocks", "{\"address\":\"everywhere\"}").body())
                .contains("network 'everywhere'", "an address with a prefix");
    }
}
