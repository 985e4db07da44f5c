package io.fivenines.coordinator.uptime.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final long BASE = Instant.parse("2026-10-31T23:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;

    @TempDir
    Path folder;

    private long nowMs = BASE;

    private Hub hub(Path where, int quorum) throws IOException {
        RoundLog.Limits limits = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);
        return new Hub(new Rules(where, quorum, Duration.ofSeconds(90), limits), () -> Instant.ofEpochMilli(nowMs));
    }

    private static Round round(String location, long sequence, int second, Verdict verdict) {
        long beganMs = BASE + second * 1000L;
        Finding finding = new Finding(Step.TRACKER, verdict == Verdict.CLEAN, 5, "");
        return new Round(location, sequence, SUBJECT, beganMs, beganMs + 500, verdict, List.of(finding));
    }

    @Test
    void shouldTakeEachRoundOnceAndSayHowFarItIs() throws Exception {
        try (Hub hub = hub(folder, 1)) {
            nowMs = BASE + 200_000;
            Round one = round("fra", 1, 0, Verdict.CLEAN);
            Round two = round("fra", 2, 60, Verdict.CLEAN);
            Round three = round("fra", 3, 120, Verdict.CLEAN);
            assertThat(hub.take("fra", 0, List.of())).isZero();
            assertThat(hub.take("fra", 0, List.of(one, two))).isEqualTo(2);
            assertThat(hub.take("fra", 1, List.of(two, three))).isEqualTo(3);
            assertThat(hub.rounds(SUBJECT, 0, Long.MAX_VALUE, 100)).containsExactly(one, two, three);
            assertThat(hub.views(SUBJECT)).containsEntry("fra", State.UP);
        }
    }

    @Test
    void shouldKnowTheStateOfNowUntilItIsJudgedAnew() throws Exception {
        try (Hub hub = hub(folder, 1)) {
            nowMs = BASE + 1_000;
            hub.take("fra", 0, List.of(round("fra", 1, 0, Verdict.CLEAN)));
            for (int i = 0; i < 30; i++, nowMs += 100) {
                assertThat(hub.state(SUBJECT))
                        .as("%d ms after the round was taken", nowMs - BASE)
                        .isEqualTo(State.UP);
            }
            nowMs = BASE + 200_000;
            assertThat(hub.state(SUBJECT)).as("nobody vouches for it any more").isEqualTo(State.UNKNOWN);
        }
    }

    @Test
    void shouldRefuseWhatIsNoLocationsOrOfTheFuture() throws Exception {
        try (Hub hub = hub(folder, 1)) {
            assertThatThrownBy(() -> hub.take("sgp", 0, List.of(round("fra", 1, 0, Verdict.CLEAN))))
                    .hasMessageContaining("fra");
            assertThatThrownBy(() -> hub.take("fra", 0, List.of(round("fra", 1, 3600, Verdict.CLEAN))))
                    .hasMessageContaining("clocks that agree");
            assertThat(hub.subjects()).isEmpty();
        }
    }

    @Test
    void shouldBeBroughtEverythingAgainWhenItHasLostItsDisk() throws Exception {
        nowMs = BASE + 200_000;
        Round one = round("fra", 1, 0, Verdict.CLEAN);
        Round two = round("fra", 2, 60, Verdict.CLEAN);
        try (Hub hub = hub(folder.resolve("new"), 1)) {
            assertThat(hub.take("fra", 1, List.of(two)))
                    .as("not what comes after a hole")
                    .isZero();
            assertThat(hub.take("fra", 0, List.of(one, two))).isEqualTo(2);
        }
    }

    @Test
    void shouldLoseNoAcknowledgedRoundAndCountNoneTwiceWhereverItIsKilled() throws Exception {
        nowMs = BASE + 400_000;
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rounds.add(round("fra", i + 1, i * 60, Verdict.CLEAN));
        }
        Path file;
        long acknowledged;
        try (Hub hub = hub(folder.resolve("whole"), 1)) {
            hub.take("fra", 0, rounds.subList(0, 2));
            file = only(folder.resolve("whole/rounds"));
            acknowledged = Files.size(file);
            hub.take("fra", 2, rounds.subList(2, 4));
        }
        byte[] all = Files.readAllBytes(file);
        for (int cut = (int) acknowledged; cut <= all.length; cut++) {
            Path torn = folder.resolve("torn-" + cut);
            Files.createDirectories(torn.resolve("rounds"));
            Files.write(torn.resolve("rounds").resolve(file.getFileName()), Arrays.copyOf(all, cut));
            try (Hub hub = hub(torn, 1)) {
                long last = hub.take("fra", 0, List.of());
                assertThat(last).as("cut at " + cut).isGreaterThanOrEqualTo(2);
                assertThat(hub.take("fra", last, rounds.subList((int) last, 4))).isEqualTo(4);
                assertThat(hub.take("fra", 0, rounds)).isEqualTo(4);
                assertThat(hub.rounds(SUBJECT, 0, Long.MAX_VALUE, 100)).isEqualTo(rounds);
            }
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList().get(0);
        }
    }

    /** From 23:00 on the last of October, with a minute's round each, 10 minutes of downtime over midnight. */
    private void overMidnight(Hub hub) throws IOException {
        List<Round> rounds = new ArrayList<>();
        long sequence = 1;
        for (int minute = 0; minute < 120; minute++) {
            boolean down = minute >= 55 && minute < 65;
            rounds.add(round("fra", sequence++, minute * 60, down ? Verdict.FAILED : Verdict.CLEAN));
        }
        nowMs = BASE + 120 * 60_000;
        hub.take("fra", 0, rounds);
    }

    @Test
    void shouldSplitMonthsAtMidnightAndKeepTheirRowsWhenTheRoundsAreGone() throws Exception {
        Coverage october;
        try (Hub hub = hub(folder, 1)) {
            overMidnight(hub);
            List<Month> months = hub.months(SUBJECT);
            assertThat(months).extracting(Month::month).containsExactly("2026-10", "2026-11");
            october = months.get(0).coverage();
            assertThat(october.upMs() + october.downMs() + october.unknownMs()).isEqualTo(3_600_000);
            assertThat(october.downMs()).isEqualTo(5 * 60_000 + 59_500);
            assertThat(months.get(0).incidents()).hasSize(1);
            assertThat(months.get(1).incidents()).isEmpty();
            hub.tend();
            nowMs = BASE + 30 * DAY;
            hub.tend();
            nowMs = BASE + 200 * DAY;
            long ms = nowMs - 60_000;
            hub.take("fra", 120, List.of(new Round("fra", 900, SUBJECT, ms, ms + 1, Verdict.CLEAN, List.of())));
            hub.tend();
            assertThat(hub.rounds(SUBJECT, 0, ms, 10)).isEmpty();
            assertOctober(hub, october);
        }
        try (Hub hub = hub(folder, 1)) {
            assertOctober(hub, october);
        }
    }

    private void assertOctober(Hub hub, Coverage october) {
        assertThat(hub.sinceMs(SUBJECT)).isEqualTo(BASE);
        assertThat(hub.months(SUBJECT).get(0).coverage()).isEqualTo(october);
        assertThat(hub.coverage(SUBJECT, BASE, BASE + 3_600_000)).isEqualTo(october);
        assertThat(hub.incidents(SUBJECT, 0, BASE + 2 * DAY)).hasSize(1);
    }

    @Test
    void shouldTakeOldRowsFromElsewhereIfItHasNoRoundsOfTheirTime() throws Exception {
        Month old = new Month(SUBJECT, "2026-08", new Coverage(1000, 20, 5), List.of());
        try (Hub hub = hub(folder, 1)) {
            overMidnight(hub);
            hub.adopt(List.of(old, new Month(SUBJECT, "2026-11", new Coverage(0, 9, 0), List.of())));
            assertThat(hub.months(SUBJECT)).extracting(Month::month).containsExactly("2026-08", "2026-10", "2026-11");
            assertThat(hub.months(SUBJECT)).contains(old);
        }
    }

    @Test
    void shouldShowARoundAtOnceAndTimeThatPassesWithinASecond() throws Exception {
        nowMs = BASE + 60_000;
        try (Hub hub = hub(folder, 1)) {
            hub.take("fra", 0, List.of(round("fra", 1, 0, Verdict.CLEAN)));
            assertThat(hub.coverage(SUBJECT, BASE, BASE + DAY).upMs()).isEqualTo(60_000);
            nowMs += 1_000;
            assertThat(hub.coverage(SUBJECT, BASE, BASE + DAY).upMs()).isEqualTo(61_000);
            hub.take("fra", 1, List.of(round("fra", 2, 60, Verdict.FAILED), round("fra", 3, 61, Verdict.FAILED)));
            assertThat(hub.incidents(SUBJECT, 0, BASE + DAY)).hasSize(1);
        }
    }

    @Test
    void shouldCountTheMonthThatRunsOnceThoughItsRowIsWritten() throws Exception {
        try (Hub hub = hub(folder, 1)) {
            overMidnight(hub);
            List<Month> months = hub.months(SUBJECT);
            Coverage all = hub.coverage(SUBJECT, 0, nowMs);
            hub.tend();
            assertThat(hub.months(SUBJECT)).isEqualTo(months);
            assertThat(hub.coverage(SUBJECT, 0, nowMs)).isEqualTo(all);
            assertThat(hub.incidents(SUBJECT, 0, nowMs)).hasSize(1);
        }
        try (Hub hub = hub(folder, 1)) {
            assertThat(hub.incidents(SUBJECT, 0, nowMs)).hasSize(1);
        }
    }

    private static Gap gap(String location, long sequence, long fromMs, long toMs) {
        return new Gap(location, sequence, SUBJECT, 0, fromMs, toMs, Verdict.FAILED, false, "reset");
    }

    @Test
    void shouldTakeEachGapOnceInItsPlaceBetweenRounds() throws Exception {
        Gap gap = gap("fra", 2, BASE + 20_000, BASE + 25_000);
        List<Evidence> all = List.of(round("fra", 1, 0, Verdict.CLEAN), gap, round("fra", 3, 60, Verdict.CLEAN));
        nowMs = BASE + 80_000;
        try (Hub hub = hub(folder, 1)) {
            assertThat(hub.take("fra", 0, all.subList(0, 2))).isEqualTo(2);
            assertThat(hub.take("fra", 0, all)).isEqualTo(3);
            assertThat(hub.coverage(SUBJECT, BASE, nowMs)).isEqualTo(new Coverage(75_000, 5_000, 0));
        }
        try (Hub hub = hub(folder, 1)) {
            assertThat(hub.take("fra", 3, List.of())).isEqualTo(3);
            assertThat(hub.rounds(SUBJECT, 0, nowMs, 10)).hasSize(2);
            assertThat(hub.gaps(SUBJECT, 0, nowMs, 10)).containsExactly(gap);
            assertThat(hub.gaps(SUBJECT, BASE + 24_000, nowMs, 10))
                    .as("touches")
                    .hasSize(1);
            assertThat(hub.gaps(SUBJECT, BASE + 26_000, nowMs, 10)).isEmpty();
            assertThat(hub.coverage(SUBJECT, BASE, nowMs)).isEqualTo(new Coverage(75_000, 5_000, 0));
        }
    }

    @Test
    void shouldSplitAGapAtTheEndOfTheMonth() throws Exception {
        try (Hub hub = hub(folder, 1)) {
            List<Evidence> all = new ArrayList<>();
            for (int minute = 0; minute < 120; minute++) {
                all.add(round("fra", minute + 1, minute * 60, Verdict.CLEAN));
            }
            long midnightMs = BASE + 3_600_000;
            all.add(gap("fra", 121, midnightMs - 2_000, midnightMs + 3_500));
            nowMs = BASE + 120 * 60_000;
            hub.take("fra", 0, all);
            assertThat(hub.months(SUBJECT))
                    .extracting(month -> month.coverage().downMs())
                    .containsExactly(2_000L, 3_500L);
            assertThat(hub.months(SUBJECT))
                    .extracting(month -> month.incidents().size())
                    .containsExactly(1, 0);
        }
    }

    @Test
    void shouldNotCountBeforeTheFirstRound() throws Exception {
        nowMs = BASE + 80_000;
        try (Hub hub = hub(folder, 1)) {
            hub.take("fra", 0, List.of(gap("fra", 1, BASE + 1_000, BASE + 5_000)));
            assertThat(hub.subjects()).isEmpty();
            hub.take("fra", 1, List.of(round("fra", 2, 60, Verdict.CLEAN)));
            assertThat(hub.sinceMs(SUBJECT)).isEqualTo(BASE + 60_000);
            assertThat(hub.coverage(SUBJECT, BASE, nowMs)).isEqualTo(new Coverage(20_000, 0, 0));
        }
    }
}
