package io.fivenines.coordinator;

import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "undrain", description = "Ends the drain of a gateway: it takes trackers and addresses again.")
final class UndrainCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Coordinator.API);

    @Parameters(paramLabel = "NODE", description = "As datacenter/node.")
    private String node;

    UndrainCommand() {
        this(System.out);
    }

    UndrainCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        new Wishlist(api).remove("drain", node);
        out.printf("%s is not drained any more%n", node);
        return 0;
    }
}
