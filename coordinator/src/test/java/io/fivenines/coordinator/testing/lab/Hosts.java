package io.fivenines.coordinator.testing.lab;

import io.fivenines.coordinator.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processes in the namespaces A and B: an agent and a server each. */
final class Hosts implements AutoCloseable {
    private static final String CONFIG = """
            node: %s
            datacenter: eu
            interface: eth0
            addressLifetime: 8s
            addresses: [10.99.0.50, "fd99::50"]
            cluster:
              advertise: %s
              connect: 10.99.0.9:%d
              name: test
            """;

    private final String lab;
    private final Path folder;
    private final int zooKeeperPort;
    private final Map<String, Process> agents = new HashMap<>();
    private final Map<String, Process> servers = new HashMap<>();

    Hosts(String lab, Path folder, int zooKeeperPort) throws IOException {
        this.lab = lab;
        this.folder = folder;
        this.zooKeeperPort = zooKeeperPort;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        for (String host : List.of("A", "B")) {
            servers.put(host, start(host, WhoServer.class, host));
        }
    }

    void startAgent(String host) throws IOException {
        Path config = folder.resolve(host + ".yaml");
        String ip = host.equals("A") ? "10.99.0.1" : "10.99.0.2";
        Files.writeString(config, CONFIG.formatted(host, ip, zooKeeperPort));
        agents.put(host, start(host, Agent.class, "-c", config.toString()));
    }

    /** SIGKILL. */
    void killAgent(String host) throws InterruptedException {
        agents.get(host).destroyForcibly().waitFor();
    }

    /** A signal by its name: STOP, CONT. */
    void signalAgent(String host, String signal) throws IOException, InterruptedException {
        Shell.run("kill -" + signal + " " + agents.get(host).pid());
    }

    void signalServer(String host, String signal) throws IOException, InterruptedException {
        Shell.run("kill -" + signal + " " + servers.get(host).pid());
    }

    private Process start(String host, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", lab + host));
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve(host + "-" + main.getSimpleName() + ".log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Whether the host's interface has that address, whoever may reach it. */
    boolean has(String host, String address) throws IOException, InterruptedException {
        return Shell.run("ip -n " + lab + host + " addr show dev eth0").contains(" " + address + "/");
    }

    /** Whether the host still takes what comes for addresses that are another's. */
    boolean lingers(String host) throws IOException, InterruptedException {
        String routes = Shell.run("ip -n " + lab + host + " route show table local proto 159")
                + Shell.run("ip -n " + lab + host + " -6 route show table local proto 159");
        return !routes.isBlank();
    }

    /** The hardware address of its interface. */
    String mac(String host) throws IOException, InterruptedException {
        String shown = Shell.run("ip -n " + lab + host + " link show dev eth0");
        return shown.replaceAll("(?s).*link/ether (\\S+) .*", "$1");
    }

    void ip(String host, String command) throws IOException, InterruptedException {
        Shell.run("ip -n " + lab + host + " " + command);
    }

    /** Ends all it started. */
    @Override
    public void close() {
        agents.values().forEach(Process::destroyForcibly);
        servers.values().forEach(Process::destroyForcibly);
    }
}
