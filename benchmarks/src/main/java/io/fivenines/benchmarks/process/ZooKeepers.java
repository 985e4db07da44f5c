package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** Real ZooKeeper servers, one ensemble, as child processes. */
public final class ZooKeepers implements AutoCloseable {
    private static final int ASK_MS = 1_000;

    private record Ports(int client, int peer, int vote) {}

    private final Path folder;
    private final List<Ports> ports = new ArrayList<>();
    private final List<Child> servers = new ArrayList<>();

    private ZooKeepers(Path folder) {
        this.folder = folder;
    }

    /** How the server at that place says it is, by the command {@code srvr}; empty if it does not answer. */
    public static String srvr(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), ASK_MS);
            socket.setSoTimeout(ASK_MS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    /** In folders inside that one; whoever needs them waits for them by itself. */
    public static ZooKeepers start(Path folder, int size, Jvm jvm) throws IOException {
        ZooKeepers all = new ZooKeepers(folder);
        for (int i = 0; i < size; i++) {
            all.ports.add(new Ports(GatewayHome.freePort(), GatewayHome.freePort(), GatewayHome.freePort()));
        }
        try {
            for (int i = 0; i < size; i++) {
                String file = all.configuration(i).toString();
                Path log = folder.resolve("zookeeper-" + i + ".log");
                all.servers.add(Child.start(jvm.command(QuorumPeerMain.class, List.of(file)), log));
            }
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    private Path configuration(int server) throws IOException {
        Path data = Files.createDirectories(folder.resolve("zookeeper-" + server));
        Files.writeString(data.resolve("myid"), "" + (server + 1));
        List<String> lines = new ArrayList<>(List.of(
                "tickTime=200",
                "initLimit=100",
                "syncLimit=20",
                "dataDir=" + data,
                "clientPort=" + ports.get(server).client,
                "clientPortAddress=" + GatewayHome.HOST,
                "admin.enableServer=false",
                "minSessionTimeout=400"));
        for (int i = 0; i < ports.size(); i++) {
            Ports one = ports.get(i);
            lines.add("server." + (i + 1) + "=" + GatewayHome.HOST + ":" + one.peer + ":" + one.vote);
        }
        return Files.writeString(folder.resolve("zookeeper-" + server + ".cfg"), String.join("\n", lines) + "\n");
    }

    /** As a client is told of them. */
    public String addresses() {
        return ports.stream().map(one -> GatewayHome.HOST + ":" + one.client).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        servers.forEach(Child::close);
    }
}
