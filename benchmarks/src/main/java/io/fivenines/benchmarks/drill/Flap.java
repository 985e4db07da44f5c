package io.fivenines.benchmarks.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "flap",
        description = {
            "Pulls and plugs the cable of the host that owns the trackers' address, each second for --seconds.",
            "Passes if no address moves more than once a hold-down (10 s), and no acknowledged record is lost.",
            "Needs root."
        })
public final class Flap extends FailoverDrill {
    private static final long HOLD_DOWN_MS = 10_000;
    /** The leader writes down the time of day after the plan is written. */
    private static final long LATE_MS = 250;

    @Option(names = "--seconds", defaultValue = "120", description = "how long (${DEFAULT-VALUE})")
    private int seconds;

    private String victim;
    private long beganMs;
    private int moves;
    private long closestMs = Long.MAX_VALUE;

    @Override
    String name() {
        return "flap";
    }

    @Override
    Bounds bounds() {
        return Bounds.none();
    }

    @Override
    List<String> options() {
        return List.of("--seconds", "" + seconds);
    }

    @Override
    void prepare(ClusterStage stage, Crowds crowds) {
        victim = victim(stage);
        beganMs = System.currentTimeMillis();
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            stage.network().cable(victim, second % 2 == 1);
            long due = start + TimeUnit.SECONDS.toNanos(second + 1);
            Pause.ms(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
        }
        stage.network().cable(victim, true);
    }

    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        stage.await("the cluster to be well", stage::isWell);
        Map<String, Long> last = new HashMap<>();
        List<JsonNode> steps = new ArrayList<>();
        stage.ask("/v1/steps?limit=1000").path("steps").forEach(steps::add);
        steps.sort(Comparator.comparingLong(step -> step.path("atMs").asLong()));
        for (JsonNode step : steps) {
            long atMs = step.path("atMs").asLong();
            if (atMs >= beganMs && step.path("kind").asText().equals("MoveAddress")) {
                Stage.say("moved: %s", step.path("reason").asText());
                moves++;
                Long before = last.put(step.path("subject").asText(), atMs);
                closestMs = before == null ? closestMs : Math.min(closestMs, atMs - before);
            }
        }
    }

    @Override
    boolean describe(Report report) {
        report.put("flap_s", seconds).put("moves", moves);
        if (closestMs != Long.MAX_VALUE) {
            report.put("closest_moves_ms", closestMs);
        }
        return closestMs >= HOLD_DOWN_MS - LATE_MS;
    }
}
