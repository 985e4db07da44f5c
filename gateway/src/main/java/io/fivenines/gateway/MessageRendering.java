package io.fivenines.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fivenines.gateway.journal.kafka.KafkaConfig;
import io.fivenines.gateway.journal.kafka.Rendering;
import io.fivenines.gateway.telemetry.MessageReader;
import java.nio.ByteBuffer;

/** What a message looks like to those who read the topic. */
final class MessageRendering implements Rendering {
    private final KafkaConfig.Format format;
    private final MessageReader reader = new MessageReader();
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer stored = ByteBuffer.allocate(0);

    MessageRendering(KafkaConfig.Format format) {
        this.format = format;
    }

    @Override
    public void read(long storedAtMs, long timeMs, ByteBuffer key, ByteBuffer payload) {
        stored = payload;
        reader.read(MessageReader.NOWHERE, storedAtMs, timeMs, key, payload);
    }

    @Override
    public byte[] value() {
        return switch (format) {
            case JSON -> {
                text.setLength(0);
                yield reader.json(text).toString().getBytes(UTF_8);
            }
            case BINARY -> {
                byte[] bytes = new byte[stored.remaining()];
                stored.get(stored.position(), bytes);
                yield bytes;
            }
        };
    }

    @Override
    public String protocol() {
        return reader.protocol();
    }

    @Override
    public String id() {
        return reader.messageId();
    }
}
