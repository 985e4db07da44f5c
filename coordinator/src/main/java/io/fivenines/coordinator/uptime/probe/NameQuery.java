package io.fivenines.coordinator.uptime.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Asks a name server about a name as a resolver would, without any cache between: over UDP, and over TCP when the
 * answer has no room there.
 *
 * <pre>
 * id u16 | flags u16 | questions u16 | answers u16 | authorities u16 | additional u16
 * question: labels (length u8, bytes) ... 0 | type u16 | class u16
 * record:   name or pointer (C0..) | type u16 | class u16 | TTL u32 | length u16 | data
 * OPT:      0 | type u16 = 41 | longest answer over UDP u16 | 0 u32 | length u16 = 0
 * TCP:      length u16 | message
 * </pre>
 */
final class NameQuery {
    private static final int A = 1;
    private static final int SOA = 6;
    private static final int AAAA = 28;
    private static final int INTERNET = 1;
    private static final int OPT = 41;
    private static final int HEADER_LENGTH = 12;
    private static final int QUESTION_MAX = 512;
    /** What a server is told to send at most: no network in use needs fragments for it. */
    private static final int UDP_MAX = 1232;

    private static final int RECEIVED_MAX = 4096;

    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int CODE = 0x000F;
    private static final int POINTER = 0xC0;
    private static final int LABEL_MAX = 63;
    /** More than one message has room for. */
    private static final int RECORDS_MAX = 6_000;

    /**
     * What a server answered.
     *
     * @param ttlSeconds how long the addresses may be kept
     */
    record Answer(List<InetAddress> addresses, int ttlSeconds, long serial) {}

    private final InetSocketAddress server;
    private final int limitMs;
    private final LongSupplier nanos;

    /** @param limitMs for an answer, also if it comes over TCP; it is asked once more after half of it */
    NameQuery(InetSocketAddress server, int limitMs, LongSupplier nanos) {
        this.server = server;
        this.limitMs = limitMs;
        this.nanos = nanos;
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
        long beganNs = nanos.getAsLong();
        try {
            ByteBuffer answer = overUdp(name, type, id, beganNs);
            if (isTruncated(answer)) {
                answer = overTcp(name, question(name, type, id, false), beganNs);
            }
            return read(answer);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException(name() + " answers what cannot be read for " + name, e);
        }
    }

    /** A server, or what stands before it, may not know OPT: the second time it is asked without. */
    private ByteBuffer overUdp(String name, int type, int id, long beganNs) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address());
            for (int attempt = 1; ; attempt++) {
                byte[] question = question(name, type, id, attempt == 1);
                socket.send(new DatagramPacket(question, question.length));
                try {
                    return receive(socket, question, beganNs, attempt * limitMs / 2);
                } catch (IOException e) {
                    if (attempt == 2) {
                        throw new IOException(name() + " does not answer for " + name + ": " + e.getMessage(), e);
                    }
                }
            }
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(server.getHostString(), server.getPort());
    }

    private int leftMs(long beganNs, int untilMs) throws SocketTimeoutException {
        long leftMs = untilMs - (nanos.getAsLong() - beganNs) / 1_000_000;
        if (leftMs <= 0) {
            throw new SocketTimeoutException("nothing in " + untilMs + " ms");
        }
        return (int) leftMs;
    }

    private ByteBuffer receive(DatagramSocket socket, byte[] question, long beganNs, int untilMs) throws IOException {
        byte[] buffer = new byte[RECEIVED_MAX];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.setSoTimeout(leftMs(beganNs, untilMs));
            socket.receive(packet);
            ByteBuffer answer = ByteBuffer.wrap(buffer, 0, packet.getLength());
            // One to an earlier question may still arrive.
            if (isTo(question, answer)) {
                return checked(answer);
            }
        }
    }

    private ByteBuffer overTcp(String name, byte[] question, long beganNs) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address(), leftMs(beganNs, limitMs));
            byte[] framed = ByteBuffer.allocate(2 + question.length)
                    .putShort((short) question.length)
                    .put(question)
                    .array();
            socket.getOutputStream().write(framed);
            int length = receive(socket, 2, beganNs).getShort() & 0xFFFF;
            ByteBuffer answer = receive(socket, length, beganNs);
            if (!isTo(question, answer) || isTruncated(answer)) {
                throw new IOException("what comes is no whole answer");
            }
            return checked(answer);
        } catch (IOException e) {
            throw new IOException(
                    name() + " does not answer for " + name + " over TCP, and only in part over UDP: " + e.getMessage(),
                    e);
        }
    }

    private ByteBuffer receive(Socket socket, int length, long beganNs) throws IOException {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            socket.setSoTimeout(leftMs(beganNs, limitMs));
            int count = socket.getInputStream().read(bytes, at, length - at);
            if (count < 0) {
                throw new EOFException("the connection was closed after " + at + " of " + length + " bytes");
            }
            at += count;
        }
        return ByteBuffer.wrap(bytes);
    }

    private static boolean isTo(byte[] question, ByteBuffer answer) {
        return answer.remaining() >= HEADER_LENGTH
                && answer.getShort(0) == ByteBuffer.wrap(question).getShort(0);
    }

    private static ByteBuffer checked(ByteBuffer answer) throws IOException {
        int flags = answer.getShort(2);
        int code = flags & CODE;
        if ((flags & RESPONSE) == 0 || code != 0) {
            throw new IOException("the answer has code " + code);
        }
        return answer;
    }

    private static boolean isTruncated(ByteBuffer answer) {
        return (answer.getShort(2) & TRUNCATED) != 0;
    }

    private static byte[] question(String name, int type, int id, boolean opt) throws IOException {
        ByteBuffer question = ByteBuffer.allocate(QUESTION_MAX);
        question.putShort((short) id).putShort((short) 0).putShort((short) 1);
        question.putShort((short) 0).putShort((short) 0).putShort((short) (opt ? 1 : 0));
        for (String label : name.split("\\.")) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length == 0 || bytes.length > LABEL_MAX || question.remaining() < bytes.length + 17) {
                throw new IOException("name '" + name + "', expected labels of 1 to 63 characters");
            }
            question.put((byte) bytes.length).put(bytes);
        }
        question.put((byte) 0).putShort((short) type).putShort((short) INTERNET);
        if (opt) {
            question.put((byte) 0).putShort((short) OPT).putShort((short) UDP_MAX);
            question.putInt(0).putShort((short) 0);
        }
        return Arrays.copyOf(question.array(), question.position());
    }

    private static Answer read(ByteBuffer in) throws IOException {
        int questions = in.getShort(4) & 0xFFFF;
        int records = Math.min(RECORDS_MAX, (in.getShort(6) & 0xFFFF) + (in.getShort(8) & 0xFFFF));
        int answers = in.getShort(6) & 0xFFFF;
        in.position(HEADER_LENGTH);
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
