package io.fivenines.coordinator.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The records as they are kept: JSON, in which a newer version may have put what an older one does not know. */
public final class Records {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Records() {}

    public static byte[] bytes(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON for " + record, e);
        }
    }

    /**
     * The record those bytes hold.
     *
     * @throws IOException if they hold none, naming what was expected
     */
    public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
        try {
            T record = MAPPER.readValue(bytes, type);
            if (record != null) {
                return record;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a " + type.getSimpleName() + " cannot be read: " + e.getMessage(), e);
        }
        throw new IOException("nothing where a " + type.getSimpleName() + " was expected");
    }
}
