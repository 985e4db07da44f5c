package io.fivenines.benchmarks.bare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A record the gateway wrote, to make others of: the same bytes but for who, when and which, so that they take as much
 * room and as much compressing. What else differs from record to record stays, which favours the baseline a little.
 */
final class Sample {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLLS_MAX = 30;
    private static final int ID_DIGITS = 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private final byte[] value;
    private final Header[] headers;
    /** Where in the value; -1 where it is not. */
    private final int identAt;

    private final int secondsAt;
    private final int idAt;

    /** @param value JSON, or bytes that name none of the three */
    Sample(byte[] key, byte[] value, Header... headers) {
        this.value = value.clone();
        this.headers = headers.clone();
        String text = new String(value, ISO_8859_1);
        identAt = text.indexOf(new String(key, ISO_8859_1));
        secondsAt = behind(text, "\"timestamp\":");
        idAt = behind(text, "\"message.id\":\"");
    }

    private static int behind(String text, String label) {
        int at = text.indexOf(label);
        return at < 0 ? -1 : at + label.length();
    }

    /** The first record of a topic; throws an {@link IllegalStateException} if it has none. */
    static Sample first(String servers, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int polls = 0; polls < POLLS_MAX; polls++) {
                ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
                if (!some.isEmpty()) {
                    ConsumerRecord<byte[], byte[]> first = some.iterator().next();
                    return new Sample(
                            first.key(), first.value(), first.headers().toArray());
                }
            }
        }
        throw new IllegalStateException("topic " + topic + " has no record, expected one to make others of");
    }

    byte[] value(byte[] ident, long timeMs) {
        byte[] copy = value.clone();
        if (identAt >= 0) {
            System.arraycopy(ident, 0, copy, identAt, ident.length);
        }
        if (secondsAt >= 0) {
            decimal(copy, secondsAt, 10, timeMs / 1_000);
        }
        if (idAt >= 0) {
            id(copy, idAt, ident, timeMs);
        }
        return copy;
    }

    void head(Headers to, byte[] ident, long timeMs) {
        for (Header header : headers) {
            to.add(
                    header.key(),
                    switch (header.key()) {
                        case "ident" -> ident;
                        case "time" -> time(timeMs);
                        case "message.id" -> id(new byte[ID_DIGITS], 0, ident, timeMs);
                        default -> header.value();
                    });
        }
    }

    private static byte[] time(long timeMs) {
        byte[] digits = new byte[13];
        decimal(digits, 0, digits.length, timeMs);
        return digits;
    }

    private static void decimal(byte[] to, int at, int digits, long number) {
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Like no other's, and as hard to compress as the gateway's. */
    private static byte[] id(byte[] to, int at, byte[] ident, long timeMs) {
        long mixed = (Arrays.hashCode(ident) + timeMs * 31) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        mixed ^= mixed >>> 32;
        for (int i = at; i < at + ID_DIGITS; i++) {
            to[i] = HEX[(int) (mixed & 15)];
            mixed >>>= 4;
        }
        return to;
    }
}
