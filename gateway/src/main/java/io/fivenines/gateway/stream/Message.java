package io.fivenines.gateway.stream;

/** One message on its way out. */
public final class Message {
    private final String ident;
    private final String protocol;
    private final String id;
    private final byte[] json;

    Message(String ident, String protocol, String id, byte[] json) {
        this.ident = ident;
        this.protocol = protocol;
        this.id = id;
        this.json = json;
    }

    public String ident() {
        return ident;
    }

    /** Empty where a newer gateway stored the message and this one cannot read it. */
    public String protocol() {
        return protocol;
    }

    /**
     * The same for the same record, each time it is delivered and each time its tracker sends it; empty where this
     * gateway cannot read the message.
     */
    public String id() {
        return id;
    }

    /** UTF-8, one object without a line break; shared: read only. */
    public byte[] json() {
        return json;
    }
}
