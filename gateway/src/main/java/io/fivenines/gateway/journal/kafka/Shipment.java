package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.journal.Completion;
import io.fivenines.gateway.journal.Entry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** A claim on its way to Kafka, and who waits for it. What changes it is called under the shipping's lock. */
final class Shipment {
    private final Claim claim;
    private final Completion done;
    private final ByteBuffer content;
    private final int[] offsets;
    private final boolean[] acknowledged;
    private int missing;
    private boolean beingSent;
    private long[] behind = {};
    private long firstPosition = Claim.NOT_YET;
    private long storedAtMs;
    private long sentNanos;

    /** On the caller's thread, so that a mistake with the claim is its own. */
    Shipment(Claim claim, Completion done) {
        this.claim = claim;
        this.done = Objects.requireNonNull(done);
        this.content = claim.handOver();
        this.offsets = new int[claim.entries()];
        this.acknowledged = new boolean[offsets.length];
        this.missing = offsets.length;
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += Entry.space(Entry.length(content, at));
        }
    }

    /** Its entries get their time when they are first sent, and keep it. */
    void stamp(long storedMs, long nanos) {
        storedAtMs = storedMs;
        sentNanos = nanos;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** As long as this is true its bytes are read, so it cannot be completed. */
    void beingSent(boolean now) {
        beingSent = now;
    }

    boolean isComplete() {
        return missing == 0 && !beingSent;
    }

    boolean isAcknowledged(int entry) {
        return acknowledged[entry];
    }

    void acknowledge(int entry, long position) {
        if (!acknowledged[entry]) {
            acknowledged[entry] = true;
            missing--;
            firstPosition = entry == 0 ? position : firstPosition;
            reached(Topic.partition(position), Topic.offset(position));
        }
    }

    private void reached(int partition, long offset) {
        if (partition >= behind.length) {
            behind = Arrays.copyOf(behind, partition + 1);
        }
        behind[partition] = Math.max(behind[partition], offset + 1);
    }

    /** For each partition the offset behind the last of its entries, 0 where it has none. */
    long[] behind() {
        return behind;
    }

    /** It has to be acknowledged once more. */
    void miss(int entry) {
        if (acknowledged[entry]) {
            acknowledged[entry] = false;
            missing++;
        }
    }

    void complete() {
        claim.durableFrom(firstPosition);
        done.onDurable(claim);
    }

    int entries() {
        return offsets.length;
    }

    long storedAtMs() {
        return storedAtMs;
    }

    long timeMs(int entry) {
        return Entry.timeMs(content, offsets[entry]);
    }

    byte[] key(int entry) {
        byte[] key = new byte[Entry.keyLength(content, offsets[entry])];
        content.get(Entry.keyFrom(offsets[entry]), key);
        return key;
    }

    ByteBuffer payload(int entry) {
        int from = Entry.payloadFrom(content, offsets[entry]);
        return content.slice(from, offsets[entry] + Entry.length(content, offsets[entry]) - from);
    }
}
