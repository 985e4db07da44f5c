package io.fivenines.gateway.telemetry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** By which way messages came: the listener's half is shared by all its connections, the peer is each one's own. */
public final class Origin {
    private static final int NAME_MAX = 64;

    private final byte[] listener;
    private final byte[] peer;

    private Origin(byte[] listener, byte[] peer) {
        this.listener = listener;
        this.peer = peer;
    }

    /**
     * The way through a listener, no peer yet.
     *
     * @param protocol the protocol's name
     * @param channel the listener's name
     */
    public static Origin listener(String protocol, String channel) {
        byte[] first = name(protocol);
        byte[] second = name(channel);
        ByteBuffer bytes = ByteBuffer.allocate(2 + first.length + second.length);
        bytes.put((byte) first.length).put(first).put((byte) second.length).put(second);
        return new Origin(bytes.array(), new byte[3]);
    }

    private static byte[] name(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length == 0 || ascii.length > NAME_MAX) {
            throw new IllegalArgumentException("name '" + name + "', expected 1 to " + NAME_MAX + " characters");
        }
        return ascii;
    }

    /**
     * The same listener, from there.
     *
     * @param address 4 or 16 bytes
     * @param port 0 to 65535
     */
    public Origin from(byte[] address, int port) {
        ByteBuffer bytes = ByteBuffer.allocate(3 + address.length);
        bytes.put((byte) address.length).put(address).putShort((short) port);
        return new Origin(listener, bytes.array());
    }

    /** The same peer, by another way through the listener. */
    public Origin by(Origin other) {
        return new Origin(other.listener, peer);
    }

    /** Address and port as text, empty where there is no peer. */
    public String peer() {
        return peer(ByteBuffer.wrap(peer));
    }

    static String peer(ByteBuffer in) {
        byte[] address = new byte[in.get() & 0xFF];
        in.get(address);
        int port = in.getShort() & 0xFFFF;
        if (address.length == 0) {
            return "";
        }
        try {
            String host = InetAddress.getByAddress(address).getHostAddress();
            return (address.length == 16 ? "[" + host + "]" : host) + ":" + port;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("peer of " + address.length + " bytes, expected 4 or 16", e);
        }
    }

    int length() {
        return listener.length + peer.length;
    }

    void writeTo(ByteBuffer out) {
        out.put(listener).put(peer);
    }
}
