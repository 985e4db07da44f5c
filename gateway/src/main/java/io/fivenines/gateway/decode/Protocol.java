package io.fivenines.gateway.decode;

import java.util.function.Function;

/**
 * A protocol trackers speak: how its stream is cut, and how a frame is understood.
 *
 * @param name lower case, the same as in {@code Protocols.ALL}, the file name and the class name
 * @param defaultPort the field's usual TCP port for it
 * @param framing shared by all connections: without state
 * @param codec makes the codec of one connection
 * @param opening how {@code auto} recognises it
 * @param secretForm a regular expression for the secrets that its login can carry, empty where it carries none
 */
public record Protocol(
        String name,
        int defaultPort,
        Framing framing,
        Function<Session, Codec> codec,
        Opening opening,
        String secretForm) {
    public Protocol {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("protocol name '" + name + "', expected lower-case letters and digits");
        }
        if (defaultPort < 1 || defaultPort > 65535) {
            throw new IllegalArgumentException("port " + defaultPort + " of " + name + ", expected 1 to 65535");
        }
    }

    /** One whose login carries no secret. */
    public Protocol(String name, int defaultPort, Framing framing, Function<Session, Codec> codec, Opening opening) {
        this(name, defaultPort, framing, codec, opening, "");
    }

    /** One that needs a listener of its own. */
    public Protocol(String name, int defaultPort, Framing framing, Function<Session, Codec> codec) {
        this(name, defaultPort, framing, codec, Opening.NONE);
    }

    /** The same, whose codec has the session's {@link Lock} opened by what a login carries. */
    public Protocol withSecret(String form) {
        return new Protocol(name, defaultPort, framing, codec, opening, form);
    }
}
