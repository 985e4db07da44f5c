package io.fivenines.coordinator.uptime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.uptime.probe.Silence.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final LineConfig LINE = new LineConfig(1_000, 2_000);
    private static final long TELL_MS = 10_000;

    private final Silence silence = new Silence(LINE, TELL_MS);
    private final List<String> told = new ArrayList<>();

    private void tell(List<Part> parts) {
        parts.forEach(part ->
                told.add(part.verdict() + " " + part.fromMs() + "-" + part.toMs() + (part.open() ? " open" : "")));
    }

    private void acknowledge(long... times) {
        for (long ms : times) {
            tell(silence.onAcknowledged(ms));
        }
    }

    /** Looks every half second, both ends included. */
    private void look(boolean well, long fromMs, long toMs) {
        for (long ms = fromMs; ms <= toMs; ms += LINE.lookMs()) {
            tell(silence.onLooked(ms, well));
        }
    }

    @Test
    void shouldSayNothingWhileAcknowledgementsComeInTime() {
        assertThat(silence.isOverdue(99_000)).as("before the first").isFalse();
        acknowledge(0, 1_000, 3_000);
        assertThat(silence.isOverdue(4_250)).isFalse();
        assertThat(silence.isOverdue(4_251)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellAGapFromTheLastAcknowledgementToTheNext() {
        acknowledge(0, 1_000);
        look(true, 2_500, 3_000);
        acknowledge(3_400);
        assertThat(told).containsExactly("FAILED 1000-3400");
    }

    @Test
    void shouldTellAShortGapIfAnAttemptFailedAndTheProberWasWell() {
        acknowledge(0);
        assertThat(silence.onFailed(600, 1, false)).as("to be looked at").isTrue();
        look(true, 700, 700);
        assertThat(silence.onFailed(600, 1, false)).as("again").isFalse();
        acknowledge(900, 1_900);
        assertThat(told).containsExactly("FAILED 0-900");
        assertThat(silence.onFailed(2_600, LINE.lateMs() + 1, true))
                .as("slow, of the next one")
                .isTrue();
        look(true, 2_700, 2_700);
        acknowledge(2_800);
        assertThat(told).containsExactly("FAILED 0-900", "FAILED 1900-2800");
    }

    @Test
    void shouldNotCallItAGapThatAConnectionIsLostAndAtOnceMadeAgain() {
        acknowledge(0);
        assertThat(silence.onFailed(600, LINE.lateMs(), true)).isFalse();
        acknowledge(1_100, 2_100);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldCallItAGapThatItTakesLongToReplaceAConnection() {
        acknowledge(0);
        silence.onEnded(100);
        acknowledge(1_100, 1_300);
        silence.onEnded(1_400);
        acknowledge(2_401, 3_401);
        assertThat(told).containsExactly("FAILED 1300-2401");
    }

    @Test
    void shouldBlameNobodyForAFailedAttemptOfItsOwnNetwork() {
        acknowledge(0);
        silence.onFailed(600, 1, false);
        look(false, 700, 700);
        assertThat(silence.onFailed(600, 1, false)).as("known already").isFalse();
        acknowledge(900, 1_900, 2_900);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldSayNothingOfAttemptsBeforeTheFirstAcknowledgement() {
        assertThat(silence.onFailed(600, 1, false)).isFalse();
        acknowledge(500, 1_500);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellAGapThatLastsInPartsWithoutHolesOrOverlaps() {
        acknowledge(0);
        look(true, 1_500, 15_000);
        acknowledge(15_200);
        acknowledge(16_200);
        assertThat(told).containsExactly("FAILED 0-2500 open", "FAILED 2500-13000 open", "FAILED 13000-15200");
    }

    @Test
    void shouldBlameNobodyWhileItsOwnNetworkIsGone() {
        acknowledge(0);
        look(false, 1_500, 20_000);
        acknowledge(20_300);
        look(true, 21_700, 22_200);
        acknowledge(23_250);
        assertThat(told).containsExactly("VOID 0-20300", "FAILED 20300-23250");
    }

    @Test
    void shouldBlameNobodyWhileItDidNotRunItself() {
        acknowledge(0);
        look(true, 5_000, 5_000);
        acknowledge(5_001);
        acknowledge(9_001);
        assertThat(told).as("late looks, and none at all").containsExactly("VOID 0-5001", "VOID 5001-9001");
    }

    @Test
    void shouldKeepWhatWasShownBeforeItsOwnNetworkWent() {
        acknowledge(0);
        look(true, 1_500, 6_000);
        look(false, 6_500, 9_000);
        acknowledge(9_500);
        assertThat(told).containsExactly("FAILED 0-2500 open", "FAILED 2500-6000", "VOID 6000-9500");
    }

    @Test
    void shouldCountAgainOnceItsOwnNetworkHasBeenThereForAsLongAsAGap() {
        acknowledge(0);
        look(false, 1_500, 4_000);
        look(true, 4_500, 11_000);
        acknowledge(11_100);
        assertThat(told).containsExactly("VOID 0-6500", "FAILED 6500-9000 open", "FAILED 9000-11100");
    }

    @Test
    void shouldNotTakeTheEndOfItsOwnTroubleForAGap() {
        acknowledge(0);
        look(false, 1_500, 4_000);
        look(true, 4_500, 8_000);
        acknowledge(8_100);
        assertThat(told).containsExactly("VOID 0-6500");
    }
}
