package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with all a gateway of a drill needs: its configuration, its journal, its log. The ports stay the same over
 * restarts.
 */
public record GatewayHome(Path folder, Path journal, String protocol, int port, int apiPort) implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    /** In a new temporary folder. */
    public static GatewayHome create(String protocol) throws IOException {
        Path folder = Files.createTempDirectory("fivenines-drill-");
        return new GatewayHome(folder, folder.resolve("journal"), protocol, freePort(), freePort());
    }

    /** The same with its journal elsewhere. */
    public GatewayHome withJournal(Path elsewhere) {
        return new GatewayHome(folder, elsewhere, protocol, port, apiPort);
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
                "  - {protocol: " + protocol + ", host: " + HOST + ", port: " + port + "}",
                "api: {host: " + HOST + ", port: " + apiPort + "}",
                "journal:",
                "  folder: " + journal,
                "");
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
