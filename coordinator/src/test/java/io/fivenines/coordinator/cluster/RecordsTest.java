package io.fivenines.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final NodeId A = new NodeId("eu", "gw-1");
    private static final NodeId B = new NodeId("eu", "gw-2");

    @Test
    void shouldReadWhatItWrote() throws IOException {
        Plan plan = new Plan(
                7,
                12,
                Map.of("10.0.0.1", new Ownership(A, B, 1200), "fd00::1", new Ownership(null, A, 0)),
                Map.of("eu.gw.example.com", new Target("eu", List.of("10.0.0.1"))),
                "eu/gw-2 is silent",
                1000);
        assertThat(Records.read(Records.bytes(plan), Plan.class)).isEqualTo(plan);
        NodeRecord node = new NodeRecord(
                A, "10.0.0.9:7946", "10.0.0.9:8080", List.of("auto@0.0.0.0:5000"), "0.1.0", NodeState.SERVING, 3, 5);
        assertThat(Records.read(Records.bytes(node), NodeRecord.class)).isEqualTo(node);
        AgentRecord agent = new AgentRecord(A, "10.0.0.9:7947", Set.of("10.0.0.1"), 7, 12);
        assertThat(Records.read(Records.bytes(agent), AgentRecord.class)).isEqualTo(agent);
        Observation seen = new Observation(
                "c1", "eu", Map.of(A, Light.GREEN, B, Light.RED), Map.of("ru", Light.YELLOW), Map.of(B, 1200L), 1000);
        assertThat(Records.read(Records.bytes(seen), Observation.class)).isEqualTo(seen);
        Intent intent = new Intent("drain-1", Intent.Kind.DRAIN, "eu/gw-1", "", "ops", "update", 9000);
        assertThat(Records.read(Records.bytes(intent), Intent.class)).isEqualTo(intent);
    }

    /** However the maps were made, and in every process. */
    @Test
    void shouldWriteWhatItHoldsInTheOrderOfTheKeys() throws IOException {
        Map<NodeId, Light> lights = new LinkedHashMap<>();
        lights.put(new NodeId("ru", "gw-1"), Light.GREEN);
        lights.put(B, Light.RED);
        lights.put(A, Light.GREEN);
        Observation seen = new Observation("c1", "eu", lights, Map.of(), Map.of(), 1000);
        assertThat(new String(Records.bytes(seen), StandardCharsets.UTF_8))
                .contains("\"nodes\":{\"eu/gw-1\":\"GREEN\",\"eu/gw-2\":\"RED\",\"ru/gw-1\":\"GREEN\"}");
        AgentRecord agent = new AgentRecord(A, "h:1", Set.of("10.0.0.3", "10.0.0.1", "10.0.0.2"), 7, 12);
        assertThat(new String(Records.bytes(agent), StandardCharsets.UTF_8))
                .contains("[\"10.0.0.1\",\"10.0.0.2\",\"10.0.0.3\"]");
    }

    @Test
    void shouldRefuseAnAddressWithoutAWord() {
        byte[] wrong = "{\"addresses\":{\"10.0.0.1\":null},\"endpoints\":{}}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Records.read(wrong, Plan.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10.0.0.1 has no value, expected one");
    }

    @Test
    void shouldIgnoreWhatANewerVersionAdded() throws IOException {
        byte[] newer = "{\"owner\":\"eu/gw-1\",\"previous\":null,\"silentMs\":3,\"mood\":\"good\"}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Records.read(newer, Ownership.class)).isEqualTo(new Ownership(A, null, 3));
    }

    @Test
    void shouldSayWhatCouldNotBeRead() {
        assertThatThrownBy(() -> Records.read("null".getBytes(StandardCharsets.UTF_8), Plan.class))
                .isInstanceOf(IOException.class)
                .hasMessage("nothing where a Plan was expected");
        byte[] wrong = "{\"owner\":\"eu\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Records.read(wrong, Ownership.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("node 'eu', expected datacenter/node");
    }

    @Test
    void shouldFollowOnlyANewerPlan() {
        Plan old = new Plan(7, 12, Map.of(), Map.of(), "", 0);
        assertThat(new Plan(7, 13, Map.of(), Map.of(), "", 0).isAfter(old)).isTrue();
        assertThat(new Plan(8, 13, Map.of(), Map.of(), "", 0).isAfter(old)).isTrue();
        assertThat(new Plan(6, 14, Map.of(), Map.of(), "", 0).isAfter(old)).isFalse();
        assertThat(old.isAfter(old)).isFalse();
    }
}
