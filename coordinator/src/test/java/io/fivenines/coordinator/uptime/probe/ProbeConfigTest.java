package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.coordinator.uptime.probe.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeConfigTest {
    private static final int INTERVAL_MS = 60_000;

    private static ProbeConfig config(int number, int targets) {
        List<Target> all = IntStream.rangeClosed(1, targets)
                .mapToObj(place -> new Target(
                        new Subject("eu", "e" + place),
                        place,
                        "127.0.0.1",
                        List.of(),
                        List.of(new Target.Port(Wire.ALL.get(0), 1)),
                        new Target.Api("http://127.0.0.1:1", ""),
                        Target.Freshness.NONE))
                .toList();
        RoundLog.Limits limits = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);
        return new ProbeConfig(
                "l" + number,
                number,
                INTERVAL_MS,
                10_000,
                LineConfig.DEFAULT,
                LineConfig.DEFAULT,
                Path.of("rounds"),
                limits,
                all,
                List.of());
    }

    /** So that two of them see what lasts for most of an interval, and their last clean rounds lie that near. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 8})
    void shouldKeepTheRoundsOfLocationsApart(int locations) {
        for (int first = 1; first < 100; first++) {
            TreeSet<Long> times = new TreeSet<>();
            for (int number = first; number < first + locations; number++) {
                times.add(config(number, 1).phaseMs(0));
            }
            times.add(times.first() + INTERVAL_MS);
            List<Long> sorted = List.copyOf(times);
            for (int i = 1; i < sorted.size(); i++) {
                long between = sorted.get(i) - sorted.get(i - 1);
                assertThat(between).as("%d locations from %d", locations, first).isBetween(4_000L, 23_000L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void shouldSpreadTheTargetsOverAnInterval(int targets) {
        ProbeConfig config = config(1, targets);
        for (int place = 1; place < targets; place++) {
            assertThat(Math.floorMod(config.phaseMs(place) - config.phaseMs(place - 1), INTERVAL_MS))
                    .isCloseTo(INTERVAL_MS / targets, within(1));
        }
    }

    @Test
    void shouldCallAGapWhatIsLongerThanTwoIntervalsOrMore() {
        assertThat(new LineConfig(500, 1_000).gapMs()).isEqualTo(1_000);
        assertThatThrownBy(() -> new LineConfig(1_000, 1_999))
                .hasMessageContaining("lineGap 1999")
                .hasMessageContaining("twice that");
        assertThatThrownBy(() -> new LineConfig(50, 1_000)).hasMessageContaining("lineInterval 50");
    }

    @Test
    void shouldGiveAProgramNoShorterAGapThanATracker() {
        LineConfig tracker = new LineConfig(1_000, 4_000);
        assertThat(LineConfig.program(1_500, tracker)).isEqualTo(new LineConfig(1_500, 4_000));
        assertThat(LineConfig.program(5_000, tracker)).isEqualTo(new LineConfig(5_000, 10_000));
        assertThatThrownBy(() -> LineConfig.program(11_000, tracker)).hasMessageContaining("programInterval 11000");
    }
}
