package io.fivenines.coordinator.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.testing.ExpectedErrors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteeringTest {
    private final FakeAgenda agenda = new FakeAgenda();
    private final Recorder director = new Recorder();
    private final Steering steering = new Steering(director, patience(Duration.ZERO), agenda);

    private static Patience patience(Duration refresh) {
        return new Patience(Duration.ofMillis(100), Duration.ofMillis(400), refresh);
    }

    @Test
    void shouldHaveANewPlanObeyedOnce() {
        steering.onPlan(Plans.eu(1, 1, "192.0.2.1"));
        steering.onPlan(Plans.eu(1, 1, "192.0.2.1"));
        assertThat(director.given).isEmpty();
        agenda.pass(60_000);
        assertThat(director.given).containsExactly(1L);
        assertThat(steering.standing()).isEqualTo(new Standing("recorder", 1, 1, 1, 0, "", 0));
    }

    @Test
    void shouldGiveOnlyTheNewestOfSeveral() {
        steering.onPlan(Plans.eu(1, 1));
        steering.onPlan(Plans.eu(1, 2));
        steering.onPlan(Plans.eu(2, 3));
        agenda.pass(0);
        assertThat(director.given).containsExactly(3L);
    }

    @Test
    void shouldRefuseOlderOnes() {
        steering.onPlan(Plans.eu(2, 7));
        agenda.pass(0);
        steering.onPlan(Plans.eu(1, 9));
        steering.onPlan(Plans.eu(2, 6));
        agenda.pass(60_000);
        assertThat(director.given).containsExactly(7L);
        assertThat(steering.standing().refused()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatIsOlderThanThePlanOfTheProcessBefore() {
        director.obeyed = Plans.eu(5, 50);
        Steering again = new Steering(director, patience(Duration.ZERO), agenda);
        again.onPlan(Plans.eu(4, 60));
        again.onPlan(Plans.eu(5, 51));
        agenda.pass(0);
        assertThat(director.given).containsExactly(51L);
    }

    @Test
    void shouldTryAgainAndAgainEachTimeLater() {
        director.failuresLeft = 4;
        steering.onPlan(Plans.eu(1, 1));
        agenda.pass(0);
        assertThat(steering.standing().complaint()).isEqualTo("the tool is missing");
        assertThat(director.given).hasSize(1);
        agenda.pass(100);
        assertThat(director.given).hasSize(2);
        agenda.pass(200);
        assertThat(director.given).hasSize(3);
        agenda.pass(399);
        assertThat(director.given).hasSize(3);
        agenda.pass(1);
        assertThat(director.given).hasSize(4);
        assertThat(steering.standing().failures()).isEqualTo(4);
        agenda.pass(400);
        assertThat(director.given).hasSize(5);
        assertThat(steering.standing()).isEqualTo(new Standing("recorder", 1, 1, 1, 0, "", 0));
        agenda.pass(60_000);
        assertThat(director.given).hasSize(5);
    }

    @Test
    void shouldTryANewPlanAtOnceThoughTheLastOneFailed() {
        director.failuresLeft = 3;
        steering.onPlan(Plans.eu(1, 1));
        agenda.pass(350);
        assertThat(director.given).containsExactly(1L, 1L, 1L);
        steering.onPlan(Plans.eu(1, 2));
        agenda.pass(0);
        agenda.pass(60_000);
        assertThat(director.given).containsExactly(1L, 1L, 1L, 2L);
    }

    @Test
    @ExpectedErrors("recorder failed on plan 1")
    void shouldOutliveADefectOfTheDirector() {
        director.defective = true;
        steering.onPlan(Plans.eu(1, 1));
        agenda.pass(0);
        director.defective = false;
        agenda.pass(100);
        assertThat(steering.standing().obeyedNumber()).isEqualTo(1);
    }

    @Test
    void shouldHaveThePlanObeyedAgainNowAndThen() {
        Steering often = new Steering(director, patience(Duration.ofSeconds(1)), agenda);
        often.onChange();
        agenda.pass(5_000);
        assertThat(director.given).as("there was no plan yet").isEmpty();
        often.onPlan(Plans.eu(1, 1));
        agenda.pass(2_500);
        assertThat(director.given).hasSize(3);
        often.onChange();
        agenda.pass(0);
        assertThat(director.given).hasSize(4);
    }

    /** Writes down what it is given. */
    private static final class Recorder implements TrafficDirector {
        private final List<Long> given = new ArrayList<>();
        private int failuresLeft;
        private boolean defective;
        private Plan obeyed = Plan.NONE;

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public void obey(Plan plan) throws IOException {
            given.add(plan.number());
            if (defective) {
                throw new IllegalStateException("a defect");
            }
            if (failuresLeft-- > 0) {
                throw new IOException("the tool is missing");
            }
            obeyed = plan;
        }

        @Override
        public Plan obeyed() {
            return obeyed;
        }
    }
}
