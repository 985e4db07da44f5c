package io.fivenines.gateway.journal.kafka;

import io.fivenines.gateway.journal.Cursor;
import io.fivenines.gateway.journal.Place;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic, or what of it is wanted. */
final class TopicCursor implements Cursor {
    private final Tape tape;
    private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
    private final long[] place;
    private final long until;
    private final Function<ConsumerRecord<byte[], byte[]>, Boolean> isCopied;
    private ConsumerRecord<byte[], byte[]> record;

    /**
     * Begins where the tape stands, which is that place.
     *
     * @param until with this offset it ends, in any partition
     * @param isCopied what {@link #isCopied()} says of a record
     */
    TopicCursor(
            Tape tape,
            Place place,
            int partitions,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            long until,
            Function<ConsumerRecord<byte[], byte[]>, Boolean> isCopied) {
        this.isCopied = isCopied;
        this.tape = tape;
        this.wanted = wanted;
        this.until = until;
        this.place = new long[partitions];
        Arrays.setAll(this.place, place::at);
    }

    @Override
    public boolean next() {
        ConsumerRecord<byte[], byte[]> next = tape.next();
        while (next != null && next.offset() < until) {
            place[next.partition()] = next.offset() + 1;
            if (wanted.test(next)) {
                record = next;
                return true;
            }
            next = tape.next();
        }
        return false;
    }

    @Override
    public long position() {
        return Topic.position(record.partition(), record.offset());
    }

    @Override
    public Place place() {
        return Place.of(place);
    }

    @Override
    public long storedAtMs() {
        return record.timestamp();
    }

    @Override
    public long timeMs() {
        return Stored.timeMs(record);
    }

    @Override
    public ByteBuffer key() {
        return Stored.key(record);
    }

    @Override
    public ByteBuffer payload() {
        return Stored.payload(record);
    }

    @Override
    public Boolean isCopied() {
        return isCopied.apply(record);
    }

    @Override
    public void close() {
        tape.close();
    }
}
