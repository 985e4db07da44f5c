package io.fivenines.coordinator;

import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drain",
        description = "Empties a gateway: its addresses go to others, then its trackers. Waits and tells how far it is;"
                + " exit code 0 if it is empty, 1 if the drain ended before.")
final class DrainCommand implements Callable<Integer> {
    private final PrintStream out;
    private final Emptying.Pace pace;

    @Mixin
    private final ApiClient api = new ApiClient(Coordinator.API);

    @Mixin
    private final Terms terms = new Terms();

    @Parameters(paramLabel = "NODE", description = "As datacenter/node.")
    private String node;

    @Option(names = "--no-wait", description = "Does not wait until it is empty.")
    private boolean noWait;

    DrainCommand() {
        this(System.out, Coordinator.pace());
    }

    DrainCommand(PrintStream out, Emptying.Pace pace) {
        this.out = out;
        this.pace = pace;
    }

    @Override
    public Integer call() throws Exception {
        Instant end = new Wishlist(api).add("drain", node, "", terms);
        out.printf("%s is drained until %s%n", node, end);
        return noWait || new Emptying(api, node, out, pace).await(terms.lengthMs()) ? 0 : 1;
    }
}
