package io.fivenines.gateway.stream.file;

import io.fivenines.gateway.stream.Sink;
import io.fivenines.gateway.stream.SinkConfig;
import java.nio.file.Path;

/**
 * A file of JSON lines.
 *
 * @param path of the file that grows
 * @param rotateSize bytes; before the file is larger it is put away under its name with a number behind
 * @param keep how many that were put away are kept; 0 for all
 */
public record FileSinkConfig(Path path, long rotateSize, int keep) implements SinkConfig {
    private static final long ROTATE_SIZE_MIN = 4 << 10;

    public static final long ROTATE_SIZE = 256 << 20;

    public FileSinkConfig {
        if (path.getFileName() == null || path.getFileName().toString().isEmpty()) {
            throw new IllegalArgumentException("path '" + path + "', expected a file");
        }
        if (rotateSize < ROTATE_SIZE_MIN) {
            throw new IllegalArgumentException("rotateSize " + rotateSize + ", expected at least 4KiB");
        }
        if (keep < 0) {
            throw new IllegalArgumentException("keep " + keep + ", expected 0 for all, or more");
        }
    }

    @Override
    public String kind() {
        return "file";
    }

    @Override
    public String target() {
        return path.toString();
    }

    @Override
    public Sink open(Surroundings surroundings) {
        return new FileSink(this);
    }
}
