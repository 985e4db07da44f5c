package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "commands",
        description = {
            "Two datacenters of two gateways and three ZooKeeper servers, each a process on this machine. Commands",
            "are queued in one datacenter for trackers that are absent; the gateway that took half of them is killed",
            "by SIGKILL, the trackers appear in the other datacenter, and in the middle of it one of its gateways is",
            "killed as well. Passes if the same end of every command can be read from both gateways that are left;",
            "and, by what the trackers say themselves, no tracker was told twice, and each that was not told has its",
            "command shown as failed and unconfirmed by both, at most one in a hundred; with --if-gateway-dies repeat,",
            "if every tracker was told, perhaps twice, and confirmed it; with --victim queueing, where only a gateway",
            "that took commands is killed, in the middle, if every tracker was told exactly once and confirmed it."
        })
public final class Commands implements Callable<Integer> {
    private static final int END_SECONDS_MAX = 90;
    /** Whoever would be told twice is told within this. */
    private static final int QUIET_MS = 5_000;

    @Option(names = "--runs", defaultValue = "1", description = "how often, each on a cluster anew (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--commands", defaultValue = "1000", description = "a tracker each (${DEFAULT-VALUE})")
    private int commands;

    @Option(names = "--seconds", defaultValue = "10", description = "in which the trackers appear (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--if-gateway-dies",
            defaultValue = "fail",
            description = "what each command says: fail or repeat (${DEFAULT-VALUE})")
    private Choice choice;

    @Option(
            names = "--victim",
            defaultValue = "both",
            description =
                    "both: one that took commands before, one that brings them in the middle; queueing: the first only,"
                            + " in the middle (${DEFAULT-VALUE})")
    private Victim victim;

    /** Who is killed. */
    enum Victim {
        both,
        queueing
    }

    /** As the API takes it. */
    enum Choice {
        fail,
        repeat
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Ends ends = Ends.NONE;
        for (int run = 1; run <= runs; run++) {
            ends = ends.plus(run(run));
        }
        int all = runs * commands;
        boolean pass = victim == Victim.queueing
                ? ends.holdExactlyOnce(all)
                : choice == Choice.repeat ? ends.holdAtLeastOnce(all) : ends.holdAtMostOnce(all);
        Report report = new Report()
                .put("drill", "commands")
                .put("runs", runs)
                .put("victim", victim.name())
                .put("if_gateway_dies", choice.name())
                .put("acked", all);
        System.out.println(ends.into(report).put("pass", pass));
        return pass ? 0 : 1;
    }

    private Ends run(int run) throws IOException, InterruptedException {
        try (CommandStage stage = new CommandStage(commands, choice.name())) {
            stage.raise();
            stage.queueAll();
            if (victim == Victim.both) {
                stage.kill(CommandStage.EU_1);
            }
            stage.appear(seconds);
            Pause.until(() -> stage.told() >= commands / 2, seconds * 4);
            int before = stage.told();
            stage.kill(victim == Victim.both ? CommandStage.RU_1 : CommandStage.EU_1);
            Stage.say("run %d: %d trackers were told when a gateway was killed", run, before);
            boolean ended = Pause.until(stage::isOver, END_SECONDS_MAX);
            Pause.ms(QUIET_MS);
            Ends ends = stage.ends();
            Stage.say("run %d: %s; %s", run, ended ? "over" : "not over", ends);
            return ends;
        }
    }
}
