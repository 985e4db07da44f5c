package io.fivenines.coordinator.testing.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Main of a process that says its name to whoever connects to port 7000, on whatever address; at port 7001 only to who
 * has sent something, and only after a while.
 */
public final class WhoServer {
    static final int PORT = 7000;
    static final int SLOW_PORT = 7001;
    /** By then an address that is about to move has moved, and neighbours believe another word of it again. */
    private static final int SLOW_MS = 1500;

    private WhoServer() {}

    public static void main(String[] arguments) throws IOException {
        byte[] name = arguments[0].getBytes(StandardCharsets.UTF_8);
        ServerSocket slow = new ServerSocket(SLOW_PORT);
        Sightings.daemon(() -> serveSlowly(slow, name));
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

    private static void serveSlowly(ServerSocket server, byte[] name) {
        while (true) {
            try {
                Socket socket = server.accept();
                Sightings.daemon(() -> answerLate(socket, name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void answerLate(Socket asker, byte[] name) {
        try (asker) {
            if (asker.getInputStream().read() >= 0) {
                Sightings.pause(SLOW_MS);
                asker.getOutputStream().write(name);
            }
        } catch (IOException e) {
            // The asker gave up.
        }
    }
}
