package io.fivenines.coordinator.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Ownership;
import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.cluster.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadWhatWasWrittenLast() throws Exception {
        PlanFile file = new PlanFile(folder.resolve("new/folder/plan.json"));
        assertThat(file.read()).isEqualTo(Plan.NONE);
        Plan plan = new Plan(
                3,
                9,
                Map.of("192.0.2.1", new Ownership(new NodeId("eu", "a"), null, 7)),
                Map.of(Plans.EU, new Target("eu", List.of("192.0.2.1"))),
                "reason",
                5);
        file.write(Plans.eu(1, 1));
        file.write(plan);
        assertThat(file.read()).isEqualTo(plan);
    }

    @Test
    void shouldNotMindWhatAPowerCutLeftBeside() throws Exception {
        PlanFile file = new PlanFile(folder.resolve("plan.json"));
        file.write(Plans.eu(1, 1));
        Files.writeString(folder.resolve("plan.json.new"), "{\"epo");
        assertThat(file.read().number()).isEqualTo(1);
        file.write(Plans.eu(1, 2));
        assertThat(file.read().number()).isEqualTo(2);
    }

    @Test
    void shouldSayThatAFileHoldsNoPlan() throws Exception {
        Path path = folder.resolve("plan.json");
        Files.writeString(path, "{\"epoch\":");
        assertThatThrownBy(new PlanFile(path)::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString());
    }
}
