package io.fivenines.coordinator.testing.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A tracker that has sent something and waits for the answer, as long as trackers do. */
final class Owed implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket = new Socket();

    Owed(String address) throws IOException {
        socket.connect(new InetSocketAddress(address, WhoServer.SLOW_PORT), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write('?');
    }

    /** The name of the host that answered, or reset, or silence. */
    String outcome() throws IOException {
        try {
            return new String(socket.getInputStream().readNBytes(1), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return "silence";
        } catch (SocketException e) {
            return "reset";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
