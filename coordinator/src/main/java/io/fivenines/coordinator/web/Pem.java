package io.fivenines.coordinator.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys in PEM files, as the JDK's key stores. */
final class Pem {
    private static final char[] NO_PASSWORD = {};
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "Ed25519");

    private Pem() {}

    /** A chain with its private key, without a password. */
    static KeyStore identity(Path chain, Path key) throws IOException {
        Certificate[] certificates = certificates(chain);
        try {
            KeyStore store = empty();
            store.setKeyEntry("own", key(key), NO_PASSWORD, certificates);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(chain + " and " + key + " make no identity: " + e.getMessage(), e);
        }
    }

    /** When the server's own certificate of an identity ends. */
    static long endMs(KeyStore identity) throws IOException {
        try {
            X509Certificate own = (X509Certificate) identity.getCertificate("own");
            return own.getNotAfter().toInstant().toEpochMilli();
        } catch (GeneralSecurityException e) {
            throw new IOException("an identity that cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whom to believe. */
    static KeyStore trust(Path authorities) throws IOException {
        Certificate[] certificates = certificates(authorities);
        try {
            KeyStore store = empty();
            for (int i = 0; i < certificates.length; i++) {
                store.setCertificateEntry("ca" + i, certificates[i]);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(authorities + " cannot be trusted: " + e.getMessage(), e);
        }
    }

    /** For a client that believes those and nobody else. */
    static SSLContext client(Path authorities) throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trust(authorities));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(authorities + " cannot be trusted: " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Certificate[] certificates(Path file) throws IOException {
        try {
            Certificate[] found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .toArray(Certificate[]::new);
            if (found.length == 0) {
                throw new IOException(file + " holds no certificate, expected some in PEM");
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificate, expected some in PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher body = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!body.find()) {
            throw new IOException(file + " holds no key, expected one as -----BEGIN PRIVATE KEY-----");
        }
        PKCS8EncodedKeySpec bytes =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body.group(1)));
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(bytes);
            } catch (InvalidKeySpecException e) {
                // Of another kind, then.
            }
        }
        throw new IOException(file + " holds a key of an unknown kind, expected one of " + KEY_KINDS);
    }
}
