package io.fivenines.gateway.accept;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a TLS listener shows, and whom it asks for a certificate.
 *
 * @param certificate PEM file with the chain, the server's own first
 * @param key PEM file with the private key, PKCS 8, without a password
 * @param clients whether trackers show certificates
 * @param authorities PEM file with the certificates that trackers' are signed by; null where none are asked for
 */
public record TlsConfig(Path certificate, Path key, Clients clients, Path authorities) {
    /** Whether trackers show certificates; one that is shown must be right. */
    public enum Clients {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    public TlsConfig {
        readable("certificate", certificate);
        readable("key", key);
        if (clients != Clients.NONE && authorities == null) {
            throw new IllegalArgumentException("tls asks trackers for certificates, expected authorities, a PEM file");
        }
        if (clients == Clients.NONE && authorities != null) {
            throw new IllegalArgumentException(
                    "tls authorities '" + authorities + "', expected clients: optional or required beside it");
        }
        if (authorities != null) {
            readable("authorities", authorities);
        }
    }

    private static void readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("tls " + what + " '" + file + "', expected a readable PEM file");
        }
    }

    /** All it is read from. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(certificate, key));
        if (authorities != null) {
            files.add(authorities);
        }
        return files;
    }
}
