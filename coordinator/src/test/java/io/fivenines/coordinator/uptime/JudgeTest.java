package io.fivenines.coordinator.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Judge.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final long VALIDITY = 90_000;
    private static final long BASE = 1_800_000_000_000L;

    private final List<Witness> witnesses = new ArrayList<>();

    private Witness witness(String location) {
        Witness witness = new Witness(location, VALIDITY);
        witnesses.add(witness);
        return witness;
    }

    /** A round a second long, so many seconds after the base. */
    private static void see(Witness witness, Verdict verdict, int... seconds) {
        for (int second : seconds) {
            long beganMs = BASE + second * 1000L;
            List<Finding> findings = verdict == Verdict.FAILED
                    ? List.of(new Finding(Step.API, false, 10, "refused"))
                    : List.of(new Finding(Step.API, true, 10, ""));
            witness.add(new Round(witness.location(), second + 1, SUBJECT, beganMs, beganMs + 1000, verdict, findings));
        }
    }

    private Judgement judge(int quorum, int second) {
        return new Judge(quorum).judge(SUBJECT, witnesses, BASE + second * 1000L);
    }

    private static List<String> shown(List<Stretch> stretches) {
        return stretches.stream()
                .map(one -> one.state() + " " + (one.fromMs() - BASE) / 1000 + "-" + (one.toMs() - BASE) / 1000)
                .toList();
    }

    @Test
    void shouldCountFromTheLastCleanRoundToTheNextAndDateTheFirstFailure() {
        Witness fra = witness("fra");
        see(fra, Verdict.CLEAN, 0, 60);
        see(fra, Verdict.FAILED, 120, 121, 131, 141);
        see(fra, Verdict.CLEAN, 151, 211);
        Judgement judgement = judge(2, 220);
        assertThat(shown(judgement.stretches())).containsExactly("UP 0-61", "DOWN 61-152", "UP 152-220");
        Incident incident = judgement.incidents().get(0);
        assertThat(incident.failedMs()).isEqualTo(BASE + 120_000);
        assertThat(incident.open()).isFalse();
        assertThat(incident.ms()).isEqualTo(91_000);
        assertThat(incident.sights()).extracting(Sight::step).containsExactly(Step.API);
    }

    @Test
    void shouldNotCountAFailureThatTheRepetitionDoesNotConfirm() {
        Witness fra = witness("fra");
        see(fra, Verdict.CLEAN, 0);
        see(fra, Verdict.FAILED, 60);
        see(fra, Verdict.CLEAN, 61, 121);
        assertThat(shown(judge(1, 122).stretches())).containsExactly("UP 0-122");
    }

    @Test
    void shouldGiveANoticeIfOneOfThreeSeesAFailureAndCountIfTwoDo() {
        Witness fra = witness("fra");
        Witness sgp = witness("sgp");
        Witness nyc = witness("nyc");
        see(fra, Verdict.CLEAN, 0, 60, 120, 180, 240);
        see(sgp, Verdict.CLEAN, 20, 80, 140, 200);
        see(nyc, Verdict.CLEAN, 40);
        see(nyc, Verdict.FAILED, 100, 101, 111, 121);
        see(nyc, Verdict.CLEAN, 131, 191, 251);
        Judgement one = judge(2, 252);
        assertThat(one.incidents()).isEmpty();
        assertThat(one.coverage(BASE, BASE + 252_000).downMs()).isZero();
        assertThat(one.notices()).hasSize(1);
        assertThat(one.notices().get(0).sights()).extracting(Sight::location).containsExactly("nyc");

        witnesses.remove(sgp);
        Witness second = witness("sgp");
        see(second, Verdict.CLEAN, 20);
        see(second, Verdict.FAILED, 80, 81, 91, 101, 111);
        see(second, Verdict.CLEAN, 121, 181, 241);
        Judgement two = judge(2, 252);
        assertThat(two.incidents()).hasSize(1);
        assertThat(two.incidents().get(0).sights()).extracting(Sight::location).containsExactlyInAnyOrder("nyc", "sgp");
        assertThat(two.notices()).as("the incident's edges are none").isEmpty();
    }

    @Test
    void shouldBelieveOneLocationIfTheOthersSeeNothing() {
        Witness fra = witness("fra");
        Witness sgp = witness("sgp");
        see(sgp, Verdict.CLEAN, 0, 60);
        see(sgp, Verdict.VOID, 120, 130, 140, 150, 160, 170, 180);
        see(fra, Verdict.CLEAN, 0, 60, 120);
        see(fra, Verdict.FAILED, 180, 181);
        assertThat(judge(2, 182).incidents()).hasSize(1).allMatch(Incident::open);
    }

    @Test
    void shouldNotKnowWhatNobodySaw() {
        Witness fra = witness("fra");
        see(fra, Verdict.CLEAN, 0, 60);
        see(fra, Verdict.VOID, 120, 130);
        see(fra, Verdict.CLEAN, 140);
        see(fra, Verdict.CLEAN, 1000);
        assertThat(shown(judge(2, 1200).stretches()))
                .containsExactly(
                        "UP 0-120",
                        "UNKNOWN 120-140",
                        "UP 140-231",
                        "UNKNOWN 231-1000",
                        "UP 1000-1091",
                        "UNKNOWN 1091-1200");
    }

    @Test
    void shouldEndAnIncidentThatNobodySeesAnyMore() {
        Witness fra = witness("fra");
        see(fra, Verdict.CLEAN, 0);
        see(fra, Verdict.FAILED, 60, 61);
        assertThat(judge(1, 100).incidents()).allMatch(Incident::open);
        Judgement later = judge(1, 500);
        assertThat(later.incidents()).noneMatch(Incident::open);
        assertThat(shown(later.stretches())).containsExactly("UP 0-1", "DOWN 1-152", "UNKNOWN 152-500");
    }

    /** An outage as customers have it, against the rounds of probers that stand at several places. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldCountNoLessThanTheOutageAndLittleMore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int locations = 1 + random.nextInt(3);
        long from = BASE + 600_000 + random.nextInt(300_000);
        // One shorter than an interval may fall between two rounds.
        long to = from + 75_000 + random.nextInt(1_200_000);
        long end = to + 600_000;
        for (int i = 0; i < locations; i++) {
            ProbeYear.drive(witness("l" + i), i * 60_000L / locations, from, to, end, random);
        }
        Judgement judgement = new Judge(2).judge(SUBJECT, witnesses, end);
        Stream<Stretch> down = judgement.stretches().stream().filter(one -> one.state() == State.DOWN);
        assertThat(down).as("seed " + seed).singleElement().satisfies(counted -> {
            assertThat(counted.fromMs()).as("begins").isLessThanOrEqualTo(from);
            assertThat(counted.toMs()).as("ends").isGreaterThanOrEqualTo(to);
            long more = counted.ms() - (to - from);
            assertThat(more).as("one interval, and one retry").isLessThanOrEqualTo(60_000 + 10_000 + 4_000);
            if (locations == 3) {
                assertThat(more).as("one interval").isLessThanOrEqualTo(60_000);
            }
        });
    }

    @Test
    void shouldCountNothingOnADayWithoutFaults() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3; i++) {
            ProbeYear.drive(witness("l" + i), i * 20_000L, -1, -1, BASE + 86_400_000, random);
        }
        Coverage day = new Judge(2).judge(SUBJECT, witnesses, BASE + 86_400_000).coverage(BASE, BASE + 86_400_000);
        assertThat(day).isEqualTo(new Coverage(86_400_000, 0, 0));
    }
}
