package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import io.fivenines.benchmarks.stage.Ensemble;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "lose-zookeeper",
        description = {
            "Kills all ZooKeeper servers by SIGKILL and leaves them dead for --outage.",
            "Passes if no tracker loses its connection or waits over 1 s for an answer, newcomers get in all the",
            "while, everybody registers again by themselves afterwards, and no acknowledged record is lost. Needs root."
        })
public final class LoseZooKeeper extends FailoverDrill {
    private static final int WAVES = 4;

    @Option(
            names = "--outage",
            defaultValue = "60",
            description = "seconds, in place of an hour: 30 session timeouts, twice the longest hold-down")
    private int outageSeconds;

    private long registeredMs;
    private long lostNanos;
    private Span silence = Span.NONE;

    @Override
    String name() {
        return "lose-zookeeper";
    }

    @Override
    Bounds bounds() {
        return Bounds.calm();
    }

    @Override
    List<String> options() {
        return List.of("--outage", "" + outageSeconds);
    }

    @Override
    void strike(ClusterStage stage) throws InterruptedException {
        lostNanos = System.nanoTime();
        stage.killAll(Ensemble.servers());
    }

    @Override
    void hold(ClusterStage stage, Crowds crowds) throws InterruptedException {
        for (int wave = 0; wave < WAVES; wave++) {
            Pause.ms(outageSeconds * 1_000L / WAVES);
            crowds.welcome(wave % 2 == 0 ? "eu" : "ru");
        }
    }

    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        long start = System.nanoTime();
        // One after the other: three that start at once take this machine's processors from the gateways.
        for (String server : Ensemble.servers()) {
            stage.restart(server);
            stage.await(server + " to answer", () -> Ensemble.answers(server));
        }
        stage.await("everybody to register again", stage::isWell);
        registeredMs = Math.max(registeredMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        stage.await(
                "commands to be taken again",
                () -> stage.gateways().stream().allMatch(gateway -> gateway.takesCommands("nobody")));
        long endNanos = System.nanoTime();
        silence = new Span(
                TimeUnit.NANOSECONDS.toMillis(start - lostNanos), TimeUnit.NANOSECONDS.toMillis(endNanos - lostNanos));
        Stage.say("all registered again %d ms after the servers were started", registeredMs);
    }

    @Override
    Span withoutCommands() {
        return silence;
    }

    @Override
    boolean describe(Report report) {
        report.put("outage_s", outageSeconds).put("registered_again_ms", registeredMs);
        return true;
    }
}
