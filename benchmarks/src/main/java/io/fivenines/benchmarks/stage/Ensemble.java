package io.fivenines.benchmarks.stage;

import io.fivenines.benchmarks.process.ZooKeepers;
import java.util.List;

/** The stage's ZooKeeper servers, as each answers for itself. */
public final class Ensemble {
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
        return ZooKeepers.srvr(site.headAddress(), Configurations.ZOOKEEPER_PORT);
    }
}
