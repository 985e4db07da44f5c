package io.fivenines.coordinator.uptime.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Before a gateway that has a command for a tracker as soon as that has said who it is. */
@Timeout(60)
class WireTest {
    private static final List<Fix> FIXES = List.of(new Fix(1_800_000_000_000L, 500_001, 300_002));
    private static final int LIMIT_MS = 500;

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        threads.shutdownNow();
        server.close();
    }

    /** What a gateway does with a tracker's packets; what the tracker answered to a command that came too early. */
    private interface Gateway {
        String serve(Socket socket, DataInputStream in) throws IOException;
    }

    private String report(Wire wire, String ident, Gateway gateway) throws Exception {
        Future<String> served = threads.submit(() -> {
            try (Socket socket = server.accept()) {
                return gateway.serve(socket, new DataInputStream(socket.getInputStream()));
            }
        });
        try (Line line = Line.open((InetSocketAddress) server.getLocalSocketAddress(), LIMIT_MS)) {
            wire.login(line, ident);
            wire.report(line, FIXES);
        }
        return served.get();
    }

    private static void say(Socket socket, byte[]... parts) throws IOException {
        for (byte[] part : parts) {
            socket.getOutputStream().write(part);
        }
    }

    private static byte[] hear(DataInputStream in, int count) throws IOException {
        byte[] heard = new byte[count];
        in.readFully(heard);
        return heard;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] teltonika(String command) {
        byte[] text = text(command);
        ByteBuffer data = ByteBuffer.allocate(8 + text.length);
        data.put((byte) 0x0C)
                .put((byte) 1)
                .put((byte) 5)
                .putInt(text.length)
                .put(text)
                .put((byte) 1);
        byte[] bytes = data.array();
        return ByteBuffer.allocate(12 + bytes.length)
                .putInt(0)
                .putInt(bytes.length)
                .put(bytes)
                .putInt(Crc16.ARC.of(bytes, 0, bytes.length))
                .array();
    }

    @Test
    void shouldObeyACommandThatComesBeforeTheAcknowledgementAsTeltonika() throws Exception {
        String answer = report(new TeltonikaWire(), "990001001000001", (socket, in) -> {
            hear(in, 17);
            say(socket, new byte[] {1}, teltonika("getinfo"), teltonika("getver"));
            hear(in, 12 + 33);
            say(socket, new byte[] {0, 0, 0, 1});
            return new String(hear(in, 2 * (12 + 8 + Wire.LATE.length())), StandardCharsets.ISO_8859_1);
        });
        assertThat(answer.split(Wire.LATE, -1)).as("two answers").hasSize(3);
    }

    @Test
    void shouldSayThatNoneIsAcknowledgedAsTeltonika() {
        assertThatIOException()
                .isThrownBy(() -> report(new TeltonikaWire(), "990001001000001", (socket, in) -> {
                    hear(in, 17);
                    say(socket, new byte[] {1, 0, 0, 0, 0});
                    return String.valueOf(in.readAllBytes().length);
                }))
                .withMessageContaining("0 records are acknowledged");
    }

    @Test
    void shouldObeyACommandThatComesBeforeTheAcknowledgementAsWialon() throws Exception {
        String answer = report(new WialonWire(), "fivenines-probe-1-1", (socket, in) -> {
            line(in);
            byte[] checked = text("reset;");
            String sum = String.format("%04X", Crc16.ARC.of(checked, 0, checked.length));
            say(socket, text("#AL#1\r\n#M#reset;" + sum + "\r\n"));
            line(in);
            say(socket, text("#AB#1\r\n"));
            return line(in);
        });
        assertThat(answer).isEqualTo("#AM#1\r");
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.readUnsignedByte(); octet != '\n'; octet = in.readUnsignedByte()) {
            line.append((char) octet);
        }
        return line.toString();
    }

    private static byte[] gt06(int kind, byte[] content, int serial) {
        ByteBuffer frame = ByteBuffer.allocate(content.length + 10);
        frame.putShort((short) 0x7878).put((byte) (content.length + 5)).put((byte) kind);
        frame.put(content).putShort((short) serial);
        return frame.putShort((short) Crc16.X25.of(frame.array(), 2, frame.position()))
                .putShort((short) 0x0D0A)
                .array();
    }

    @Test
    void shouldObeyACommandThatComesBeforeTheAcknowledgementAsGt06() throws Exception {
        String answer = report(new Gt06Wire(), "990001001000003", (socket, in) -> {
            hear(in, 18);
            byte[] text = text("RESET#");
            byte[] command = ByteBuffer.allocate(5 + text.length + 2)
                    .put((byte) (4 + text.length))
                    .putInt(7)
                    .put(text)
                    .putShort((short) 2)
                    .array();
            say(socket, gt06(0x01, new byte[0], 1), gt06(0x80, command, 9));
            hear(in, 36);
            say(socket, gt06(0x12, new byte[0], 2));
            return new String(hear(in, 10 + 5 + Wire.LATE.length() + 2), StandardCharsets.ISO_8859_1);
        });
        assertThat(answer).contains(Wire.LATE);
    }
}
