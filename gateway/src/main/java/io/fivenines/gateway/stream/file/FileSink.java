package io.fivenines.gateway.stream.file;

import io.fivenines.gateway.stream.LineFile;
import io.fivenines.gateway.stream.Message;
import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A batch is so many lines, confirmed once they are on disk. A file that is full is put away as {@code NAME.000001},
 * the number growing; whoever reads them can therefore delete them.
 */
final class FileSink implements Sink {
    private static final int DIGITS = 6;

    private final FileSinkConfig config;
    private final Path path;
    private LineFile file;

    FileSink(FileSinkConfig config) {
        this.config = config;
        path = config.path().toAbsolutePath();
    }

    @Override
    public void deliver(List<Message> messages) throws SinkException {
        List<byte[]> lines = messages.stream().map(Message::json).toList();
        boolean well = false;
        try {
            if (file == null) {
                file = new LineFile(path);
            }
            if (file.size() > 0 && file.size() + LineFile.space(lines) > config.rotateSize()) {
                rotate();
            }
            file.append(lines);
            well = true;
        } catch (IOException e) {
            throw SinkException.down(config.path() + ": " + e, e);
        } finally {
            if (!well) {
                close();
            }
        }
    }

    private void rotate() throws IOException {
        file.close();
        file = null;
        List<Path> away = putAway();
        long number = away.isEmpty() ? 1 : 1 + number(away.get(away.size() - 1));
        Files.move(path, path.resolveSibling(prefix() + String.format("%0" + DIGITS + "d", number)));
        LineFile.sync(path.getParent());
        file = new LineFile(path);
        away = putAway();
        for (int i = 0; config.keep() > 0 && i < away.size() - config.keep(); i++) {
            Files.deleteIfExists(away.get(i));
        }
    }

    private String prefix() {
        return path.getFileName() + ".";
    }

    /** Those that are full, the oldest first. */
    private List<Path> putAway() throws IOException {
        try (Stream<Path> all = Files.list(path.getParent())) {
            return all.filter(one -> number(one) > 0)
                    .sorted((a, b) -> Long.compare(number(a), number(b)))
                    .toList();
        }
    }

    private long number(Path one) {
        String name = one.getFileName().toString();
        String digits = name.startsWith(prefix()) ? name.substring(prefix().length()) : "";
        return digits.matches("\\d{" + DIGITS + ",15}") ? Long.parseLong(digits) : 0;
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // What was confirmed is on disk.
            }
            file = null;
        }
    }
}
