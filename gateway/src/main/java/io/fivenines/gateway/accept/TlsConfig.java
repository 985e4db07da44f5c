package io.fivenines.gateway.accept;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a TLS listener shows.
 *
 * @param certificate PEM file with the chain, the server's own first
 * @param key PEM file with the private key, PKCS 8, without a password
 */
public record TlsConfig(Path certificate, Path key) {
    public TlsConfig {
        readable("certificate", certificate);
        readable("key", key);
    }

    private static void readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("tls " + what + " '" + file + "', expected a readable PEM file");
        }
    }
}
