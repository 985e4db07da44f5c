package io.fivenines.gateway.stream.http;

import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;
import java.net.URI;
import java.nio.file.Path;

/**
 * A web server that takes batches by POST.
 *
 * @param secrets how it knows that a request is ours
 * @param authorities who vouch for a server with TLS; null for those of the system
 */
public record HttpSinkConfig(URI url, Format format, Compression compression, Secrets secrets, Path authorities)
        implements SinkConfig {
    /** How the messages of a batch are put together. */
    public enum Format {
        ARRAY("application/json"),
        LINES("application/x-ndjson");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /** Of the body. */
    public enum Compression {
        NONE,
        GZIP
    }

    /** A bearer token, and the secret of a {@link Signature}; each empty for none. */
    public record Secrets(String bearer, String hmac) {
        private static final int HMAC_MIN = 16;

        public Secrets {
            if (!bearer.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw new IllegalArgumentException("bearer has a character that a header cannot carry, expected ASCII");
            }
            if (!hmac.isEmpty() && hmac.length() < HMAC_MIN) {
                throw new IllegalArgumentException(
                        "hmac has " + hmac.length() + " characters, expected at least " + HMAC_MIN);
            }
        }

        @Override
        public String toString() {
            return "Secrets[]";
        }
    }

    public HttpSinkConfig {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "url '" + shown(url) + "', expected http:// or https:// and a host, without user or fragment");
        }
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url '" + text + "', expected http:// or https:// and a host", e);
        }
    }

    /** Without what may be secret: a query often is. */
    private static String shown(URI url) {
        return url.getScheme() + "://" + url.getAuthority() + (url.getPath() == null ? "" : url.getPath());
    }

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public String target() {
        return shown(url);
    }

    @Override
    public Sink open(Surroundings surroundings) {
        return new HttpSink(this, surroundings);
    }
}
