package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.benchmarks.wire.Trail;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final Ledger ledger = new Ledger(new Fleet("teltonika", 1, 0, 2));
    private final Audit audit = new Audit(ledger);

    AuditTest() {
        ledger.onSent(0, 3);
        ledger.onAcknowledged(0, 3);
        ledger.onSent(0, 2);
    }

    @Test
    void shouldHoldWhenAllThatWasPromisedIsThere() {
        find(0, 1, 2);

        assertThat(audit.balance()).isEqualTo(new Audit.Balance(3, 3, 0, 0, 0, 0, 0));
        assertThat(audit.balance().holds(0)).isTrue();
    }

    @Test
    void shouldMissWhatWasPromisedAndIsNotThere() {
        find(0, 2, 3);

        assertThat(audit.balance().lost()).isEqualTo(1);
        assertThat(audit.balance().holds(0)).isFalse();
    }

    @Test
    void shouldAllowWhatWasSentAndNotPromised() {
        find(0, 1, 2, 3, 4);

        assertThat(audit.balance().unpromised()).isEqualTo(2);
        assertThat(audit.balance().holds(0)).isTrue();
    }

    @Test
    void shouldAllowDuplicatesOnlyOfWhatWasSentAgain() {
        find(0, 1, 1, 1, 2);

        assertThat(audit.balance().duplicated()).isEqualTo(1);
        assertThat(audit.balance().holds(0)).isFalse();
        assertThat(audit.balance().holds(1)).isTrue();
    }

    @Test
    void shouldNoticeWhatWasNeverSent() {
        find(0, 1, 2, 5);
        audit.onRecord("350000000000000", Trail.timeMs(0), 50);
        audit.onRecord(ledger.fleet().ident(1), Trail.timeMs(0), 50);
        audit.onRecord(ledger.fleet().ident(0), Trail.timeMs(0) + 1, 50);
        audit.onRecord(ledger.fleet().ident(0), Trail.timeMs(0) - Trail.STEP_MS, 50);

        assertThat(audit.balance().strange()).isEqualTo(5);
        assertThat(audit.balance().holds(0)).isFalse();
    }

    @Test
    void shouldNoticeAnotherContent() {
        find(0, 1);
        audit.onRecord(ledger.fleet().ident(0), Trail.timeMs(2), 51.5);

        assertThat(audit.balance().altered()).isEqualTo(1);
        assertThat(audit.balance().holds(0)).isFalse();
    }

    private void find(int... sequences) {
        for (int sequence : sequences) {
            audit.onRecord(ledger.fleet().ident(0), Trail.timeMs(sequence), Trail.latitudeE4(sequence) / 10_000.0);
        }
    }
}
