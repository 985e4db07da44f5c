package io.fivenines.coordinator.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.uptime.Judge.Judgement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gaps of held lines, as locations tell them, and what the judge makes of them and rounds together. */
class LineViewTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final long BASE = 1_800_000_000_000L;

    private final List<Witness> witnesses = new ArrayList<>();
    private long sequence;

    /** One that has seen it up since the base. */
    private Witness witness(String location) {
        Witness witness = new Witness(location, 90_000);
        witnesses.add(witness);
        round(witness, Verdict.CLEAN, 0);
        return witness;
    }

    /** A round a second long, so many seconds after the base. */
    private void round(Witness witness, Verdict verdict, int... seconds) {
        for (int second : seconds) {
            long beganMs = BASE + second * 1000L;
            Finding finding = new Finding(Step.API, verdict == Verdict.CLEAN, 10, "");
            witness.add(new Round(
                    witness.location(), ++sequence, SUBJECT, beganMs, beganMs + 1000, verdict, List.of(finding)));
        }
    }

    private void gap(Witness witness, double fromS, double toS, Verdict verdict, boolean open) {
        gap(witness, 0, fromS, toS, verdict, open);
    }

    private void gap(Witness witness, int line, double fromS, double toS, Verdict verdict, boolean open) {
        witness.add(new Gap(
                witness.location(),
                ++sequence,
                SUBJECT,
                line,
                BASE + Math.round(fromS * 1000),
                BASE + Math.round(toS * 1000),
                verdict,
                open,
                "no acknowledgement"));
    }

    private Judgement judge(int quorum, int second) {
        return new Judge(quorum).judge(SUBJECT, witnesses, BASE + second * 1000L);
    }

    private static List<String> shown(List<Stretch> stretches) {
        return stretches.stream()
                .map(one -> one.state() + " " + (one.fromMs() - BASE) / 1000.0 + "-" + (one.toMs() - BASE) / 1000.0)
                .toList();
    }

    @Test
    void shouldCountAGapThatTwoOfThreeLocationsSee() {
        Witness fra = witness("fra");
        Witness nyc = witness("nyc");
        witness("sgp");
        gap(fra, 20, 25, Verdict.FAILED, false);
        gap(nyc, 19.5, 25.5, Verdict.FAILED, false);
        Judgement judgement = judge(2, 60);
        assertThat(shown(judgement.stretches())).containsExactly("UP 0.0-20.0", "DOWN 20.0-25.0", "UP 25.0-60.0");
        assertThat(judgement.coverage(BASE, BASE + 60_000).downMs()).isEqualTo(5_000);
        assertThat(judgement.notices()).as("its edges").isEmpty();
        assertThat(judgement.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.open()).isFalse();
            assertThat(incident.sights()).extracting(Sight::location).containsExactly("fra", "nyc");
            assertThat(incident.sights()).allMatch(sight -> sight.step() == Step.TRACKER);
        });
    }

    @Test
    void shouldGiveANoticeIfOneOfThreeHasAGap() {
        Witness fra = witness("fra");
        witness("nyc");
        witness("sgp");
        gap(fra, 20, 25, Verdict.FAILED, false);
        Judgement judgement = judge(2, 60);
        assertThat(judgement.incidents()).isEmpty();
        assertThat(judgement.coverage(BASE, BASE + 60_000)).isEqualTo(new Coverage(60_000, 0, 0));
        assertThat(judgement.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.ms()).isEqualTo(5_000);
            assertThat(notice.sights()).extracting(Sight::location).containsExactly("fra");
        });
    }

    @Test
    void shouldCountWhereOneHasAGapAndAnotherFailedRounds() {
        Witness fra = witness("fra");
        Witness nyc = witness("nyc");
        witness("sgp");
        round(fra, Verdict.FAILED, 21, 22);
        round(fra, Verdict.CLEAN, 32);
        gap(nyc, 20, 26, Verdict.FAILED, false);
        assertThat(shown(judge(2, 60).stretches())).containsExactly("UP 0.0-20.0", "DOWN 20.0-26.0", "UP 26.0-60.0");
    }

    @Test
    void shouldNotCountASecondTwiceThatAGapAndFailedRoundsShare() {
        Witness fra = witness("fra");
        round(fra, Verdict.CLEAN, 20);
        gap(fra, 20.5, 24, Verdict.FAILED, true);
        round(fra, Verdict.FAILED, 24, 25);
        gap(fra, 24, 33.5, Verdict.FAILED, false);
        round(fra, Verdict.CLEAN, 33);
        Judgement judgement = judge(1, 60);
        assertThat(shown(judgement.stretches())).containsExactly("UP 0.0-20.5", "DOWN 20.5-34.0", "UP 34.0-60.0");
        assertThat(judgement.incidents()).hasSize(1);
        assertThat(judgement.coverage(BASE, BASE + 60_000).downMs()).isEqualTo(13_500);
    }

    @Test
    void shouldJoinAGapToTheFailedRoundsItBordersOn() {
        Witness fra = witness("fra");
        round(fra, Verdict.FAILED, 10, 11);
        round(fra, Verdict.CLEAN, 21);
        gap(fra, 22, 25, Verdict.FAILED, false);
        assertThat(shown(judge(1, 60).stretches())).containsExactly("UP 0.0-1.0", "DOWN 1.0-25.0", "UP 25.0-60.0");
    }

    @Test
    void shouldNotCountVoidGaps() {
        Witness fra = witness("fra");
        gap(fra, 20, 25, Verdict.VOID, false);
        Judgement judgement = judge(1, 60);
        assertThat(shown(judgement.stretches())).containsExactly("UP 0.0-60.0");
        assertThat(judgement.notices()).isEmpty();
    }

    @Test
    void shouldNotCountGapsFromAVoidRoundToTheNextValidOne() {
        Witness fra = witness("fra");
        gap(fra, 18, 50, Verdict.FAILED, false);
        round(fra, Verdict.VOID, 20, 30);
        round(fra, Verdict.CLEAN, 45);
        assertThat(shown(judge(1, 60).stretches()))
                .containsExactly(
                        "UP 0.0-18.0", "DOWN 18.0-20.0", "UNKNOWN 20.0-45.0", "DOWN 45.0-50.0", "UP 50.0-60.0");
        round(fra, Verdict.VOID, 60);
        gap(fra, 61, 70, Verdict.FAILED, true);
        assertThat(fra.now(BASE + 71_000)).isEqualTo(State.UNKNOWN);
        assertThat(judge(1, 71).incidents()).noneMatch(Incident::open);
    }

    @Test
    void shouldCountAGapBetweenTwoTimesOfItsOwnTrouble() {
        Witness fra = witness("fra");
        round(fra, Verdict.VOID, 10);
        round(fra, Verdict.CLEAN, 20);
        gap(fra, 30, 35, Verdict.FAILED, false);
        round(fra, Verdict.VOID, 40);
        round(fra, Verdict.CLEAN, 50);
        assertThat(shown(judge(1, 60).stretches()))
                .containsExactly(
                        "UP 0.0-10.0",
                        "UNKNOWN 10.0-20.0",
                        "UP 20.0-30.0",
                        "DOWN 30.0-35.0",
                        "UP 35.0-40.0",
                        "UNKNOWN 40.0-50.0",
                        "UP 50.0-60.0");
    }

    @Test
    void shouldShowAGapThatLastsAndTakeBackWhatItDidNotLast() {
        Witness fra = witness("fra");
        gap(fra, 20, 22.5, Verdict.FAILED, true);
        assertThat(fra.now(BASE + 30_000)).isEqualTo(State.DOWN);
        assertThat(judge(1, 30).incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.open()).isTrue();
            assertThat(incident.ms()).isEqualTo(10_000);
        });
        gap(fra, 22.5, 25, Verdict.FAILED, false);
        assertThat(fra.now(BASE + 31_000)).isEqualTo(State.UP);
        assertThat(judge(1, 31).incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.open()).isFalse();
            assertThat(incident.ms()).isEqualTo(5_000);
            assertThat(incident.sights()).hasSize(1);
        });
    }

    @Test
    void shouldEndAGapThatNobodyTellsOfAnyMoreAndWhereItsProberBeganAgain() {
        Witness fra = witness("fra");
        gap(fra, 20, 22.5, Verdict.FAILED, true);
        round(fra, Verdict.CLEAN, 60, 120, 180);
        assertThat(shown(judge(1, 200).stretches()))
                .as("as long as a round is valid")
                .containsExactly("UP 0.0-20.0", "DOWN 20.0-112.5", "UP 112.5-200.0");
        gap(fra, 22.5, 22.5, Verdict.VOID, false);
        assertThat(shown(judge(1, 200).stretches())).containsExactly("UP 0.0-20.0", "DOWN 20.0-22.5", "UP 22.5-200.0");
    }

    @Test
    void shouldCountOnceWhatAClockSaysTwiceThatWasSetBack() {
        Witness fra = witness("fra");
        gap(fra, 20, 25, Verdict.FAILED, false);
        gap(fra, 23, 27, Verdict.FAILED, false);
        assertThat(judge(1, 60).coverage(BASE, BASE + 60_000).downMs()).isEqualTo(7_000);
    }

    @Test
    void shouldCallDownWhatAnyOfItsLinesDoesAndAMomentOfTwoOnce() {
        Witness fra = witness("fra");
        gap(fra, 1, 20, 22.5, Verdict.FAILED, true);
        gap(fra, 0, 21, 21.4, Verdict.FAILED, false);
        assertThat(fra.now(BASE + 23_000)).as("the other one still is").isEqualTo(State.DOWN);
        gap(fra, 2, 23, 28, Verdict.FAILED, false);
        gap(fra, 1, 22.5, 25, Verdict.FAILED, false);
        gap(fra, 0, 26, 27, Verdict.FAILED, false);
        assertThat(shown(judge(1, 60).stretches())).containsExactly("UP 0.0-20.0", "DOWN 20.0-28.0", "UP 28.0-60.0");
        assertThat(fra.now(BASE + 29_000)).isEqualTo(State.UP);
    }

    @Test
    void shouldCountWhatOnlyProgramsNoticedAndSayThatItWasCommands() {
        for (String location : List.of("fra", "nyc")) {
            Witness witness = witness(location);
            gap(witness, Gap.LINES_MAX + 1, 20, 25, Verdict.FAILED, false);
        }
        witness("sgp");
        assertThat(judge(2, 60).incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.ms()).isEqualTo(5_000);
            assertThat(incident.sights()).hasSize(2).allMatch(sight -> sight.step() == Step.COMMAND);
        });
        assertThatThrownBy(() -> gap(witness("lax"), 2 * Gap.LINES_MAX, 1, 2, Verdict.FAILED, false))
                .hasMessageContaining("line 64")
                .hasMessageContaining("expected 0 to 63");
    }

    @Test
    void shouldForgetGapsWithTheirRounds() {
        Witness fra = witness("fra");
        gap(fra, 20, 25, Verdict.FAILED, false);
        gap(fra, 40, 45, Verdict.FAILED, true);
        fra.forget(BASE + 30_000);
        assertThat(fra.sights(BASE + 46_000)).hasSize(1);
        gap(fra, 45, 47, Verdict.FAILED, false);
        assertThat(fra.sights(BASE + 50_000)).singleElement().satisfies(sight -> {
            assertThat(sight.fromMs()).isEqualTo(BASE + 40_000);
            assertThat(sight.toMs()).isEqualTo(BASE + 47_000);
        });
    }

    @Test
    void shouldReadBackEitherKindOfEvidenceAndRoundsAsTheyWereBeforeThereWereLines() throws Exception {
        Round round = new Round("fra", 7, SUBJECT, BASE, BASE + 500, Verdict.CLEAN, List.of());
        Gap gap = new Gap("fra", 8, SUBJECT, 2, BASE, BASE + 2_500, Verdict.FAILED, true, "reset");
        Gap first = new Gap("fra", 8, SUBJECT, 0, BASE, BASE + 2_500, Verdict.FAILED, true, "reset");
        assertThat(Records.read(Records.bytes(round), Evidence.class)).isEqualTo(round);
        assertThat(Records.read(Records.bytes(gap), Evidence.class)).isEqualTo(gap);
        assertThat(Records.read(Records.bytes(first), Evidence.class)).isEqualTo(first);
        assertThat(new String(Records.bytes(gap), StandardCharsets.UTF_8))
                .containsOnlyOnce("\"kind\":\"gap\"")
                .contains("\"line\":2");
        assertThat(new String(Records.bytes(first), StandardCharsets.UTF_8)).doesNotContain("line");
        String before = "{\"location\":\"fra\",\"sequence\":7,\"subject\":{\"datacenter\":\"eu\","
                + "\"endpoint\":\"eu.gw.example.com\"},\"beganMs\":1800000000000,\"endedMs\":1800000000500,"
                + "\"verdict\":\"CLEAN\",\"findings\":[]}";
        assertThat(Records.read(before.getBytes(StandardCharsets.UTF_8), Evidence.class))
                .isEqualTo(round);
        assertThat(new String(Records.bytes(round), StandardCharsets.UTF_8)).isEqualTo(before);
    }
}
