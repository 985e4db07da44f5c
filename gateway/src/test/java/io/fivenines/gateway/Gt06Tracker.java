package io.fivenines.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A tracker that speaks GT06 over a socket and does as it is told. */
final class Gt06Tracker implements AutoCloseable {
    private static final int LOGIN = 0x01;
    private static final int ANSWER = 0x15;
    private static final int COMMAND = 0x80;
    private static final int TIMEOUT_MS = 20_000;

    /** What it was told; the flag is to be given back. */
    record Told(int flag, String text) {}

    private final Socket socket;
    private final DataInputStream in;

    /** Connects, logs in, and has its login acknowledged. */
    Gt06Tracker(int port, String imei) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
        send(LOGIN, HexFormat.of().parseHex("0" + imei));
        int kind = frame()[0] & 0xFF;
        if (kind != LOGIN) {
            throw new IOException("the login was answered with kind " + kind + ", expected " + LOGIN);
        }
    }

    /** Waits for the next command. */
    Told told() throws IOException {
        byte[] frame = frame();
        if ((frame[0] & 0xFF) != COMMAND) {
            throw new IOException("told " + HexFormat.of().formatHex(frame) + ", expected a command");
        }
        int flag = ByteBuffer.wrap(frame).getInt(2);
        return new Told(flag, new String(frame, 6, frame[1] - 4, StandardCharsets.US_ASCII));
    }

    void answer(Told told, String text) throws IOException {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(1 + 4 + ascii.length + 2);
        content.put((byte) (4 + ascii.length)).putInt(told.flag).put(ascii).putShort((short) 2);
        send(ANSWER, content.array());
    }

    /** The next frame from its kind to its serial number. */
    private byte[] frame() throws IOException {
        in.readShort();
        byte[] frame = new byte[in.readUnsignedByte() - 2];
        in.readFully(frame);
        in.readInt();
        return frame;
    }

    private void send(int kind, byte[] content) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(1 + content.length + 4);
        frame.write(kind);
        frame.writeBytes(content);
        frame.writeBytes(new byte[] {0, 1});
        int sum = x25(frame.toByteArray());
        ByteBuffer whole = ByteBuffer.allocate(2 + frame.size() + 4);
        whole.putShort((short) 0x7878).put(frame.toByteArray());
        whole.putShort((short) sum).putShort((short) 0x0D0A);
        socket.getOutputStream().write(whole.array());
    }

    private static int x25(byte[] bytes) {
        int crc = 0xFFFF;
        for (byte octet : bytes) {
            crc ^= octet & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x8408 : crc >>> 1;
            }
        }
        return ~crc & 0xFFFF;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
