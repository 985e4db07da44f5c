package io.fivenines.gateway.accept;

import io.fivenines.gateway.telemetry.Ident;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Somebody an operator keeps out for a while.
 *
 * @param ident a tracker, "" where a network is meant
 * @param network an address or a network (CIDR), "" where a tracker is meant
 * @param who the name of the operator's token
 * @param untilMs when it ends by itself, since 1970
 */
public record Block(String ident, String network, String who, String reason, long untilMs) {
    private static final int REASON_MAX = 500;

    public Block {
        if (ident.isEmpty() == network.isEmpty()) {
            throw new IllegalArgumentException("both ident and address, or neither, expected one of them");
        }
        if (!ident.isEmpty() && Ident.of(ident) == null) {
            throw new IllegalArgumentException("ident '" + ident + "', expected 1 to 64 printable characters");
        }
        if (!network.isEmpty()) {
            Networks.parse(network);
        }
        if (reason.length() > REASON_MAX) {
            throw new IllegalArgumentException(
                    "reason of " + reason.length() + " characters, expected at most " + REASON_MAX);
        }
    }

    /** What it is called in the API: the same for the same subject, and for no other. */
    public String id() {
        return UUID.nameUUIDFromBytes((ident + "/" + network).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
