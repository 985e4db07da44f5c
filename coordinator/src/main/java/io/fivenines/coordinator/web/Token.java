package io.fivenines.coordinator.web;

import java.util.Set;

/**
 * A key to the API.
 *
 * @param name what logs call its owner
 * @param secret what the owner sends after {@code Authorization: Bearer}
 */
public record Token(String name, String secret, Set<Scope> scopes) {
    private static final int SECRET_LENGTH_MIN = 16;

    public Token {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name '" + name + "', expected 1 to 64 letters, digits, dots, dashes or underscores");
        }
        if (!secret.matches("[!-~]{" + SECRET_LENGTH_MIN + ",256}")) {
            throw new IllegalArgumentException("token of " + name + " has " + secret.length() + " characters, expected "
                    + SECRET_LENGTH_MIN + " to 256 printable ones without space");
        }
        scopes = Set.copyOf(scopes);
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException(
                    "scopes of " + name + " are missing, expected some of read, command, operate, probe");
        }
    }

    /** Without the secret: records are printed to logs. */
    @Override
    public String toString() {
        return "Token[" + name + ", " + scopes + "]";
    }
}
