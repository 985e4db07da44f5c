package io.fivenines.coordinator;

import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "unfreeze", description = "Ends a freeze.")
final class UnfreezeCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Coordinator.API);

    @Parameters(
            arity = "0..1",
            paramLabel = "SUBJECT",
            defaultValue = FreezeCommand.ALL,
            description = "What was frozen (default: everything, where everything was).")
    private String subject;

    UnfreezeCommand() {
        this(System.out);
    }

    UnfreezeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        new Wishlist(api).remove("freeze", subject);
        out.printf("%s is not frozen any more%n", FreezeCommand.name(subject));
        return 0;
    }
}
