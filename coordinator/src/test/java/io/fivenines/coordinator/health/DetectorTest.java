package io.fivenines.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.cluster.Light;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private final Detector detector = new Detector(Thresholds.DEFAULT, 0);

    @Test
    void shouldBeGreenAfterASteadyWhile() {
        assertThat(detector.light(0)).isEqualTo(Light.YELLOW);
        beat(100, 1_000, 100);
        assertThat(detector.light(1_000)).isEqualTo(Light.YELLOW);
        beat(1_100, 1_200, 100);
        assertThat(detector.light(1_200)).isEqualTo(Light.GREEN);
    }

    @Test
    void shouldBecomeYellowEarlyAndRedOnlyAfterMoreThanASecondOfSilence() {
        beat(100, 20_000, 100);
        assertThat(detector.light(20_299)).isEqualTo(Light.GREEN);
        assertThat(detector.light(20_300)).isEqualTo(Light.YELLOW);
        assertThat(detector.light(21_199)).isEqualTo(Light.YELLOW);
        assertThat(detector.light(21_200)).isEqualTo(Light.RED);
        assertThat(detector.silentMs(21_200)).isEqualTo(1_200);
    }

    @Test
    void shouldGiveAnUnsteadyRhythmUntilTheCeiling() {
        Random random = new Random(5);
        long now = 0;
        for (int i = 0; i < 200; i++) {
            now += 20 + random.nextInt(900);
            detector.onPulse(now);
        }
        assertThat(detector.light(now + 1_200)).isEqualTo(Light.YELLOW);
        assertThat(detector.light(now + 1_600)).isEqualTo(Light.YELLOW);
        assertThat(detector.light(now + 2_000)).isEqualTo(Light.RED);
    }

    @Test
    void shouldSuspectAtOnceAfterAResetAndGiveUpOnceConnectingIsRefused() {
        beat(100, 2_000, 100);
        detector.onReset();
        assertThat(detector.light(2_001)).isEqualTo(Light.YELLOW);
        detector.onRefused();
        assertThat(detector.light(2_002)).isEqualTo(Light.RED);
    }

    @Test
    void shouldCarryOnIfConnectingAgainSucceeds() {
        beat(100, 2_000, 100);
        detector.onReset();
        detector.onConnected();
        assertThat(detector.light(2_010)).isEqualTo(Light.YELLOW);
        beat(2_100, 3_100, 100);
        assertThat(detector.light(3_100)).isEqualTo(Light.GREEN);
    }

    @Test
    void shouldGiveUpIfTheNewConnectionIsResetBeforeAnyPulse() {
        beat(100, 2_000, 100);
        detector.onReset();
        detector.onConnected();
        detector.onReset();
        assertThat(detector.light(2_010)).isEqualTo(Light.RED);
        detector.onConnected();
        assertThat(detector.light(2_020))
                .as("accepting alone is no sign of life")
                .isEqualTo(Light.RED);
    }

    @Test
    void shouldNotBeGreenAgainBeforeItWasSteady() {
        beat(100, 2_000, 100);
        detector.onRefused();
        beat(5_000, 5_900, 100);
        assertThat(detector.light(5_900)).isEqualTo(Light.YELLOW);
        beat(6_000, 6_000, 100);
        assertThat(detector.light(6_000)).isEqualTo(Light.GREEN);
    }

    @Test
    void shouldCountSilenceFromTheStartOfWatching() {
        assertThat(detector.light(1_999)).isEqualTo(Light.YELLOW);
        assertThat(detector.light(2_000)).isEqualTo(Light.RED);
    }

    @Test
    void shouldNotMindAPauseOfASecondInTheNodeOrInTheObserver() {
        Attention attention = new Attention(250, 0);
        for (long now = 100; now <= 5_000; now += 100) {
            detector.onPulse(attention.ms(now));
        }
        assertThat(detector.light(attention.ms(5_100))).isEqualTo(Light.GREEN);
        assertThat(detector.light(attention.ms(6_150)))
                .as("the observer stood still for a second")
                .isNotEqualTo(Light.RED);
        long paused = attention.ms(60_000);
        assertThat(detector.light(paused)).as("or for a minute").isNotEqualTo(Light.RED);
    }

    private void beat(long fromMs, long toMs, long everyMs) {
        for (long now = fromMs; now <= toMs; now += everyMs) {
            detector.onPulse(now);
        }
    }
}
