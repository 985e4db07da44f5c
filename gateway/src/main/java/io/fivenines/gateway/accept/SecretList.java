package io.fivenines.gateway.accept;

import io.fivenines.gateway.connection.Secrets;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The secrets of one listener, kept as their SHA-256, so that neither their length nor how much of one was right shows
 * in the time a comparison takes. In a file, a line each; lines that begin with {@code #} are comments.
 */
public final class SecretList implements Secrets {
    private static final int SIZE_MAX = 64;

    private final SecretConfig config;
    private volatile List<byte[]> digests;

    /**
     * As they are now.
     *
     * @throws IOException if the file cannot be taken
     */
    public SecretList(SecretConfig config) throws IOException {
        this.config = config;
        reload();
    }

    /**
     * Takes what the file has now.
     *
     * @throws IOException naming the line that is wrong, and never what it has; then the former secrets stay
     */
    public void reload() throws IOException {
        List<byte[]> fresh = new ArrayList<>();
        for (String secret : config.file() == null ? List.of(config.text()) : read()) {
            fresh.add(digest(secret));
        }
        digests = List.copyOf(fresh);
    }

    private List<String> read() throws IOException {
        List<String> secrets = new ArrayList<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(config.file(), StandardCharsets.US_ASCII)) {
                number++;
                if (!line.isBlank() && line.charAt(0) != '#') {
                    secrets.add(line);
                    check(line, number, secrets.size());
                }
            }
        } catch (MalformedInputException e) {
            throw new IOException(config.file() + " has characters beyond ASCII, expected secrets", e);
        }
        if (secrets.isEmpty()) {
            throw new IOException(config.file() + " has no secret, expected one a line");
        }
        return secrets;
    }

    private void check(String line, int number, int count) throws IOException {
        if (!Pattern.matches(config.form(), line)) {
            throw new IOException(config.file() + " line " + number
                    + " cannot be carried by a login, expected characters like " + config.form());
        }
        if (count > SIZE_MAX) {
            throw new IOException(config.file() + " has more secrets, expected at most " + SIZE_MAX);
        }
    }

    private static byte[] digest(CharSequence secret) {
        byte[] bytes = new byte[secret.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) secret.charAt(i);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public byte[] find(CharSequence shown) {
        return same(digest(shown));
    }

    @Override
    public boolean has(byte[] known) {
        return same(known) != null;
    }

    /** All are compared, so that the time taken says nothing. */
    private byte[] same(byte[] digest) {
        byte[] found = null;
        for (byte[] one : digests) {
            if (MessageDigest.isEqual(one, digest)) {
                found = one;
            }
        }
        return found;
    }
}
