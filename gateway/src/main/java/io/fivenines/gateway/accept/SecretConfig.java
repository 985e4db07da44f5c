package io.fivenines.gateway.accept;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The secret that every login through a listener must carry.
 *
 * @param text the secret itself, empty if it is in a file
 * @param file with secrets, a line each, of which any will do; null if there is none
 * @param form a regular expression for what the listener's protocol can carry
 */
public record SecretConfig(String text, Path file, String form) {
    public SecretConfig {
        if (text.isEmpty() == (file == null)) {
            throw new IllegalArgumentException("secret and secretFile, or neither, expected one of them");
        }
        if (!text.isEmpty() && !Pattern.matches(form, text)) {
            throw new IllegalArgumentException("secret cannot be carried by a login, expected characters like " + form);
        }
        if (file != null && !Files.isReadable(file)) {
            throw new IllegalArgumentException("secretFile '" + file + "', expected a readable file");
        }
    }

    /** What may be replaced while it is in force. */
    public List<Path> files() {
        return file == null ? List.of() : List.of(file);
    }

    /** The secret is nobody's business. */
    @Override
    public String toString() {
        return "SecretConfig[file=" + file + "]";
    }
}
