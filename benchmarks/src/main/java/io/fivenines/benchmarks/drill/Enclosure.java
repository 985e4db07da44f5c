package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Benchmarks;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Network;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A drill on a whole cluster runs twice over: the first process makes the network, starts the second one on the host
 * outside, from where trackers come, and takes the network away again, whatever became of that.
 */
final class Enclosure {
    private static final String STAGE = "FIVENINES_STAGE";
    /** The second process shares the machine with the cluster that it measures. */
    private static final List<String> FRUGAL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private Enclosure() {}

    /** More hosts. */
    interface Layout {
        void lay(Network network) throws IOException, InterruptedException;
    }

    /** The network this process is in; empty if it is the first one. */
    static Optional<Network> network() {
        return Optional.ofNullable(System.getenv(STAGE)).map(Network::of);
    }

    /** Runs this program's command in a network made for it; its exit code. */
    static int run(List<String> command, Layout more) throws IOException, InterruptedException {
        String tag = "fn" + Long.toString(ProcessHandle.current().pid(), 36);
        try (Network network = Network.make(tag)) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::close));
            ClusterStage.lay(network);
            more.lay(network);
            ProcessBuilder second = new ProcessBuilder(
                            network.in("out", Jvm.own().with(FRUGAL).command(Benchmarks.class, command)))
                    .inheritIO();
            second.environment().put(STAGE, tag);
            return second.start().waitFor();
        }
    }
}
