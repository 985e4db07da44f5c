package io.fivenines.gateway.stream.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver who shares a secret that a request is ours and new: HMAC-SHA256 over the UNIX seconds of now, a
 * dot, and the body as it is sent, compressed if it is. The receiver refuses a time that is not near its own, and
 * within that span a signature it has seen before.
 */
final class Signature {
    static final String TIME_HEADER = "Fivenines-Timestamp";
    static final String HEADER = "Fivenines-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signature(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** What stands in {@link #HEADER}: the version of this scheme, and the code in hexadecimal. */
    String of(long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing on this platform", e);
        }
    }
}
