package io.fivenines.coordinator.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an API shows to who comes by TLS.
 *
 * @param certificate PEM file with the chain, the server's own first
 * @param key PEM file with the private key, PKCS 8, without a password
 */
public record WebTls(Path certificate, Path key) {
    public WebTls {
        readable("certificate", certificate);
        readable("key", key);
    }

    private static void readable(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("tls " + what + " '" + file + "', expected a readable PEM file");
        }
    }

    public List<Path> files() {
        return List.of(certificate, key);
    }
}
