package io.fivenines.coordinator.uptime.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks a name server about a name over UDP, as a resolver would, without any cache between.
 *
 * <pre>
 * id u16 | flags u16 | questions u16 | answers u16 | authorities u16 | additional u16
 * question: labels (length u8, bytes) ... 0 | type u16 | class u16
 * record:   name or pointer (C0..) | type u16 | class u16 | TTL u32 | length u16 | data
 * </pre>
 */
final class NameQuery {
    private static final int A = 1;
    private static final int SOA = 6;
    private static final int AAAA = 28;
    private static final int INTERNET = 1;
    private static final int SIZE_MAX = 4096;
    private static final int RESPONSE = 0x8000;
    private static final int CODE = 0x000F;
    private static final int POINTER = 0xC0;
    private static final int LABEL_MAX = 63;
    private static final int RECORDS_MAX = 100;

    /**
     * What a server answered.
     *
     * @param ttlSeconds how long the addresses may be kept
     */
    record Answer(List<InetAddress> addresses, int ttlSeconds, long serial) {}

    private final InetSocketAddress server;
    private final int limitMs;

    /** @param limitMs for an answer; it is asked once more after half of it */
    NameQuery(InetSocketAddress server, int limitMs) {
        this.server = server;
        this.limitMs = limitMs;
    }

    private String name() {
        return server.getHostString() + ":" + server.getPort();
    }

    /** The addresses of a host, at least one. */
    Answer addresses(String name, int id) throws IOException {
        Answer answer = ask(name, A, id);
        if (answer.addresses().isEmpty()) {
            answer = ask(name, AAAA, id);
        }
        if (answer.addresses().isEmpty()) {
            throw new IOException(name() + " knows no address of " + name);
        }
        return answer;
    }

    /** The serial number of the zone that a name is in. */
    long serial(String name, int id) throws IOException {
        long serial = ask(name, SOA, id).serial();
        if (serial < 0) {
            throw new IOException(name() + " says nothing of the zone of " + name);
        }
        return serial;
    }

    private Answer ask(String name, int type, int id) throws IOException {
        byte[] question = question(name, type, id);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.getHostString(), server.getPort()));
            socket.setSoTimeout(Math.max(1, limitMs / 2));
            byte[] buffer = new byte[SIZE_MAX];
            for (int attempt = 1; ; attempt++) {
                socket.send(new DatagramPacket(question, question.length));
                try {
                    return receive(socket, buffer, question);
                } catch (IOException e) {
                    if (attempt == 2) {
                        throw new IOException(name() + " does not answer for " + name + ": " + e.getMessage(), e);
                    }
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException(name() + " answers what cannot be read for " + name, e);
        }
    }

    private static Answer receive(DatagramSocket socket, byte[] buffer, byte[] question) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            ByteBuffer answer = ByteBuffer.wrap(buffer, 0, packet.getLength());
            // One to an earlier question may still arrive.
            if (answer.remaining() >= 12
                    && answer.getShort(0) == ByteBuffer.wrap(question).getShort(0)) {
                return read(answer);
            }
        }
    }

    private static byte[] question(String name, int type, int id) throws IOException {
        ByteBuffer question = ByteBuffer.allocate(512);
        question.putShort((short) id).putShort((short) 0).putShort((short) 1);
        question.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        for (String label : name.split("\\.")) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length == 0 || bytes.length > LABEL_MAX || question.remaining() < bytes.length + 8) {
                throw new IOException("name '" + name + "', expected labels of 1 to 63 characters");
            }
            question.put((byte) bytes.length).put(bytes);
        }
        question.put((byte) 0).putShort((short) type).putShort((short) INTERNET);
        return Arrays.copyOf(question.array(), question.position());
    }

    private static Answer read(ByteBuffer in) throws IOException {
        int flags = in.getShort(2);
        int code = flags & CODE;
        if ((flags & RESPONSE) == 0 || code != 0) {
            throw new IOException("the answer has code " + code);
        }
        int questions = in.getShort(4) & 0xFFFF;
        int records = Math.min(RECORDS_MAX, (in.getShort(6) & 0xFFFF) + (in.getShort(8) & 0xFFFF));
        int answers = in.getShort(6) & 0xFFFF;
        in.position(12);
        for (int i = 0; i < questions; i++) {
            skipName(in);
            in.getInt();
        }
        List<InetAddress> addresses = new ArrayList<>();
        int ttlSeconds = Integer.MAX_VALUE;
        long serial = -1;
        for (int i = 0; i < records; i++) {
            skipName(in);
            int type = in.getShort();
            in.getShort();
            int ttl = Math.max(0, in.getInt());
            int end = (in.getShort() & 0xFFFF) + in.position();
            if (i < answers && (type == A || type == AAAA)) {
                byte[] address = new byte[end - in.position()];
                in.get(address);
                addresses.add(InetAddress.getByAddress(address));
                ttlSeconds = Math.min(ttlSeconds, ttl);
            } else if (type == SOA) {
                skipName(in);
                skipName(in);
                serial = in.getInt() & 0xFFFF_FFFFL;
            }
            in.position(end);
        }
        return new Answer(addresses, ttlSeconds, serial);
    }

    private static void skipName(ByteBuffer in) {
        for (int length = in.get() & 0xFF; length != 0; length = in.get() & 0xFF) {
            if (length >= POINTER) {
                in.get();
                return;
            }
            in.position(in.position() + length);
        }
    }
}
