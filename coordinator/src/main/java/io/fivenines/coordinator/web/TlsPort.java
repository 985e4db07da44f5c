package io.fivenines.coordinator.web;

import java.io.IOException;
import java.security.KeyStore;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** HTTP over TLS 1.2 or 1.3; the certificate can be replaced while it serves. */
final class TlsPort {
    private final WebTls files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private volatile long endMs;

    /** @throws IOException if the files hold no certificate with its key */
    TlsPort(WebTls files) throws IOException {
        this.files = files;
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setKeyStorePassword("");
        KeyStore identity = Pem.identity(files.certificate(), files.key());
        context.setKeyStore(identity);
        endMs = Pem.endMs(identity);
    }

    /** When the certificate shown ends. */
    long endMs() {
        return endMs;
    }

    ServerConnector connector(Server server, HttpConfiguration http, WebConfig config) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // Names are the client's to check; a load balancer's health check comes with an address.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }

    /** New connections are shown what the files hold now; those there are go on. */
    void reload() throws IOException {
        KeyStore fresh = Pem.identity(files.certificate(), files.key());
        try {
            context.reload(factory -> factory.setKeyStore(fresh));
            endMs = Pem.endMs(fresh);
        } catch (Exception e) {
            throw new IOException(files.certificate() + " cannot be shown: " + e.getMessage(), e);
        }
    }
}
