package io.fivenines.benchmarks.trace;

import io.netty.buffer.ByteBuf;

/**
 * One system call on a file descriptor, as strace saw it.
 *
 * @param file what the descriptor stood for: a path, or {@code TCP:[local->remote]}
 * @param data bytes given or got
 * @param result what it returned; -1 for an error, or if it had not returned when the trace ended
 * @param entered place in the trace of its beginning
 * @param returned place in the trace of its end
 */
record SystemCall(String name, String file, ByteBuf data, long result, int entered, int returned) {
    static final int NEVER = Integer.MAX_VALUE;

    boolean isSync() {
        return name.equals("fdatasync") || name.equals("fsync");
    }

    boolean isRead() {
        return name.startsWith("read") || name.startsWith("recv");
    }

    boolean isWrite() {
        return name.startsWith("write") || name.startsWith("pwrite") || name.startsWith("send");
    }

    boolean failed() {
        return result < 0;
    }

    /** Only what was really read or written. */
    ByteBuf moved() {
        return data.slice(0, (int) Math.max(0, Math.min(data.readableBytes(), result)));
    }

    SystemCall returningAt(int place) {
        return new SystemCall(name, file, data, result, entered, place);
    }
}
