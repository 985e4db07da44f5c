package io.fivenines.coordinator.redirect.haproxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers each line with its name. */
final class NamedServer implements AutoCloseable {
    private final String name;
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    NamedServer(String name) throws IOException {
        this.name = name;
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                start(() -> answer(connection));
            }
        } catch (IOException e) {
            // Closed, as the test is over.
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
            while (in.readLine() != null) {
                connection.getOutputStream().write((name + "\n").getBytes(US_ASCII));
            }
        } catch (IOException e) {
            // A client or a check that went away.
        }
        connections.remove(connection);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
