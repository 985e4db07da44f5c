package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A folder with all a gateway of a drill needs: its configuration, its journal, its log. The ports stay the same over
 * restarts.
 *
 * @param second a second listener, null for none
 */
public record GatewayHome(Path folder, Path journal, String protocol, int port, Second second, int apiPort)
        implements AutoCloseable {
    /** A listener beside the first one. */
    public record Second(String protocol, int port) {}

    public static final String HOST = "127.0.0.1";

    private static final int PORT_MIN = 20_000;
    private static final int PORT_MAX = 32_000;
    private static final int PORT_TRIES = 100;

    /** In a new temporary folder. */
    public static GatewayHome create(String protocol) throws IOException {
        Path folder = Files.createTempDirectory("fivenines-drill-");
        return new GatewayHome(folder, folder.resolve("journal"), protocol, freePort(), null, freePort());
    }

    /** The same with its journal elsewhere. */
    public GatewayHome withJournal(Path elsewhere) {
        return new GatewayHome(folder, elsewhere, protocol, port, second, apiPort);
    }

    /** The same with a second listener. */
    public GatewayHome withSecond(String spoken) throws IOException {
        return new GatewayHome(folder, journal, protocol, port, new Second(spoken, freePort()), apiPort);
    }

    /**
     * A port nobody listens on, below those the system gives to clients: a tracker that tries a killed gateway's port
     * must not be given that very port as its own and meet itself.
     */
    public static int freePort() throws IOException {
        for (int tries = 0; tries < PORT_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + PORT_MIN + " to " + PORT_MAX + " in " + PORT_TRIES + " tries");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }

    public Path log() {
        return folder.resolve("gateway.log");
    }

    /** Writes the configuration and says where it is. */
    public Path configuration(List<String> more) throws IOException {
        Path file = folder.resolve("gateway.yaml");
        return Files.writeString(file, text() + String.join("\n", more) + "\n");
    }

    private String text() {
        return String.join(
                "\n",
                "listeners:",
                listener(protocol, protocol, port),
                second == null ? "" : listener("second", second.protocol, second.port),
                "api: {host: " + HOST + ", port: " + apiPort + "}",
                "journal:",
                "  folder: " + journal,
                "");
    }

    private static String listener(String name, String protocol, int port) {
        return "  - {name: " + name + ", protocol: " + protocol + ", host: " + HOST + ", port: " + port + "}";
    }

    /** Removes the folder. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }
}
