package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
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
            boolean settled = stage.calm();
            Audit.Balance balance = stage.balance();
            boolean pass = settled && balance.holds(stage.swarm().ledger().resent());
            Report report = stage.report("kill-gateway", runs, balance).put("settled", settled);
            System.out.println(report.put("pass", pass));
            if (!pass) {
                stage.keep();
            }
            return pass ? 0 : 1;
        }
    }
}
