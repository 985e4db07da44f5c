package io.fivenines.coordinator.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** Lines of a socket, each of at most so many bytes. A timeout keeps what has come of a line for the next call. */
final class LineReader {
    private final InputStream in;
    private final byte[] buffer;
    private int filled;
    private int taken;

    LineReader(InputStream in, int lengthMax) {
        this.in = in;
        buffer = new byte[lengthMax + 1];
    }

    /**
     * The next line without its end; null at the end of the stream.
     *
     * @throws SocketTimeoutException if the socket's timeout has passed first
     * @throws ProtocolException if the line is too long
     */
    byte[] next() throws IOException {
        int end = end(taken);
        if (end < 0) {
            System.arraycopy(buffer, taken, buffer, 0, filled - taken);
            filled -= taken;
            taken = 0;
        }
        while (end < 0) {
            if (filled == buffer.length) {
                throw new ProtocolException("a line of " + filled + " bytes or more, expected at most " + (filled - 1));
            }
            int from = filled;
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                return null;
            }
            filled += count;
            end = end(from);
        }
        byte[] line = Arrays.copyOfRange(buffer, taken, end);
        taken = end + 1;
        return line;
    }

    private int end(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
