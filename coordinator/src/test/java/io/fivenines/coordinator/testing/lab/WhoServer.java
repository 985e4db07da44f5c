package io.fivenines.coordinator.testing.lab;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Main of a process that says its name to whoever connects to port 7000, on whatever address. */
public final class WhoServer {
    static final int PORT = 7000;

    private WhoServer() {}

    public static void main(String[] arguments) throws IOException {
        byte[] name = arguments[0].getBytes(StandardCharsets.UTF_8);
        try (ServerSocket server = new ServerSocket(PORT)) {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(name);
                } catch (IOException e) {
                    // The asker gave up.
                }
            }
        }
    }
}
