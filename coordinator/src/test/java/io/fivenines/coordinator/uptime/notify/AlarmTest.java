package io.fivenines.coordinator.uptime.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.Finding;
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
    private long sequence;

    @BeforeEach
    void open() throws IOException {
        RoundLog.Limits limits = new RoundLog.Limits(Duration.ofDays(90), 1 << 30);
        hub = new Hub(new Rules(folder, 1, Duration.ofSeconds(90), limits), () -> Instant.ofEpochMilli(nowMs));
    }

    @AfterEach
    void close() throws IOException {
        hub.close();
    }

    private void see(Verdict verdict, int second) throws IOException {
        long beganMs = BASE + second * 1000L;
        nowMs = beganMs + 1000;
        Finding finding = new Finding(Step.TRACKER, verdict == Verdict.CLEAN, 5, "no answer");
        hub.take(
                "fra",
                sequence,
                List.of(new Round("fra", ++sequence, SUBJECT, beganMs, nowMs, verdict, List.of(finding))));
    }

    private List<Kind> told(boolean sends) {
        return alarm.tick(hub, nowMs, sends).stream().map(Message::kind).toList();
    }

    @Test
    void shouldTellBeginStillAndEndOnceEach() throws Exception {
        see(Verdict.CLEAN, 0);
        assertThat(told(true)).isEmpty();
        see(Verdict.FAILED, 60);
        assertThat(told(true)).isEmpty();
        see(Verdict.FAILED, 61);
        assertThat(told(true)).containsExactly(Kind.BEGIN);
        List<Kind> later = new ArrayList<>();
        for (int second = 71; second < 700; second += 10) {
            see(Verdict.FAILED, second);
            later.addAll(told(true));
        }
        assertThat(later).containsExactly(Kind.STILL);
        see(Verdict.CLEAN, 701);
        List<Message> end = alarm.tick(hub, nowMs, true);
        assertThat(end).hasSize(1);
        assertThat(end.get(0).title()).isEqualTo("eu.gw.example.com@eu is up again after 11 min 41 s");
        assertThat(end.get(0).text()).contains("fra: tracker no answer");
        see(Verdict.CLEAN, 761);
        assertThat(told(true)).isEmpty();
    }

    @Test
    void shouldSayThatItLastsWhenItComesToSendInTheMiddle() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        assertThat(told(false)).isEmpty();
        see(Verdict.FAILED, 71);
        assertThat(told(true)).containsExactly(Kind.STILL);
        see(Verdict.CLEAN, 81);
        assertThat(told(true)).containsExactly(Kind.END);
    }

    @Test
    void shouldNotCallItUpWhenNobodySeesIt() throws Exception {
        see(Verdict.CLEAN, 0);
        see(Verdict.FAILED, 60);
        see(Verdict.FAILED, 61);
        assertThat(told(true)).containsExactly(Kind.BEGIN);
        nowMs += 300_000;
        assertThat(told(true)).containsExactly(Kind.UNKNOWN);
        assertThat(told(true)).isEmpty();
    }
}
