package io.fivenines.gateway.accept;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** What one listener shows its trackers, TLS 1.2 or 1.3: replaced while it listens, for connections that come then. */
public final class Certificates {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsConfig config;
    private volatile SslContext context;
    private volatile long notAfterMs;

    /**
     * As the files are now.
     *
     * @throws IOException if they hold no certificate with its key
     */
    public Certificates(TlsConfig config) throws IOException {
        this.config = config;
        reload();
    }

    /**
     * Takes what the files hold now.
     *
     * @throws IOException naming them, if that is no certificate with its key; then the former one stays
     */
    public void reload() throws IOException {
        long endMs = end();
        SslContext fresh = build();
        notAfterMs = endMs;
        context = fresh;
    }

    private SslContext build() throws IOException {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            config.certificate().toFile(), config.key().toFile())
                    .protocols(PROTOCOLS);
            if (config.authorities() != null) {
                builder.trustManager(config.authorities().toFile())
                        .clientAuth(
                                config.clients() == TlsConfig.Clients.REQUIRED
                                        ? ClientAuth.REQUIRE
                                        : ClientAuth.OPTIONAL);
            }
            return builder.build();
        } catch (IllegalArgumentException | SSLException e) {
            throw new IOException("tls files " + config.files() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private long end() throws IOException {
        try (InputStream in = Files.newInputStream(config.certificate())) {
            X509Certificate own =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return own.getNotAfter().toInstant().toEpochMilli();
        } catch (CertificateException e) {
            throw new IOException(
                    "tls certificate '" + config.certificate() + "' is none, expected PEM: " + e.getMessage(), e);
        }
    }

    SslContext context() {
        return context;
    }

    /** When the certificate shown ends. */
    public long notAfterMs() {
        return notAfterMs;
    }
}
