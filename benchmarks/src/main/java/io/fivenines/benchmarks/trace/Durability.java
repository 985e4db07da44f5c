package io.fivenines.benchmarks.trace;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each record was durable: the return of a sync of its file that began after the write of the record returned. A
 * record is known in a write by its time, eight bytes big-endian, with its tracker's name close behind, which is as
 * much as this knows of the journal's format.
 */
final class Durability {
    private static final int CLOSE_BEHIND = 64;

    private final Map<String, List<SystemCall>> syncs = new HashMap<>();
    private final Map<Mark, SystemCall> writes = new HashMap<>();

    /** What names a record. */
    record Mark(String ident, long time) {}

    /** Takes the calls on the journal's files; the times and idents are those of the records looked for. */
    Durability(List<SystemCall> calls, Set<Long> times, Set<String> idents) {
        for (SystemCall call : calls) {
            if (call.isSync() && !call.failed()) {
                syncs.computeIfAbsent(call.file(), file -> new ArrayList<>()).add(call);
            } else if (call.isWrite() && !call.failed()) {
                look(call, times, idents);
            }
        }
    }

    private void look(SystemCall write, Set<Long> times, Set<String> idents) {
        ByteBuf bytes = write.moved();
        for (int at = 0; at + Long.BYTES <= bytes.readableBytes(); at++) {
            long time = bytes.getLong(at);
            if (times.contains(time)) {
                String behind = behind(bytes, at + Long.BYTES);
                idents.stream()
                        .filter(behind::contains)
                        .forEach(ident -> writes.putIfAbsent(new Mark(ident, time), write));
            }
        }
    }

    private static String behind(ByteBuf bytes, int from) {
        int length = Math.min(CLOSE_BEHIND, bytes.readableBytes() - from);
        return bytes.toString(from, length, StandardCharsets.ISO_8859_1);
    }

    boolean isWritten(Mark mark) {
        return writes.containsKey(mark);
    }

    /** The place in the trace from which on the record is durable; {@link SystemCall#NEVER} if it never is. */
    int durableAt(Mark mark) {
        SystemCall write = writes.get(mark);
        if (write == null) {
            return SystemCall.NEVER;
        }
        return syncs.getOrDefault(write.file(), List.of()).stream()
                .filter(sync -> sync.entered() >= write.returned())
                .mapToInt(SystemCall::returned)
                .min()
                .orElse(SystemCall.NEVER);
    }

    int syncs() {
        return syncs.values().stream().mapToInt(List::size).sum();
    }
}
