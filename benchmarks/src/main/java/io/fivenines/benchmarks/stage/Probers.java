package io.fivenines.benchmarks.stage;

import io.fivenines.benchmarks.process.Child;
import io.fivenines.coordinator.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Probers at three places outside, each a process on a host of its own, whose cable can be pulled. */
public final class Probers {
    public static final List<String> LOCATIONS = List.of("fra", "nyc", "sgp");
    private static final int STOP_SECONDS = 30;
    private static final int HOST = 60;

    private final ClusterStage stage;
    private final InetSocketAddress reference;

    /** @param reference what a prober reaches while its own network is fine */
    public Probers(ClusterStage stage, InetSocketAddress reference) {
        this.stage = stage;
        this.reference = reference;
    }

    /** Makes their hosts, beside that of the trackers. */
    public static void lay(Network network) throws IOException, InterruptedException {
        for (int i = 0; i < LOCATIONS.size(); i++) {
            network.host(LOCATIONS.get(i), Site.OUTSIDE.name(), Site.OUTSIDE.address(HOST + i));
        }
    }

    /**
     * How often they do what.
     *
     * @param lineMs between records on the lines that each holds, and between commands
     * @param gapMs what is longer without an acknowledgement is a gap
     */
    public record Rhythm(int intervalMs, int retryMs, int stepMs, int lineMs, int gapMs) {}

    public void start(Rhythm rhythm) throws IOException {
        for (String location : LOCATIONS) {
            List<String> lines = new ArrayList<>(List.of(
                    "location: " + location,
                    "number: " + (LOCATIONS.indexOf(location) + 1),
                    "interval: " + rhythm.intervalMs + "ms",
                    "retry: " + rhythm.retryMs + "ms",
                    "stepLimit: " + rhythm.stepMs + "ms",
                    "roundLimit: " + 2 * rhythm.stepMs + "ms",
                    "lineInterval: " + rhythm.lineMs + "ms",
                    "lineGap: " + rhythm.gapMs + "ms",
                    "programInterval: " + rhythm.lineMs + "ms",
                    "references: [\"" + reference.getHostString() + ":" + reference.getPort() + "\"]",
                    "folder: " + folder(location)));
            lines.addAll(Configurations.rounds());
            stage.start("probe-" + location, location, lines, Probe.class.getName(), List.of("probe", "-c"));
        }
    }

    /** Where a location's rounds and gaps are kept. */
    public Path folder(String location) {
        return stage.folder().resolve("rounds-" + location);
    }

    /** Ends them; what they have found is on disk. */
    public void stop() throws InterruptedException {
        for (String location : LOCATIONS) {
            Child prober = stage.child("probe-" + location);
            int code = prober.terminate(STOP_SECONDS);
            if (code != 0) {
                throw new IllegalStateException("the prober of " + location + " ended with " + code + ", expected 0");
            }
        }
    }
}
