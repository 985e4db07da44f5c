package io.fivenines.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RhythmTest {
    @Test
    void shouldKnowNothingWithoutARhythm() {
        Rhythm rhythm = new Rhythm(10);
        rhythm.add(100);
        assertThat(rhythm.phi(10_000)).isZero();
    }

    /** Mean 100, deviation 50: the normal distribution's tail is known. */
    @Test
    void shouldFollowTheNormalDistribution() {
        Rhythm rhythm = new Rhythm(10);
        for (int i = 0; i < 10; i++) {
            rhythm.add(i % 2 == 0 ? 50 : 150);
        }
        assertThat(rhythm.phi(100)).isZero();
        assertThat(rhythm.phi(200)).isCloseTo(1.64, within(0.05));
        assertThat(rhythm.phi(255)).isCloseTo(3.01, within(0.1));
        assertThat(rhythm.phi(385)).as("it errs on the side of suspicion").isBetween(8.22, 9.7);
    }

    @Test
    void shouldForgetWhatIsOlderThanItsWindow() {
        Rhythm rhythm = new Rhythm(10);
        for (int i = 0; i < 10; i++) {
            rhythm.add(1_000 + 200L * i);
        }
        for (int i = 0; i < 10; i++) {
            rhythm.add(100);
        }
        Rhythm fresh = new Rhythm(10);
        for (int i = 0; i < 10; i++) {
            fresh.add(100);
        }
        assertThat(rhythm.phi(180)).isCloseTo(fresh.phi(180), within(0.001));
    }

    @Test
    void shouldStayFiniteAndGrowForALongSilence() {
        Rhythm rhythm = new Rhythm(2);
        rhythm.add(100);
        rhythm.add(100);
        assertThat(rhythm.phi(3_600_000)).isFinite().isGreaterThan(rhythm.phi(3_000));
    }
}
