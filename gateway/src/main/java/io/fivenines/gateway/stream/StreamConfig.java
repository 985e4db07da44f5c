package io.fivenines.gateway.stream;

import io.fivenines.gateway.journal.Feed;
import java.nio.file.Path;

/**
 * One stream.
 *
 * @param name how far it came is remembered under it
 * @param deadLetters where messages are put aside that its sink refuses
 */
public record StreamConfig(
        String name,
        SinkConfig sink,
        FilterConfig filter,
        BatchConfig batch,
        RetryConfig retry,
        DeadLetterConfig deadLetters) {

    /**
     * Where messages are put aside.
     *
     * @param bytesMax what the file may hold; a stream with more to put aside stands still
     */
    public record DeadLetterConfig(Path file, long bytesMax) {
        private static final long BYTES_MIN = 64 << 10;

        public static final long BYTES_DEFAULT = 64 << 20;

        public DeadLetterConfig {
            if (bytesMax < BYTES_MIN) {
                throw new IllegalArgumentException(
                        "size " + bytesMax + ", expected at least " + BYTES_MIN + " (64KiB)");
            }
        }
    }

    public StreamConfig {
        if (!Feed.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name
                    + "', expected 1 to 64 small letters, digits, dots, dashes or underscores, the first no sign");
        }
    }
}
