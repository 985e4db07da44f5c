package io.fivenines.gateway.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health();

    @Test
    void shouldNotBeReadyBeforeEveryConditionHolds() {
        Condition listeners = health.condition("listeners", "not bound yet");
        Condition draining = health.condition("draining", "starting");
        listeners.holds();
        assertThat(health.ready()).isFalse();
        draining.holds();
        assertThat(health.ready()).isTrue();
    }

    @Test
    void shouldNameWhatFailsAndWhy() {
        health.condition("listeners", "not bound yet").holds();
        health.condition("journal", "starting").fails("disk full");
        assertThat(health.conditions()).isEqualTo(Map.of("journal", "disk full", "listeners", ""));
    }

    @Test
    void shouldLookUpAWatchedConditionEachTime() {
        String[] complaint = {"disk full"};
        health.watch("journal", () -> complaint[0]);
        assertThat(health.ready()).isFalse();
        complaint[0] = "";
        assertThat(health.ready()).isTrue();
    }

    @Test
    void shouldRefuseASecondOwnerOfACondition() {
        health.condition("journal", "starting");
        assertThatThrownBy(() -> health.watch("journal", () -> "")).hasMessageContaining("'journal' exists already");
    }

    @Test
    void shouldRefuseAFailureWithoutAReason() {
        Condition journal = health.condition("journal", "starting");
        assertThatThrownBy(() -> journal.fails("")).hasMessageContaining("'journal' fails without a reason");
    }
}
