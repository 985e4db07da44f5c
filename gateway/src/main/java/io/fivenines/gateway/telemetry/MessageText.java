package io.fivenines.gateway.telemetry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The JSON of one journal entry after the other, the same for everyone who asks. Of a message that a newer gateway
 * stored it says that it cannot read it: such a one must not stop a reader, nor go missing in silence.
 */
public final class MessageText {
    private final MessageReader reader = new MessageReader();
    private final StringBuilder text = new StringBuilder();
    private long position;
    private long storedAtMs;
    private String ident = "";
    private RuntimeException failure;

    /**
     * Takes a journal entry; the buffers must stay as they are while it is asked about.
     *
     * @param position {@link MessageReader#NOWHERE} if it has no number
     */
    public MessageText read(long position, long storedAtMs, long timeMs, ByteBuffer key, ByteBuffer payload) {
        this.position = position;
        this.storedAtMs = storedAtMs;
        ident = StandardCharsets.US_ASCII.decode(key.duplicate()).toString();
        failure = null;
        try {
            reader.read(position, storedAtMs, timeMs, key, payload);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            failure = e;
        }
        return this;
    }

    public String ident() {
        return ident;
    }

    /** Empty where the message cannot be read. */
    public String protocol() {
        return failure == null ? reader.protocol() : "";
    }

    /** Empty where the message cannot be read. */
    public String messageId() {
        return failure == null ? reader.messageId() : "";
    }

    /** Whether for each of these there is a parameter it likes. */
    public boolean hasAll(List<? extends Predicate<String>> wanted) {
        if (failure != null) {
            return false;
        }
        try {
            Missing missing = new Missing(wanted);
            reader.forEach(missing);
            return missing.none();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            failure = e;
            return false;
        }
    }

    /** All of it; holds until the next call. */
    public CharSequence json() {
        return made(reader::json);
    }

    /** With those parameters only; what every message has is there in any case. Holds until the next call. */
    public CharSequence json(Predicate<String> kept) {
        return made(to -> reader.json(to, kept));
    }

    private CharSequence made(UnaryOperator<StringBuilder> json) {
        text.setLength(0);
        if (failure == null) {
            try {
                return json.apply(text);
            } catch (IllegalArgumentException | BufferUnderflowException e) {
                failure = e;
                text.setLength(0);
            }
        }
        JsonObject said = new JsonObject(text).put("ident", ident).seconds("server.timestamp", storedAtMs);
        if (position != MessageReader.NOWHERE) {
            said.put("message.position", position);
        }
        return said.put("error", "not readable by this version: " + failure.getMessage())
                .end();
    }
}
