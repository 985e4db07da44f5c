package io.fivenines.benchmarks.demo;

import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every program of the demo, a process each: three ZooKeepers and three coordinators, four gateways and agents. */
final class Processes implements AutoCloseable {
    private static final List<String> SMALL = List.of(
            "-Xmx160m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    private final Places places;
    private final Path folder;
    private final Papers papers;
    private final Jvm jvm = new Jvm(SMALL);
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final Map<String, Launch> launches = new LinkedHashMap<>();
    private final List<Child> guards = new ArrayList<>();
    private boolean closed;

    Processes(Places places, Path folder) {
        this.places = places;
        this.folder = folder;
        papers = new Papers(places, folder);
    }

    @FunctionalInterface
    private interface Launch {
        void go() throws IOException;
    }

    static String gateway(String node) {
        return "gateway " + node;
    }

    static String zooKeeper(Place place) {
        return "zookeeper " + place.name();
    }

    /** Starts everything at once: whoever needs another waits for it by itself. */
    void startAll() throws IOException {
        for (Place place : places.all()) {
            launches.put(zooKeeper(place), () -> startZooKeeper(place));
        }
        for (Place place : places.datacenters()) {
            for (int node : Place.NODES) {
                launches.put(gateway(place.node(node)), () -> startGateway(place, node));
            }
        }
        for (Place place : places.all()) {
            String name = "coordinator " + place.name();
            launches.put(name, () -> startLeashed(name, papers.coordinator(place), "coordinator", "-c"));
        }
        for (Place place : places.datacenters()) {
            for (int node : Place.NODES) {
                String name = "agent " + place.node(node);
                launches.put(name, () -> startLeashed(name, papers.agent(place, node), "agent", "-c"));
            }
        }
        for (Launch launch : launches.values()) {
            launch.go();
        }
    }

    private void startZooKeeper(Place place) throws IOException {
        Path data = Files.createDirectories(folder.resolve("zookeeper-" + place.name()));
        Files.writeString(data.resolve("myid"), "" + papers.zooKeeperId(place));
        startLeashed(zooKeeper(place), papers.zooKeeper(place, data), "zookeeper");
    }

    private void startGateway(Place place, int node) throws IOException {
        Child child = startLeashed(gateway(place.node(node)), papers.gateway(place, node), "gateway", "-c");
        Path file = papers.processFile(place, node);
        Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), child.pid() + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized Child startLeashed(String name, List<String> configuration, String... arguments)
            throws IOException {
        if (closed) {
            throw new IOException(name + " is not started: the demo is at its end");
        }
        Path file = file(name, arguments[0].equals("zookeeper") ? ".cfg" : ".yaml");
        Files.writeString(file, String.join("\n", configuration) + "\n");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(file.toString());
        Child child = Child.startLeashed(jvm.command(Leash.class, all), file(name, ".log"));
        children.put(name, child);
        return child;
    }

    private Path file(String name, String ending) {
        return folder.resolve(name.replace(' ', '-').replace("/", "") + ending);
    }

    /** The process of that name, such as {@code gateway eu/1}. */
    Child child(String name) {
        Child child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException("process '" + name + "', expected one of " + children.keySet());
        }
        return child;
    }

    Path folder() {
        return folder;
    }

    int size() {
        return children.size();
    }

    /** Those that have ended. */
    List<String> ended() {
        return children.entrySet().stream()
                .filter(child -> !child.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Starts one again that has ended. */
    void restart(String name) throws IOException {
        child(name).close();
        launches.get(name).go();
    }

    /** Halts it; if this process ends meanwhile, it goes on, and so sees that it should end too. */
    void freeze(String name) throws IOException, InterruptedException {
        long pid = child(name).pid();
        guards.add(Child.startLeashed(
                List.of("sh", "-c", "read -r never; kill -CONT " + pid), folder.resolve("guard.log")));
        Child.run("kill", "-STOP", "" + pid);
    }

    /** Lets whatever was halted, and still is there, go on. */
    void thaw(String name) throws IOException, InterruptedException {
        guards.forEach(Child::close);
        guards.clear();
        if (child(name).isAlive()) {
            Child.run("kill", "-CONT", "" + child(name).pid());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        guards.forEach(Child::close);
        children.values().forEach(Child::close);
    }
}
