package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Entry;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The way of one partition's records to the same partition in the other datacenter, in their order. One thread reads
 * and sends; confirmations come on any.
 *
 * <p>A record is <em>pending</em> from when it is read until it and all before it are there. While the track is not
 * <em>located</em>, nobody knows which of the pending ones are there already: so it is at the beginning, and again
 * after sending failed. Whoever locates it has read what lies in the other datacenter from {@link Bookmark#from} on.
 */
final class Track {
    /** A record on its way. */
    static final class Copy {
        private final ConsumerRecord<byte[], byte[]> record;
        private final int life;
        private boolean there;
        private boolean underWay;
        private long where = NOWHERE;

        private Copy(ConsumerRecord<byte[], byte[]> record, int life) {
            this.record = record;
            this.life = life;
        }

        ConsumerRecord<byte[], byte[]> record() {
            return record;
        }

        int bytes() {
            return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
    }

    /** Where a record lies that need not be sent. */
    static final long NOWHERE = -1;

    private final int partition;
    private final Deque<Copy> pending = new ArrayDeque<>();
    private final Deque<Copy> due = new ArrayDeque<>();
    private String target;
    private long next;
    private long from;
    private long readUpTo;
    private long missed;
    private long pendingBytes;
    private boolean located;
    private int life;
    private BitSet arrived = new BitSet();
    private long arrivedBase;

    /** Everything before that offset is there, or is not to be. */
    Track(int partition, long next, Bookmark bookmark) {
        this.partition = partition;
        this.next = next;
        this.readUpTo = next;
        this.target = bookmark.target();
        this.from = bookmark.from();
    }

    int partition() {
        return partition;
    }

    /** The topic that {@link #next()} speaks of. */
    synchronized String target() {
        return target;
    }

    /** Everything before it is there. */
    synchronized long next() {
        return next;
    }

    /** In the other datacenter: no record from {@link #next()} on lies before it. */
    synchronized long from() {
        return from;
    }

    synchronized boolean isLocated() {
        return located;
    }

    synchronized Bookmark bookmark() {
        return new Bookmark(
                target,
                from,
                pending.isEmpty() ? Entry.NO_TIME : pending.peek().record.timestamp());
    }

    /** How far it is, to be remembered: both of one moment, else what came between would be looked for in vain. */
    synchronized OffsetAndMetadata standing() {
        return new OffsetAndMetadata(next, bookmark().toString());
    }

    /** Says how far it is; never later than what somebody else says of a later moment. */
    synchronized void tell(Progress progress) {
        progress.copied(partition, next, bookmark().oldestMs());
    }

    /** Records that were gone before they were read. */
    synchronized long missed() {
        return missed;
    }

    synchronized int pending() {
        return pending.size();
    }

    synchronized long pendingBytes() {
        return pendingBytes;
    }

    /** For another topic, where nothing is yet: from that offset on. */
    synchronized void restart(String newTarget, long first) {
        lose();
        pending.clear();
        due.clear();
        pendingBytes = 0;
        target = newTarget;
        next = first;
        readUpTo = first;
        from = 0;
    }

    /** Takes the record that comes next here. */
    synchronized void read(ConsumerRecord<byte[], byte[]> record) {
        missed += Math.max(0, record.offset() - readUpTo);
        readUpTo = record.offset() + 1;
        Copy copy = new Copy(record, life);
        pending.add(copy);
        pendingBytes += copy.bytes();
        if (hasArrived(copy)) {
            copy.there = true;
            settle();
        } else {
            due.add(copy);
        }
    }

    private boolean hasArrived(Copy copy) {
        long bit = copy.record.offset() - arrivedBase;
        return bit >= 0 && bit < arrived.length() && arrived.get((int) bit);
    }

    /** The next record to send, null if there is none or it is not known whether it is there. */
    synchronized Copy due() {
        Copy copy = located ? due.poll() : null;
        if (copy != null) {
            copy.underWay = true;
        }
        return copy;
    }

    /**
     * It is there, or need not be.
     *
     * @param where its offset there, {@link #NOWHERE} if it was not sent
     * @return whether that is news
     */
    synchronized boolean confirm(Copy copy, long where) {
        if (copy.life != life || copy.there) {
            return false;
        }
        copy.there = true;
        copy.where = where;
        long before = next;
        settle();
        return next != before;
    }

    private void settle() {
        while (!pending.isEmpty() && pending.peek().there) {
            Copy copy = pending.poll();
            pendingBytes -= copy.bytes();
            next = copy.record.offset() + 1;
            // What arrived earlier and is still ahead lies before those sent now: it must be found again.
            if (copy.where != NOWHERE && next - arrivedBase >= arrived.length()) {
                from = Math.max(from, copy.where + 1);
            }
        }
        notifyAll();
    }

    /** Whether a record is sent and not confirmed. */
    synchronized boolean isUnderWay() {
        return pending.stream().anyMatch(copy -> copy.underWay && !copy.there);
    }

    /** Waits until nothing is under way; false if that took too long. */
    synchronized boolean awaitQuiet(long untilNanos, LongSupplier nanos) {
        boolean interrupted = false;
        long leftNanos = untilNanos - nanos.getAsLong();
        while (isUnderWay() && leftNanos > 0 && !interrupted) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            leftNanos = untilNanos - nanos.getAsLong();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isUnderWay();
    }

    /** Nothing that is under way will be confirmed any more. */
    synchronized void lose() {
        life++;
        located = false;
        arrived = new BitSet();
        due.clear();
        Deque<Copy> again = new ArrayDeque<>(pending);
        pending.clear();
        for (Copy copy : again) {
            Copy renewed = new Copy(copy.record, life);
            renewed.there = copy.there;
            renewed.where = copy.where;
            pending.add(renewed);
            if (!copy.there) {
                due.add(renewed);
            }
        }
    }

    /** What was found there: the offsets, less that base, of those from here. */
    synchronized void locate(BitSet found, long base) {
        arrived = found;
        arrivedBase = base;
        located = true;
        due.removeIf(copy -> {
            copy.there = hasArrived(copy);
            return copy.there;
        });
        settle();
    }
}
