package io.fivenines.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A tracker that speaks Wialon IPS over a real socket. */
final class WialonTracker implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader answers;
    private int second;

    WialonTracker(String ident, InetSocketAddress gateway) throws IOException {
        socket.setSoTimeout(10_000);
        InetAddress host =
                gateway.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : gateway.getAddress();
        socket.connect(new InetSocketAddress(host, gateway.getPort()), 2000);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        say("#L#" + ident + ";NA\r\n");
        String answer = hear();
        if (!"#AL#1".equals(answer)) {
            throw new IOException("login answered with " + answer);
        }
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line; null if the gateway closed. */
    String hear() throws IOException {
        return answers.readLine();
    }

    /** Sends a record and returns what it was answered with. */
    String report() throws IOException {
        say(String.format(
                "#SD#221126;10%02d%02d;5544.6025;N;03739.6834;E;40;90;150;7\r\n", second / 60, second++ % 60));
        return hear();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
