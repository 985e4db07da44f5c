package io.fivenines.coordinator.cluster;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;

/**
 * The mark by which both ends of a heartbeat connection know that a line is from somebody who shares the cluster's
 * secret, and was written for this connection and this place in it:
 *
 * <pre>
 * JSON NONCE MAC\n
 * </pre>
 *
 * A nonce is 16 random bytes of the end that writes, the same on all its lines of one connection; the MAC is
 * HMAC-SHA256 over who speaks, both nonces, how many lines that end has written before, and the JSON. A client learns
 * the server's nonce from the first answer: what it says before could be the repetition of what somebody overheard, so
 * it is answered and not believed. Without a secret a line is JSON alone, and whoever has none reads sealed lines too.
 */
public final class Seal {
    /** For a network that only the cluster's hosts can reach. */
    public static final Seal NONE = new Seal(SealConfig.NONE, null);

    static final String ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 16;

    private final SecretKeySpec key;
    private final boolean check;
    private final RandomGenerator random;

    /**
     * Of that secret, if there is one.
     *
     * @param random for nonces, which nobody must foresee
     */
    public Seal(SealConfig config, RandomGenerator random) {
        key = config.secret().isEmpty()
                ? null
                : new SecretKeySpec(config.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        check = config.check();
        this.random = random;
    }

    /** Whether there is a secret. */
    boolean isSet() {
        return key != null;
    }

    /** A new connection's lines, at the end that connected. */
    SealedLines client() {
        return new SealedLines(key, check, nonce(), true);
    }

    /** A new connection's lines, at the end that was connected to. */
    SealedLines server() {
        return new SealedLines(key, check, nonce(), false);
    }

    private String nonce() {
        if (key == null) {
            return "";
        }
        byte[] bytes = new byte[NONCE_BYTES];
        synchronized (random) {
            random.nextBytes(bytes);
        }
        return HexFormat.of().formatHex(bytes);
    }
}
