package io.fivenines.coordinator;

import io.fivenines.coordinator.web.ApiClient;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "freeze", description = "Has nothing moved, whatever the lights say, and whatever else is wanted.")
final class FreezeCommand implements Callable<Integer> {
    /** What stands for everything. */
    static final String ALL = "*";

    private final PrintStream out;

    @Mixin
    private final ApiClient api = new ApiClient(Coordinator.API);

    @Mixin
    private final Terms terms = new Terms();

    @Parameters(
            arity = "0..1",
            paramLabel = "SUBJECT",
            defaultValue = ALL,
            description = "A datacenter or an endpoint (default: everything).")
    private String subject;

    FreezeCommand() {
        this(System.out);
    }

    FreezeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Instant end = new Wishlist(api).add("freeze", subject, "", terms);
        out.printf("%s is frozen until %s%n", name(subject), end);
        return 0;
    }

    static String name(String subject) {
        return subject.equals(ALL) ? "everything" : subject;
    }
}
