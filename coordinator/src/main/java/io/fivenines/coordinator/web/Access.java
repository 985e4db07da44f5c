package io.fivenines.coordinator.web;

import io.fivenines.coordinator.logging.SampleRate;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may ask what. Without tokens whoever can reach the loopback address may ask everything. */
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final int LOGGED_PER_SECOND = 5;
    static final String WHO = "fivenines.who";
    private static final String BEARER = "Bearer ";
    private static final String LOOPBACK = "(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?";

    private static final String STANDING = "fivenines.standing";

    private final WebConfig config;
    private final InstantSource clock;
    private final SampleRate logged = new SampleRate(LOGGED_PER_SECOND);
    private volatile List<Token> tokens;

    /** @throws IOException if the file of tokens cannot be taken */
    Access(WebConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        reload();
    }

    /**
     * From here on those tokens are good that are in configuration and file now.
     *
     * @throws IOException if the file cannot be taken; then the former ones stay
     */
    void reload() throws IOException {
        tokens = config.tokensNow();
    }

    /** Whether the token is good still that a request came with, which is being answered. */
    static boolean stands(Context ctx) {
        BooleanSupplier standing = ctx.attribute(STANDING);
        return standing == null || standing.getAsBoolean();
    }

    /** Lets the request pass if its token allows that; null allows anybody. */
    void admit(Context ctx, Scope scope) {
        if (scope == null || !config.asksForTokens()) {
            return;
        }
        List<Token> known = tokens;
        Token token = token(ctx, known);
        ctx.attribute(WHO, token == null ? "a stranger" : token.name());
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
        BooleanSupplier standing = () -> tokens == known || tokens.contains(token);
        ctx.attribute(STANDING, standing);
    }

    /** The token the request carries, or null. All are tried, so that the time taken says nothing. */
    private static Token token(Context ctx, List<Token> tokens) {
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] digest = Token.digest(header.substring(BEARER.length()).strip());
        Token found = null;
        for (Token known : tokens) {
            if (known.opensTo(digest)) {
                found = known;
            }
        }
        return found;
    }

    /**
     * Without tokens, keeps out web pages: a browser on this machine can be talked into asking the loopback address
     * under a name of the attacker's, or from the attacker's page.
     */
    void refuseForeign(Context ctx) {
        if (config.asksForTokens()) {
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
}
