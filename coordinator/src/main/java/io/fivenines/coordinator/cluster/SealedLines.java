package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One end of a heartbeat connection: seals what it writes, and says what may be believed of what it reads. */
final class SealedLines {
    private static final int NONCE_DIGITS = 32;
    private static final int MAC_DIGITS = 64;
    private static final int SEAL_LENGTH = 1 + NONCE_DIGITS + 1 + MAC_DIGITS;
    private static final String UNKNOWN = "-";

    private final Mac mac;
    private final boolean check;
    private final String own;
    private final boolean client;
    private String other = UNKNOWN;
    private long written;
    private long read;
    private boolean proven;

    /**
     * Nothing is written or read yet.
     *
     * @param key null for lines without a seal
     * @param nonce of this end
     */
    SealedLines(SecretKeySpec key, boolean check, String nonce, boolean client) {
        this.check = check && key != null;
        this.client = client;
        own = nonce;
        mac = key == null ? null : mac(key);
        proven = !this.check;
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(Seal.ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + Seal.ALGORITHM, e);
        }
    }

    /** A record as the connection carries it, in one write. */
    byte[] write(Object record) {
        byte[] json = Records.bytes(record);
        String seal = mac == null ? "\n" : " " + own + " " + sum(client, own, other, written++, json) + "\n";
        byte[] line = Arrays.copyOf(json, json.length + seal.length());
        System.arraycopy(seal.getBytes(StandardCharsets.US_ASCII), 0, line, json.length, seal.length());
        return line;
    }

    /**
     * The record of the next line.
     *
     * @throws ProtocolException if it lacks the seal that it must have
     * @throws IOException if it is no such record
     */
    <T> T read(byte[] line, Class<T> type) throws IOException {
        int length = line.length - SEAL_LENGTH;
        if (mac == null || length < 0 || line[length] != ' ' || line[length + 1 + NONCE_DIGITS] != ' ') {
            if (check) {
                throw new ProtocolException("a line without a seal, expected one made with cluster.heartbeatSecret");
            }
            return Records.read(line, type);
        }
        byte[] json = Arrays.copyOf(line, length);
        String nonce = new String(line, length + 1, NONCE_DIGITS, StandardCharsets.US_ASCII);
        if (read == 0) {
            other = nonce;
        }
        if (check) {
            verify(json, nonce, Arrays.copyOfRange(line, line.length - MAC_DIGITS, line.length));
        }
        read++;
        return Records.read(json, type);
    }

    private void verify(byte[] json, String nonce, byte[] said) throws ProtocolException {
        boolean right = nonce.equals(other) && same(said, sum(!client, other, own, read, json));
        boolean early = !right && !client && !proven && same(said, sum(true, nonce, UNKNOWN, read, json));
        if (!right && !early) {
            throw new ProtocolException("a wrong seal, expected one made with the same cluster.heartbeatSecret");
        }
        proven |= right;
    }

    private static boolean same(byte[] said, String sum) {
        return MessageDigest.isEqual(said, sum.getBytes(StandardCharsets.US_ASCII));
    }

    private String sum(boolean byClient, String speaker, String listener, long number, byte[] json) {
        String head = (byClient ? "beat " : "pulse ") + speaker + " " + listener + " " + number + " ";
        mac.update(head.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal(json));
    }

    /** Whether what was read last is from somebody who is there now and has the secret, as far as that is asked for. */
    boolean proven() {
        return proven;
    }
}
