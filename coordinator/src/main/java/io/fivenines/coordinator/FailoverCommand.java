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
        name = "failover",
        description = {
            "Points what points to one datacenter, or one endpoint, to another, whatever the lights say; or gives an",
            "address to another node of its datacenter."
        })
final class FailoverCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Coordinator.API);

    @Mixin
    private final Terms terms = new Terms();

    @Parameters(index = "0", paramLabel = "FROM", description = "A datacenter to leave, an endpoint, or an address.")
    private String from;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TO",
            description = "The datacenter to go to, or an address's node.")
    private String to;

    @Option(names = "--undo", description = "Ends it: what is FROM's may go back by the usual rules.")
    private boolean undo;

    FailoverCommand() {
        this(System.out);
    }

    FailoverCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Wishlist wishes = new Wishlist(api);
        if (undo == (to != null)) {
            throw new IllegalArgumentException("failover " + from + (to == null ? "" : " " + to + " --undo")
                    + ", expected either where to go or --undo");
        }
        if (undo) {
            wishes.remove("force", from);
            out.printf("%s is not forced any more%n", from);
            return 0;
        }
        Instant end = wishes.add("force", from, to, terms);
        out.printf("%s is forced to %s until %s%n", from, to, end);
        return 0;
    }
}
