package io.fivenines.benchmarks.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrendTest {
    private final Trend trend = new Trend();

    @Test
    void shouldFindTheSlopeOfALine() {
        for (int second = 0; second < 100; second++) {
            trend.add(second, 40 + second * 0.5);
        }

        assertThat(trend.slopePerSecond()).isCloseTo(0.5, within(1e-9));
        assertThat(trend.growth()).isCloseTo(0.5 * 74, within(1e-9));
        assertThat(trend.isFlat(0.05, 10)).isFalse();
        assertThat(trend.isFlat(0.05, 40)).isTrue();
    }

    @Test
    void shouldForgiveTheTimeOfWarmingUp() {
        for (int second = 0; second < 100; second++) {
            trend.add(second, second < 25 ? second : 25);
        }

        assertThat(trend.isFlat(0, 1e-9)).isTrue();
    }

    @Test
    void shouldSeeGrowthThroughNoise() {
        SplittableRandom random = new SplittableRandom(3);
        Trend still = new Trend();
        for (int second = 0; second < 1_200; second += 10) {
            double noise = random.nextDouble(-20, 20);
            trend.add(second, 100 + noise + second * 0.02);
            still.add(second, 100 + noise);
        }

        assertThat(trend.isFlat(0.05, 8)).isFalse();
        assertThat(still.isFlat(0.05, 8)).isTrue();
    }

    @Test
    void shouldNotMindTooFewSamples() {
        assertThat(trend.isFlat(0.05, 1)).isTrue();
        trend.add(1, 5);
        assertThat(trend.isFlat(0.05, 1)).isTrue();
        assertThat(trend.mean()).isEqualTo(5);
    }
}
