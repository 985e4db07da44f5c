package io.fivenines.coordinator.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Tokens beside those of the configuration, which may change while an API serves.
 *
 * @param reader how they are read
 */
public record TokenFile(Path path, Reader reader) {
    /** Reads a file of tokens. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Those that are there now.
         *
         * @throws IOException naming the file and what is wrong with it
         */
        List<Token> read(Path file) throws IOException;
    }

    List<Token> read() throws IOException {
        return reader.read(path);
    }
}
