package io.fivenines.coordinator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Layout.Site EU = new Layout.Site(List.of("10.0.0.1"), true);

    @Test
    void shouldKnowWhereAnAddressBelongs() {
        Layout layout = new Layout(Map.of("eu", EU), Map.of("eu.gw", List.of("eu")));
        assertThat(layout.datacenterOf("10.0.0.1")).isEqualTo("eu");
        assertThat(layout.datacenterOf("10.0.0.2")).isNull();
    }

    @Test
    void shouldKnowWhereAgentsHaveSomethingToMove() {
        Layout.Site without = new Layout.Site(List.of("10.0.0.2"), false);
        Layout.Site bare = new Layout.Site(List.of(), true);
        assertThat(new Layout(Map.of("eu", EU, "ru", without, "us", bare), Map.of()).agentSites())
                .containsExactly("eu");
    }

    @Test
    void shouldNameWhatDoesNotFit() {
        assertThatThrownBy(() -> new Layout(Map.of("eu", EU, "ru", EU), Map.of()))
                .hasMessageContaining("address 10.0.0.1 of datacenter ru is listed twice");
        assertThatThrownBy(() -> new Layout(Map.of("eu", EU), Map.of("eu.gw", List.of())))
                .hasMessageContaining("expected at least one datacenter");
        assertThatThrownBy(() -> new Layout(Map.of("eu", EU), Map.of("eu.gw", List.of("eu", "eu"))))
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> new Layout(Map.of("eu", EU), Map.of("eu.gw", List.of("us"))))
                .hasMessageContaining("datacenter us, expected one of [eu]");
        assertThatThrownBy(() -> new Layout(Map.of("eu", EU), Map.of("eu", List.of("eu"))))
                .hasMessageContaining("named like a datacenter");
    }
}
