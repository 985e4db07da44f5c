package io.fivenines.coordinator.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A key to the API, as the API keeps it: what it must find in a request, and nothing a thief could send. SHA-256
 * without salt or rounds is enough, because the secret is 256 bits of chance: there is no list of likely ones to try.
 *
 * @param name what logs call its owner
 * @param hash {@code sha256:} and 64 hexadecimal digits, of what the owner sends after {@code Authorization: Bearer}
 */
public record Token(String name, String hash, Set<Scope> scopes) {
    private static final String SCHEME = "sha256:";
    private static final String SECRET_PREFIX = "fn_";
    private static final int SECRET_BYTES = 32;

    public Token {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name '" + name + "', expected 1 to 64 letters, digits, dots, dashes or underscores");
        }
        if (!hash.matches(SCHEME + "[0-9a-f]{64}")) {
            throw new IllegalArgumentException("hash of " + name + " is no hash, expected " + SCHEME
                    + " and 64 hexadecimal digits, as `fivenines token` prints it");
        }
        scopes = Set.copyOf(scopes);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException(
                    "scopes of " + name + " are missing, expected some of read, command, operate, probe");
        }
    }

    /** The key that this secret opens. */
    public static Token of(String name, String secret, Set<Scope> scopes) {
        return new Token(name, SCHEME + HexFormat.of().formatHex(digest(secret)), scopes);
    }

    /** A secret nobody can guess, of characters that need no quoting anywhere. */
    public static String secret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return SECRET_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a secret with that digest opens it; takes as long for a wrong one as for a right one. */
    boolean opensTo(byte[] digest) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(hash, SCHEME.length(), hash.length()), digest);
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
