package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Entry;
import io.fivenines.gateway.journal.Place;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** What this node knows of each partition: how far it goes here, and how far the other datacenter has it. */
final class Progress {
    private static final long UNKNOWN = -1;

    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private long[] ends = {};
    private long[] copied = {};
    private long[] oldestMs = {};

    /** A record of that size was met. */
    void sized(int recordBytes) {
        records.increment();
        bytes.add(recordBytes);
    }

    /** What a record takes up as a rule; 0 before any was met. */
    double meanBytes() {
        return (double) bytes.sum() / Math.max(1, records.sum());
    }

    private void know(int partitions) {
        int known = ends.length;
        if (partitions > known) {
            ends = Arrays.copyOf(ends, partitions);
            copied = Arrays.copyOf(copied, partitions);
            oldestMs = Arrays.copyOf(oldestMs, partitions);
            Arrays.fill(copied, known, partitions, UNKNOWN);
            Arrays.fill(oldestMs, known, partitions, Entry.NO_TIME);
        }
    }

    /** Records up to these offsets are here. */
    synchronized void reached(long[] behind) {
        know(behind.length);
        for (int partition = 0; partition < behind.length; partition++) {
            ends[partition] = Math.max(ends[partition], behind[partition]);
        }
    }

    /** As far as this node's own records reach. */
    synchronized long[] ends() {
        return ends.clone();
    }

    /** The other datacenter has what lies before that offset; may go back, when it lost what it had. */
    synchronized void copied(int partition, long next, long oldest) {
        know(partition + 1);
        copied[partition] = next;
        oldestMs[partition] = oldest;
    }

    synchronized boolean isCopied(int partition, long offset) {
        return partition < copied.length && offset < copied[partition];
    }

    /** Whether the other datacenter has everything before these offsets. */
    synchronized boolean isCopied(long[] behind) {
        for (int partition = 0; partition < behind.length; partition++) {
            if (behind[partition] > 0 && !isCopied(partition, behind[partition] - 1)) {
                return false;
            }
        }
        return true;
    }

    /** How many records of what the topic holds are not known to be in the other datacenter. */
    synchronized long onlyHere(Place first, Place end) {
        know(end.parts());
        long records = 0;
        for (int partition = 0; partition < ends.length; partition++) {
            long to = Math.max(ends[partition], end.at(partition));
            records += Math.max(0, to - Math.max(copied[partition], first.at(partition)));
        }
        return records;
    }

    /** When the oldest of them was stored, {@link Entry#NO_TIME} if none is known. */
    synchronized long oldestMs() {
        return Arrays.stream(oldestMs).filter(ms -> ms != Entry.NO_TIME).min().orElse(Entry.NO_TIME);
    }
}
