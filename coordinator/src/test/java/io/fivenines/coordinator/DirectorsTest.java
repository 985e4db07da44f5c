package io.fivenines.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fivenines.coordinator.cluster.Plan;
import io.fivenines.coordinator.console.Obedience;
import io.fivenines.coordinator.redirect.TrafficDirector;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DirectorsTest {
    /** One whose tool is broken until it is mended. */
    private static final class Broken implements TrafficDirector {
        private volatile boolean mended;
        private volatile Plan obeyed = Plan.NONE;

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public void obey(Plan plan) throws IOException {
            if (!mended) {
                throw new IOException("the tool is broken");
            }
            obeyed = plan;
        }

        @Override
        public Plan obeyed() {
            return obeyed;
        }
    }

    @Test
    void shouldTellWhichOneFailsUntilItDoesNot() {
        Broken broken = new Broken();
        try (Directors directors = new Directors()) {
            directors.add(broken);
            directors.onPlan(new Plan(7, 3, Map.of(), Map.of(), "it began", 0));
            await().until(() -> only(directors).failures() > 1);
            assertThat(only(directors).complaint()).isEqualTo("the tool is broken");
            assertThat(only(directors).plan()).isZero();
            broken.mended = true;
            await().until(() -> only(directors).failures() == 0);
            assertThat(only(directors)).isEqualTo(new Obedience("broken", 7, 3, 0, "", 0));
        }
    }

    private static Obedience only(Directors directors) {
        assertThat(directors.obedience()).hasSize(1);
        return directors.obedience().get(0);
    }
}
