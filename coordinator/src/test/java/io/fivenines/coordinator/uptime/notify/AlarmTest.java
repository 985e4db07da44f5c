package io.fivenines.coordinator.uptime.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import io.fivenines.coordinator.uptime.hub.Hub;
import io.fivenines.coordinator.uptime.hub.Rules;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import io.fivenines.coordinator.uptime.notify.Message.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmTest {
    private static final Subject SUBJECT = new Subject("eu", "eu.gw.example.com");
    private static final long BASE = 1_800_000_000_000L;

    @TempDir
    Path folder;

    private final Alarm alarm = new Alarm(600_000, BASE);
    private Hub hub;
    private long nowMs = BASE;

    @BeforeEach
    void open() throws IOException {
        open(1);
    }

    private void open(int quorum) throws IOException {
        RoundLog.Limits limits = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);
        hub = new Hub(
                new Rules(folder.resolve("quorum-" + quorum), quorum, Duration.ofSeconds(90), limits),
                () -> Instant.ofEpochMilli(nowMs));
    }

    @AfterEach
    void close() throws IOException {
        hub.close();
    }

    private void see(Verdict verdict, int second) throws IOException {
        nowMs = BASE + second * 1000L + 1000;
        see("fra", verdict, second);
    }

    /** A round that may come late. */
    private void see(String location, Verdict verdict, int second) throws IOException {
        long beganMs = BASE + second * 1000L;
        Finding finding = new Finding(Step.TRACKER, verdict == Verdict.CLEAN, 5, "no answer");
        long before = hub.take(location, 0, List.of());
        hub.take(
                location,
                before,
                List.of(new Round(location, before + 1, SUBJECT, beganMs, beganMs + 1000, verdict, List.of(finding))));
    }

    private void see(String location, long fromMs, long toMs, boolean open) throws IOException {
        nowMs = BASE + toMs;
        long before = hub.take(location, 0, List.of());
        hub.take(
                location,
                before,
                List.of(new Gap(
                        location, before + 1, SUBJECT, 0, BASE + fromMs, BASE + toMs, Verdict.FAILED, open, "silent")));
    }

    private List<Kind> told(Teller teller) {
        return alarm.tick(hub, nowMs, teller).stream().map(Message::kind).toList();
    }

    /** A minute's clean round each, for so long. */
    private void followFor(int minutes, Teller teller) throws IOException {
        for (int minute = 0; minute < minutes; minute++) {
            see(Verdict.CLEAN, (int) ((nowMs - BASE) / 1000) + 60);
            assertThat(told(teller)).isEmpty();
        }
    }

    @Test
    void shouldTellBeginStillAndEndOnceEach() throws Exception {
        see(Verdict.CLEAN, 0);
        assertThat(told(Teller.SELF)).isEmpty();
        see(Verdict.FAILED, 60);
        assertThat(told(Teller.SELF)).isEmpty();
        see(Verdict.FAILED, 61);
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        List<Kind> later = new ArrayList<>();
        for (int second = 71; second < 700; second += 10) {
            see(Verdict.FAILED, second);
            later.addAll(told(Teller.SELF));
        }
        assertThat(later).containsExactly(Kind.STILL);
        see(Verdict.CLEAN, 701);
        List<Message> end = alarm.tick(hub, nowMs, Teller.SELF);
        assertThat(end).hasSize(1);
        assertThat(end.get(0).title()).isEqualTo("eu.gw.example.com@eu is up again after 11 min 41 s");
        assertThat(end.get(0).text()).contains("fra: tracker no answer");
        see(Verdict.CLEAN, 761);
        assertThat(told(Teller.SELF)).isEmpty();
    }

    @Test
    void shouldSayThatItLastsWhenItComesToSendInTheMiddle() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        assertThat(told(Teller.OTHER)).isEmpty();
        see(Verdict.FAILED, 71);
        assertThat(told(Teller.SELF)).containsExactly(Kind.STILL);
        see(Verdict.CLEAN, 81);
        assertThat(told(Teller.SELF)).containsExactly(Kind.END);
    }

    @Test
    void shouldNotCallItUpWhenNobodySeesIt() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        nowMs += 300_000;
        assertThat(told(Teller.SELF)).containsExactly(Kind.UNKNOWN);
        assertThat(told(Teller.SELF)).isEmpty();
    }

    @Test
    void shouldTellTheEndThatWhoToldBeforeDidNotLiveToTell() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        see(Verdict.CLEAN, 71);
        assertThat(told(Teller.OTHER)).isEmpty();
        assertThat(told(Teller.SELF)).containsExactly(Kind.END);
        assertThat(told(Teller.SELF)).isEmpty();
    }

    @Test
    void shouldTellAShortIncidentThatItHasOnlyFollowed() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        see(Verdict.CLEAN, 71);
        followFor(9, Teller.OTHER);
        assertThat(told(Teller.SELF)).containsExactly(Kind.END);
    }

    @Test
    void shouldLeaveToAnotherWhatThatOneHasHadTheTimeToTell() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        assertThat(told(Teller.OTHER)).isEmpty();
        see(Verdict.CLEAN, 71);
        assertThat(told(Teller.OTHER)).isEmpty();
        followFor(10, Teller.OTHER);
        assertThat(told(Teller.SELF)).isEmpty();
    }

    @Test
    void shouldRepeatOnlyWhatEndedAShortWhileAgo() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        see(Verdict.CLEAN, 71);
        followFor(10, Teller.OTHER);
        see(Verdict.FAILED, 700);
        see(Verdict.FAILED, 701);
        see(Verdict.CLEAN, 711);
        followFor(1, Teller.OTHER);
        assertThat(alarm.tick(hub, nowMs, Teller.SELF))
                .singleElement()
                .satisfies(message -> assertThat(message.toMs()).isEqualTo(BASE + 712_000));
    }

    @Test
    void shouldKeepWhatEndedWhileNobodyMayHaveLed() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        see(Verdict.CLEAN, 71);
        followFor(60, Teller.UNSURE);
        followFor(9, Teller.OTHER);
        assertThat(told(Teller.SELF)).containsExactly(Kind.END);
    }

    @Test
    void shouldNotKeepForEverWhatEndedWhileNobodyMayHaveLed() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        see(Verdict.CLEAN, 71);
        assertThat(told(Teller.UNSURE)).isEmpty();
        see(Verdict.CLEAN, 86_500);
        assertThat(told(Teller.UNSURE)).isEmpty();
        assertThat(told(Teller.SELF)).isEmpty();
    }

    @Test
    void shouldSayWhatEndedBeforeWhatLasts() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        see(Verdict.CLEAN, 71);
        see(Verdict.CLEAN, 80);
        assertThat(told(Teller.OTHER)).isEmpty();
        see(Verdict.FAILED, 131);
        see(Verdict.FAILED, 132);
        assertThat(told(Teller.OTHER)).isEmpty();
        see(Verdict.FAILED, 142);
        assertThat(told(Teller.SELF)).containsExactly(Kind.END, Kind.STILL);
        see(Verdict.FAILED, 152);
        assertThat(told(Teller.SELF)).isEmpty();
    }

    /** It has failed twice at one location, and the others' rounds have not come yet. */
    private void failAtOneOfThree() throws IOException {
        close();
        open(2);
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
    }

    private void comeLate(String location) throws IOException {
        see(location, Verdict.CLEAN, 0);
        see(location, Verdict.CLEAN, 60);
    }

    @Test
    void shouldTakeBackOnceWhatTooFewHaveSeen() throws Exception {
        failAtOneOfThree();
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        comeLate("ams");
        List<Message> back = alarm.tick(hub, nowMs, Teller.SELF);
        assertThat(back).extracting(Message::kind).containsExactly(Kind.WITHDRAWN);
        assertThat(back.get(0).title()).isEqualTo("eu.gw.example.com@eu was not down after all");
        assertThat(back.get(0).text()).contains("since 2027-01-15T08:00:01Z is taken back", "fra: tracker no answer");
        comeLate("sgp");
        assertThat(told(Teller.SELF)).isEmpty();
        see(Verdict.FAILED, 71);
        assertThat(told(Teller.SELF)).isEmpty();
        see("ams", Verdict.FAILED, 80);
        see("ams", Verdict.FAILED, 81);
        see(Verdict.FAILED, 82);
        assertThat(told(Teller.SELF)).as("now they are enough").containsExactly(Kind.BEGIN);
    }

    @Test
    void shouldTakeBackWhatTwoGapsOnlySeemedToHaveInCommon() throws Exception {
        close();
        open(2);
        for (String location : List.of("ams", "fra", "sgp")) {
            see(location, Verdict.CLEAN, 0);
        }
        see("ams", 10_000, 12_500, true);
        see("fra", 20_000, 22_500, true);
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        see("ams", 12_500, 13_000, false);
        nowMs = BASE + 24_000;
        assertThat(told(Teller.SELF)).containsExactly(Kind.WITHDRAWN);
    }

    @Test
    void shouldTakeBackWhatAnotherHasToldThatIsGone() throws Exception {
        failAtOneOfThree();
        assertThat(told(Teller.OTHER)).isEmpty();
        comeLate("ams");
        assertThat(told(Teller.OTHER)).isEmpty();
        assertThat(told(Teller.SELF)).containsExactly(Kind.WITHDRAWN);
    }

    @Test
    void shouldLeaveTakingBackToAnotherThatHasHadTheTimeForIt() throws Exception {
        failAtOneOfThree();
        assertThat(told(Teller.OTHER)).isEmpty();
        comeLate("ams");
        see(Verdict.CLEAN, 71);
        followFor(10, Teller.OTHER);
        assertThat(told(Teller.SELF)).isEmpty();
    }

    @Test
    void shouldTellTheEndAndNotTakeBackWhatIsLeftInPart() throws Exception {
        failAtOneOfThree();
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        see("ams", Verdict.CLEAN, 60);
        assertThat(alarm.tick(hub, nowMs, Teller.SELF))
                .singleElement()
                .satisfies(message -> assertThat(message.kind()).isEqualTo(Kind.END))
                .satisfies(message -> assertThat(message.toMs()).isEqualTo(BASE + 60_000));
    }

    @Test
    void shouldTellTheEndAgainOfWhatBeganAgainAndIsLeftAsItWas() throws Exception {
        failAtOneOfThree();
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        nowMs = BASE + 300_000;
        assertThat(told(Teller.SELF)).as("for nobody sees it").containsExactly(Kind.UNKNOWN);
        for (int second = 71; second < 299; second += 10) {
            see("fra", Verdict.FAILED, second);
        }
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        for (int second = 120; second < 299; second += 60) {
            see("ams", Verdict.CLEAN, second);
        }
        assertThat(told(Teller.SELF)).containsExactly(Kind.END);
        assertThat(told(Teller.SELF)).isEmpty();
    }

    @Test
    void shouldNotTakeBackWhatIsDownAgain() throws Exception {
        failAtOneOfThree();
        assertThat(told(Teller.SELF)).containsExactly(Kind.BEGIN);
        comeLate("ams");
        see("ams", Verdict.CLEAN, 70);
        see("ams", Verdict.FAILED, 80);
        see("ams", Verdict.FAILED, 81);
        see(Verdict.FAILED, 82);
        assertThat(told(Teller.SELF)).isEmpty();
        see(Verdict.CLEAN, 90);
        assertThat(told(Teller.SELF)).containsExactly(Kind.END);
    }
}
