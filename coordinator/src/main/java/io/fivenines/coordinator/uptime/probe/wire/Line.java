package io.fivenines.coordinator.uptime.probe.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tracker's connection. Another thread may close it to end a wait. */
public final class Line implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final int TEXT_MAX = 4096;

    private final Socket socket;
    private final int limitMs;
    private final DataInputStream in;
    private final OutputStream out;

    private Line(Socket socket, int limitMs, InputStream in, OutputStream out) {
        this.socket = socket;
        this.limitMs = limitMs;
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = out;
    }

    /** Connects; neither that nor any read takes longer than the limit. */
    public static Line open(InetSocketAddress address, int limitMs) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(limitMs);
            socket.connect(address, limitMs);
            return new Line(socket, limitMs, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            socket.close();
            throw new IOException("no connection to " + address + ": " + e.getMessage(), e);
        }
    }

    /** Waits for so long, while nothing else is read; false as soon as the other side ends the connection. */
    public boolean lasts(int ms) {
        try {
            socket.setSoTimeout(ms);
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            socket.setSoTimeout(limitMs);
            return true;
        } catch (SocketTimeoutException e) {
            return isStill();
        } catch (IOException e) {
            LOG.debug("Ended", e);
            return false;
        }
    }

    private boolean isStill() {
        try {
            socket.setSoTimeout(limitMs);
            return true;
        } catch (SocketException e) {
            LOG.debug("Ended", e);
            return false;
        }
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    int u8() throws IOException {
        return in.readUnsignedByte();
    }

    int u16() throws IOException {
        return in.readUnsignedShort();
    }

    int i32() throws IOException {
        return in.readInt();
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /** A line of text without its end. */
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int octet = in.readUnsignedByte(); octet != '\n'; octet = in.readUnsignedByte()) {
            if (text.length() == TEXT_MAX) {
                throw new IOException("a line of more than " + TEXT_MAX + " bytes");
            }
            if (octet != '\r') {
                text.append((char) octet);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
