package io.fivenines.benchmarks.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.stage.ClusterStage;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
        name = "cut-link",
        description = {
            "Cuts the link between the datacenters; the witness and the trackers still reach both.",
            "Passes if no tracker of either loses its connection or waits over 1 s for an answer, newcomers get in to",
            "both, nothing moves, never two coordinators lead, the status says why all stays, and no acknowledged",
            "record is lost. Needs root."
        })
public final class CutLink extends FailoverDrill {
    private static final int LOOKS = 100;

    private final Set<String> reasons = new LinkedHashSet<>();
    private int leadersMax;
    private long planBefore;
    private boolean moved;

    @Override
    String name() {
        return "cut-link";
    }

    @Override
    Bounds bounds() {
        return Bounds.calm();
    }

    @Override
    void prepare(ClusterStage stage, Crowds crowds) {
        planBefore = stage.ask("/v1/plan").path("number").asLong();
    }

    @Override
    void strike(ClusterStage stage) throws IOException, InterruptedException {
        stage.network().wall("eu", "ru");
    }

    @Override
    void hold(ClusterStage stage, Crowds crowds) throws IOException, InterruptedException {
        crowds.welcome("eu");
        crowds.welcome("ru");
        for (int look = 0; look < LOOKS; look++) {
            leadersMax = Math.max(leadersMax, stage.leaders().size());
            note(stage);
            Pause.ms(100);
        }
        crowds.welcome("eu");
        crowds.welcome("ru");
    }

    private void note(ClusterStage stage) throws IOException, InterruptedException {
        for (String leader : stage.leaders()) {
            for (JsonNode hold : stage.ask(leader, "/v1/status").path("holds")) {
                // Silences grow from look to look: the same reason all the same.
                if (reasons.add(hold.path("reason").asText().replaceAll("[0-9.]+ s", "some time"))) {
                    Stage.say("held: %s", hold.path("reason").asText());
                }
            }
        }
    }

    @Override
    void mend(ClusterStage stage) throws IOException, InterruptedException {
        moved |= stage.ask("/v1/plan").path("number").asLong() != planBefore;
        stage.network().open();
    }

    @Override
    boolean describe(Report report) {
        report.put("leaders_max", leadersMax).put("plan_changed", moved).put("reasons", reasons.size());
        report.put("reason", reasons.stream().findFirst().orElse(""));
        return leadersMax <= 1 && !moved && !reasons.isEmpty();
    }
}
