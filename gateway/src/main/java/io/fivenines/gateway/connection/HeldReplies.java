package io.fivenines.gateway.connection;

import java.util.Arrays;

/** Replies that wait for one claim, in the order they were put. Used again for the next claim. */
final class HeldReplies {
    private Connection[] connections = new Connection[16];
    private int[] ends = new int[16];
    private long[] receivedNanos = new long[16];
    private int[] records = new int[16];
    private long[] frameHashes = new long[16];
    private byte[] bytes = new byte[1024];
    private int count;

    void add(Connection connection, ReplyBuffer reply, long received, int records, long frameHash) {
        if (count == ends.length) {
            connections = Arrays.copyOf(connections, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            receivedNanos = Arrays.copyOf(receivedNanos, 2 * count);
            this.records = Arrays.copyOf(this.records, 2 * count);
            frameHashes = Arrays.copyOf(frameHashes, 2 * count);
        }
        int start = start(count);
        int end = start + reply.length();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        System.arraycopy(reply.bytes(), 0, bytes, start, reply.length());
        connections[count] = connection;
        ends[count] = end;
        receivedNanos[count] = received;
        this.records[count] = records;
        frameHashes[count] = frameHash;
        count++;
    }

    int count() {
        return count;
    }

    Connection connection(int i) {
        return connections[i];
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    int length(int i) {
        return ends[i] - start(i);
    }

    /** When the frame arrived, of the lane's clock in nanoseconds. */
    long receivedNanos(int i) {
        return receivedNanos[i];
    }

    /** How many messages the frame put into the claim. */
    int records(int i) {
        return records[i];
    }

    /** What to remember of the frame once this reply is sent, see {@link Repeats}; 0 for nothing. */
    long frameHash(int i) {
        return frameHashes[i];
    }

    void clear() {
        Arrays.fill(connections, 0, count, null);
        count = 0;
    }
}
