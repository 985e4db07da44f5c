package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.testing.Ensemble;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator's console by TLS. */
@Timeout(120)
class ServiceTlsTest {
    private final Instant soon = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    private final Instant later = soon.plus(7, ChronoUnit.DAYS);

    @TempDir
    private Path folder;

    private X509Bundle authority;

    private void show(Instant end) throws Exception {
        X509Bundle own = new CertificateBuilder()
                .subject("CN=coordinator")
                .addSanIpAddress("127.0.0.1")
                .notAfter(end)
                .buildIssuedBy(authority);
        Files.writeString(folder.resolve("cert.pem"), own.getCertificatePathPEM());
        Files.writeString(folder.resolve("key.pem"), own.getPrivateKeyPEM());
    }

    private double end(Service service) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, authority.toTrustManagerFactory().getTrustManagers(), null);
        String name = "fivenines_coordinator_certificate_end_seconds ";
        URI metrics = URI.create("https://127.0.0.1:" + service.consolePort() + "/metrics");
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSayWhenTheConsolesCertificateEnds() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        show(soon);
        try (Ensemble ensemble = new Ensemble(1)) {
            String yaml = "id: c1\nconsole: {port: 0, tls: {certificate: '" + folder.resolve("cert.pem") + "', key: '"
                    + folder.resolve("key.pem") + "'}}\ncluster: {connect: '"
                    + ensemble.config(Duration.ofSeconds(1)).connect() + "'}\n";
            Path file = Files.writeString(folder.resolve("c1.yaml"), yaml);
            try (Service service = new Service(
                    CoordinatorConfig.from(Settings.file(file, Map.of()), "host"),
                    new Service.Times(System::nanoTime, Clock.systemUTC(), new Random(7)))) {
                assertThat(end(service)).isEqualTo((double) soon.getEpochSecond());
                show(later);
                await().until(() -> end(service) == (double) later.getEpochSecond());
            }
        }
    }
}
