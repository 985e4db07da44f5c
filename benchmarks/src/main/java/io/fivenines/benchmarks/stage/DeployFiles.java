package io.fivenines.benchmarks.stage;

import io.fivenines.benchmarks.Benchmarks;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files of {@code deploy/}, as an operator takes them. */
final class DeployFiles {
    private DeployFiles() {}

    /** One of them, such as {@code bird/announce}. */
    static Path path(String name) throws IOException {
        for (Path up = program(); up != null; up = up.getParent()) {
            Path file = up.resolve("deploy").resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new IOException("no deploy/" + name + " above " + program() + ", expected the source tree");
    }

    private static Path program() throws IOException {
        try {
            return Path.of(Benchmarks.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("where this program is: " + e.getMessage(), e);
        }
    }

    /** One of them with what an operator replaces replaced; each text must be there. */
    static String filled(String name, Map<String, String> replaced) throws IOException {
        String text = Files.readString(path(name));
        for (Map.Entry<String, String> one : replaced.entrySet()) {
            if (!text.contains(one.getKey())) {
                throw new IOException("deploy/" + name + " has no '" + one.getKey() + "', expected it to be replaced");
            }
            text = text.replace(one.getKey(), one.getValue());
        }
        return text;
    }
}
