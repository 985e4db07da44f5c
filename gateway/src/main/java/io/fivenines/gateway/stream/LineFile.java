package io.fivenines.gateway.stream;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of lines that grows durably; a line a crash cut short is taken away when it is opened. */
public final class LineFile implements Closeable {
    private static final int BLOCK = 1 << 16;

    private final FileChannel channel;
    private long size;

    /** Opens the file, or makes it and its folders. */
    public LineFile(Path path) throws IOException {
        Path file = path.toAbsolutePath();
        Files.createDirectories(file.getParent());
        channel = FileChannel.open(file, CREATE, READ, WRITE);
        try {
            size = endOfLines();
            channel.truncate(size).force(true);
            sync(file.getParent());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Behind the last line end. */
    private long endOfLines() throws IOException {
        for (long end = channel.size(); end > 0; ) {
            ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, end));
            long start = end - block.capacity();
            while (block.hasRemaining() && channel.read(block, start + block.position()) > 0) {
                // Until the block is there.
            }
            for (int at = block.position() - 1; at >= 0; at--) {
                if (block.get(at) == '\n') {
                    return start + at + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    /** Makes what was created, renamed or deleted in a folder durable. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    /** What these lines take up in the file. */
    public static long space(List<byte[]> lines) {
        return lines.stream().mapToLong(line -> line.length + 1).sum();
    }

    /**
     * Adds lines; durable when this returns. After a failure nothing is known of them: close the file and open it anew.
     */
    public void append(List<byte[]> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(space(lines)));
        for (byte[] line : lines) {
            bytes.writeBytes(line);
            bytes.write('\n');
        }
        ByteBuffer left = ByteBuffer.wrap(bytes.toByteArray());
        while (left.hasRemaining()) {
            channel.write(left, size + left.position());
        }
        channel.force(false);
        size += left.limit();
    }

    public long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
