package io.fivenines.benchmarks.stage;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The stage's ZooKeeper servers, as each answers for itself. */
public final class Ensemble {
    private static final int ASK_MS = 1_000;

    private Ensemble() {}

    /** The processes' names. */
    public static List<String> servers() {
        return Configurations.heads().stream().map(Ensemble::server).toList();
    }

    private static String server(Site site) {
        return "zookeeper-" + site.name();
    }

    /** The site whose server leads the others; empty if none says so. */
    public static String leader() {
        return Configurations.heads().stream()
                .filter(site -> says(site).contains("Mode: leader"))
                .map(Site::name)
                .findFirst()
                .orElse("");
    }

    /** Whether that server has started: without the others it says that it cannot serve. */
    public static boolean answers(String server) {
        return Configurations.heads().stream()
                .filter(site -> server(site).equals(server))
                .anyMatch(site -> !says(site).isEmpty());
    }

    private static String says(Site site) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(site.headAddress(), Configurations.ZOOKEEPER_PORT), ASK_MS);
            socket.setSoTimeout(ASK_MS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
