package io.fivenines.benchmarks.stage;

import io.fivenines.benchmarks.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bare address that trackers are configured with, announced to the router by a BIRD in the datacenter that it belongs
 * to, by the files of {@code deploy/bird}. Every gateway has it on its loopback interface.
 */
public final class BirdFront implements Front {
    public static final String ADDRESS = "203.0.113.7";

    /** The session it came by, named after the datacenter; a star at the best one. */
    private static final Pattern ROUTE = Pattern.compile("unicast \\[(\\w+) [^]]*]( \\*)?");

    private static final String HOME = "eu";
    private static final String ROUTER = "net";

    @Override
    public void lay(Network network) throws IOException, InterruptedException {
        for (Site site : Site.DATACENTERS) {
            for (String node : Site.NODES) {
                List<String> add = List.of("ip", "address", "add", ADDRESS + "/32", "dev", "lo");
                Child.run(network.in(site.host(node), add).toArray(String[]::new));
            }
        }
    }

    @Override
    public List<String> redirects(String site, String home) {
        if (Site.DATACENTERS.stream().noneMatch(one -> one.name().equals(site))) {
            return List.of();
        }
        Path folder = Path.of(home).resolveSibling("bird-" + site);
        try {
            List<String> command = List.of(
                    DeployFiles.path("bird/announce").toString(),
                    "--folder",
                    folder.toString(),
                    "--socket",
                    socket(folder),
                    site,
                    ClusterStage.endpoint(HOME) + "=" + ADDRESS);
            return List.of(
                    "  exec:",
                    "    command: [" + String.join(", ", command) + "]",
                    "    planFile: " + home + "/exec-plan.json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String socket(Path folder) {
        return folder + "/bird.ctl";
    }

    @Override
    public void raise(ClusterStage stage) throws IOException {
        Map<String, String> own = Map.of("log syslog all", "log stderr all");
        start(
                stage,
                ROUTER,
                ROUTER,
                DeployFiles.filled("bird/router.conf", own)
                        .replace("192.0.2.", "10.1.0.")
                        .replace("198.51.100.", "10.2.0."));
        for (Site site : Site.DATACENTERS) {
            String name = site.name();
            Path folder = stage.folder().resolve("bird-" + name);
            String configuration = DeployFiles.filled(
                    "bird/bird.conf",
                    Map.of(
                            "log syslog all",
                            "log stderr all",
                            "192.0.2.20",
                            site.headAddress(),
                            "192.0.2.1 ",
                            site.address(1) + " ",
                            "/run/fivenines-bird",
                            folder.toString()));
            start(stage, name, site.head(), configuration);
        }
    }

    private static void start(ClusterStage stage, String name, String host, String configuration) throws IOException {
        Path folder = Files.createDirectories(stage.folder().resolve("bird-" + name));
        Path file = Files.writeString(stage.folder().resolve("bird-" + name + ".cfg"), configuration);
        stage.start("bird-" + name, host, List.of("bird", "-f", "-c", file.toString(), "-s", socket(folder)));
    }

    /**
     * What the router knows of the address.
     *
     * @param best the datacenter it sends to; empty if none
     * @param announcing those that announce it
     */
    public record Routes(String best, List<String> announcing) {}

    public static Routes routes(ClusterStage stage) throws IOException, InterruptedException {
        String socket = socket(stage.folder().resolve("bird-" + ROUTER));
        String said = Child.run("birdc", "-s", socket, "show", "route", ADDRESS + "/32");
        String best = "";
        List<String> announcing = new ArrayList<>();
        Matcher route = ROUTE.matcher(said);
        while (route.find()) {
            announcing.add(route.group(1));
            best = route.group(2) == null ? best : route.group(1);
        }
        return new Routes(best, List.copyOf(announcing));
    }
}
