package io.fivenines.coordinator.uptime.keep;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that lines are only ever added to, each with its checksum.
 *
 * <pre>
 * 8 hexadecimal digits | blank | text | line feed
 * CRC-32C of the text
 * </pre>
 *
 * <p>What stands behind the last good line when it is opened was being written when the process ended, and is cut off;
 * a bad line before a good one is damage, told and passed over.
 */
public final class LineFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);
    private static final int SUM = 8;
    private static final int LINE_MAX = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    /** Up to here everything is on disk. */
    private long length;

    private boolean torn;

    /** Takes a good line, and where the next one begins; false to read no more. */
    public interface Reader {
        boolean onLine(byte[] text, long nextOffset) throws IOException;
    }

    private LineFile(Path path, FileChannel channel, long length) {
        this.path = path;
        this.channel = channel;
        this.length = length;
    }

    /** Opens it, or makes it. */
    public static LineFile open(Path path) throws IOException {
        boolean made = !Files.exists(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (made) {
                syncFolder(path);
            }
            long[] good = {0};
            long size = channel.size();
            scan(path, 0, size, (text, next) -> {
                good[0] = next;
                return true;
            });
            if (good[0] < size) {
                LOG.atWarn()
                        .addKeyValue("file", path)
                        .addKeyValue("bytes", size - good[0])
                        .log("Cut off what was being written when the process ended");
                channel.truncate(good[0]);
                channel.force(true);
            }
            return new LineFile(path, channel, good[0]);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void syncFolder(Path path) throws IOException {
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /**
     * Adds lines; they are on disk when this returns.
     *
     * @throws IOException if they are not; then none of them is
     */
    public synchronized void append(List<byte[]> texts) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] text : texts) {
            lines.writeBytes(sum(text).getBytes(StandardCharsets.US_ASCII));
            lines.write(' ');
            lines.writeBytes(text);
            lines.write('\n');
        }
        if (torn) {
            channel.truncate(length);
            torn = false;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
            for (long at = length; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
            length += lines.size();
        } catch (IOException e) {
            torn = true;
            throw e;
        }
    }

    public synchronized long length() {
        return length;
    }

    /** Reads from an offset that a line begins at. */
    public void read(long offset, Reader reader) throws IOException {
        scan(path, offset, length(), reader);
    }

    private static void scan(Path path, long from, long to, Reader reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            in.skipNBytes(from);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            boolean goesOn = true;
            for (long at = from; at < to && goesOn; at++) {
                int octet = in.read();
                if (octet < 0) {
                    return;
                }
                if (octet != '\n') {
                    line.write(line.size() > LINE_MAX ? 0 : octet);
                    continue;
                }
                byte[] text = text(line.toByteArray());
                if (text != null) {
                    goesOn = reader.onLine(text, at + 1);
                } else {
                    LOG.atWarn()
                            .addKeyValue("file", path)
                            .addKeyValue("before", at)
                            .log("A line is damaged");
                }
                line.reset();
            }
        }
    }

    /** The text of a line, null if it is not as it was written. */
    private static byte[] text(byte[] line) {
        if (line.length <= SUM || line.length > LINE_MAX || line[SUM] != ' ') {
            return null;
        }
        byte[] text = new byte[line.length - SUM - 1];
        System.arraycopy(line, SUM + 1, text, 0, text.length);
        String given = new String(line, 0, SUM, StandardCharsets.US_ASCII);
        return given.equals(sum(text)) ? text : null;
    }

    private static String sum(byte[] text) {
        CRC32C sum = new CRC32C();
        sum.update(text);
        return String.format("%08x", sum.getValue());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
