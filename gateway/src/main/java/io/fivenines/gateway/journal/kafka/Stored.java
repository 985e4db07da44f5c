package io.fivenines.gateway.journal.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fivenines.gateway.journal.Entry;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of the topic as an entry of the journal. */
final class Stored {
    static final String TIME = "time";

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private Stored() {}

    static byte[] time(long ms) {
        return Long.toString(ms).getBytes(US_ASCII);
    }

    /** The time the entry was given. A record that somebody else put there may have none, or one nobody can read. */
    static long timeMs(ConsumerRecord<byte[], byte[]> record) {
        Header time = record.headers().lastHeader(TIME);
        if (time == null) {
            return Entry.NO_TIME;
        }
        String text = new String(time.value(), US_ASCII);
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : Entry.NO_TIME;
    }

    static long indexedMs(ConsumerRecord<byte[], byte[]> record) {
        long timeMs = timeMs(record);
        return timeMs == Entry.NO_TIME ? record.timestamp() : timeMs;
    }

    static ByteBuffer key(ConsumerRecord<byte[], byte[]> record) {
        return readOnly(record.key());
    }

    static ByteBuffer payload(ConsumerRecord<byte[], byte[]> record) {
        return readOnly(record.value());
    }

    private static ByteBuffer readOnly(byte[] bytes) {
        return bytes == null ? NOTHING.duplicate() : ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
