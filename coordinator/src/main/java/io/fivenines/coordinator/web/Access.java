package io.fivenines.coordinator.web;

import io.fivenines.coordinator.logging.SampleRate;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may ask what. Without tokens whoever can reach the loopback address may ask everything. */
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final int LOGGED_PER_SECOND = 5;
    static final String WHO = "fivenines.who";
    private static final String BEARER = "Bearer ";
    private static final String LOOPBACK = "(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?";

    private final Map<Token, byte[]> digests = new HashMap<>();
    private final InstantSource clock;
    private final SampleRate logged = new SampleRate(LOGGED_PER_SECOND);

    Access(List<Token> tokens, InstantSource clock) {
        tokens.forEach(token -> digests.put(token, digest(token.secret())));
        this.clock = clock;
    }

    /** Lets the request pass if its token allows that; null allows anybody. */
    void admit(Context ctx, Scope scope) {
        if (scope == null || digests.isEmpty()) {
            return;
        }
        Token token = token(ctx);
        if (token == null) {
            ctx.header("WWW-Authenticate", "Bearer");
            log(ctx, "a stranger");
            throw new ApiException(401, "unauthorized", "no known token", "the header Authorization: Bearer TOKEN");
        }
        if (!token.scopes().contains(scope)) {
            log(ctx, token.name());
            String name = scope.name().toLowerCase(Locale.ROOT);
            throw new ApiException(
                    403, "forbidden", "the token '" + token.name() + "' does not allow this", "one with scope " + name);
        }
        ctx.attribute(WHO, token.name());
    }

    /** The token the request carries, or null. Takes as long for a wrong one as for a right one. */
    private Token token(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] digest = digest(header.substring(BEARER.length()).strip());
        Token found = null;
        for (Map.Entry<Token, byte[]> known : digests.entrySet()) {
            if (MessageDigest.isEqual(known.getValue(), digest)) {
                found = known.getKey();
            }
        }
        return found;
    }

    /**
     * Without tokens, keeps out web pages: a browser on this machine can be talked into asking the loopback address
     * under a name of the attacker's, or from the attacker's page.
     */
    void refuseForeign(Context ctx) {
        if (!digests.isEmpty()) {
            return;
        }
        String host = ctx.header("Host");
        if (host != null && !host.matches(LOOPBACK)) {
            throw new ApiException(
                    403, "forbidden", "the host asked for is '" + host + "'", "localhost or 127.0.0.1, or tokens");
        }
        String origin = ctx.header("Origin");
        if (origin != null && !isLoopback(origin)) {
            throw new ApiException(403, "forbidden", "the page asking is of '" + origin + "'", "one of this machine");
        }
    }

    private static boolean isLoopback(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.matches(LOOPBACK);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void log(Context ctx, String who) {
        long suppressed = logged.admit(clock.millis());
        if (suppressed != SampleRate.SUPPRESSED) {
            LOG.atWarn()
                    .addKeyValue("who", who)
                    .addKeyValue("peer", ctx.ip())
                    .addKeyValue("path", ctx.path())
                    .addKeyValue("suppressed", suppressed)
                    .log("API access refused");
        }
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
