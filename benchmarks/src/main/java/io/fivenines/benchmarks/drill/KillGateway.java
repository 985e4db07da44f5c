package io.fivenines.benchmarks.drill;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "kill-gateway",
        description = {
            "Kills the gateway by SIGKILL at a random instant under load, starts it again on its data, several times.",
            "Passes if no acknowledged record is lost and nothing is stored twice that was sent once."
        })
public final class KillGateway implements Callable<Integer> {
    @Mixin
    private DrillOptions options;

    @Option(names = "--runs", defaultValue = "10", description = "how often (${DEFAULT-VALUE})")
    private int runs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Stage stage = new Stage(options.standard(500, 20))) {
            stage.raise().open();
            new SuddenDeath(stage, options.seed()).befall(runs);
            Conclusion end = stage.conclude("kill-gateway", runs);
            return end.print(end.held());
        }
    }
}
