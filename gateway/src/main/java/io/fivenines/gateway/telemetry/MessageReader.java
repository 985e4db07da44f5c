package io.fivenines.gateway.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * Reads messages in their stored form, or the JSON that a reader made of it, and makes JSON of them. Used again and
 * again, by one thread.
 */
public final class MessageReader {
    /** A journal entry's time when the tracker gave none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** The position of a message that is in no journal yet; its JSON says nothing of one. */
    public static final long NOWHERE = -1;

    private final ByteBuffer none = ByteBuffer.allocate(0);
    private ByteBuffer values = none;
    private String ident = "";
    private String protocol = "";
    private String channel = "";
    private String peer = "";
    private long position;
    private long storedAtMs;
    private long timeMs;
    private long messageId;
    private JsonMessage written;

    /**
     * Takes a journal entry; the buffers must stay as they are while this message is read.
     *
     * @param timeMs the tracker's time, or {@link #NO_TIME}
     * @throws IllegalArgumentException if the payload is not a message of a version this gateway knows
     */
    public MessageReader read(long position, long storedAtMs, long timeMs, ByteBuffer key, ByteBuffer payload) {
        this.position = position;
        this.storedAtMs = storedAtMs;
        this.timeMs = timeMs;
        ident = text(key.duplicate(), key.remaining());
        if (JsonMessage.is(payload)) {
            return readJson(new JsonMessage(payload));
        }
        written = null;
        ByteBuffer in = payload.duplicate();
        int version = in.get() & 0xFF;
        if (version != Layout.VERSION) {
            throw new IllegalArgumentException(
                    "message at position " + position + " has version " + version + ", expected " + Layout.VERSION);
        }
        messageId = in.getLong();
        protocol = text(in, in.get() & 0xFF);
        channel = text(in, in.get() & 0xFF);
        peer = Origin.peer(in);
        values = in;
        return this;
    }

    private MessageReader readJson(JsonMessage json) {
        written = json;
        protocol = json.text("protocol");
        channel = json.text("channel");
        peer = json.text("peer");
        return this;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public long position() {
        return position;
    }

    public long storedAtMs() {
        return storedAtMs;
    }

    /** The tracker's time, or the server's where the tracker gave none. */
    public long timeMs() {
        return timeMs == NO_TIME ? storedAtMs : timeMs;
    }

    public boolean hasOwnTime() {
        return timeMs != NO_TIME;
    }

    public String ident() {
        return ident;
    }

    public String protocol() {
        return protocol;
    }

    public String channel() {
        return channel;
    }

    /** Address and port, or empty. */
    public String peer() {
        return peer;
    }

    /** Sixteen hexadecimal digits, the same for the same record on every node. */
    public String messageId() {
        return written == null ? HexFormat.of().toHexDigits(messageId) : written.text("message.id");
    }

    /** Appends the message as one flat JSON object. */
    public StringBuilder json(StringBuilder to) {
        return written == null ? json(to, name -> true) : written.json(position, to);
    }

    /** The same with those parameters only; what every message has is there in any case. */
    public StringBuilder json(StringBuilder to, Predicate<String> kept) {
        JsonObject json = new JsonObject(to);
        json.put("ident", ident).seconds("timestamp", timeMs()).seconds("server.timestamp", storedAtMs);
        json.put("message.id", messageId());
        if (position != NOWHERE) {
            json.put("message.position", position);
        }
        json.put("protocol", protocol).put("channel", channel).put("peer", peer);
        forEach(new Kept(json, kept));
        return json.end();
    }

    /** Shows every value to the visitor, in the order the codec put them. */
    public void forEach(ParamVisitor visitor) {
        if (written != null) {
            written.forEach(visitor);
            return;
        }
        ByteBuffer in = values.duplicate();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int type = (int) tag & 7;
            String name = name((int) (tag >>> 5), (int) (tag >>> 3) & 3, in);
            switch (type) {
                case Layout.TYPE_WHOLE -> visitor.put(name, unzigzag(varint(in)));
                case Layout.TYPE_REAL -> visitor.put(name, in.getDouble());
                case Layout.TYPE_FALSE -> visitor.put(name, false);
                case Layout.TYPE_TRUE -> visitor.put(name, true);
                case Layout.TYPE_TEXT -> visitor.put(name, text(in, (int) varint(in)));
                default -> throw new IllegalArgumentException("value type " + type + " of " + name);
            }
        }
    }

    /** A parameter that a newer gateway stored and this one does not know shows its id. */
    private static String name(int id, int key, ByteBuffer in) {
        Param param = Param.byId(id);
        String name = param == null ? "param." + id + ".#" : param.name();
        if (key == Layout.KEY_NONE) {
            return param == null ? "param." + id : name;
        }
        String member = key == Layout.KEY_NUMBER ? Long.toString(varint(in)) : text(in, (int) varint(in));
        return name.substring(0, name.length() - 1) + member;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte octet = in.get();
            value |= (octet & 0x7FL) << shift;
            if (octet >= 0) {
                break;
            }
        }
        return value;
    }

    private static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
