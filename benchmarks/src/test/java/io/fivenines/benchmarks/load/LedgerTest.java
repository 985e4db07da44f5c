package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private final Ledger ledger = new Ledger(new Fleet("gt06", 9, 3, 4));

    @Test
    void shouldCountWhatGoesOutASecondTime() {
        ledger.onSent(2, 5);
        ledger.onAcknowledged(2, 2);
        ledger.onSent(2, 4);

        assertThat(ledger.sent(2)).isEqualTo(6);
        assertThat(ledger.resent()).isEqualTo(3);
    }

    @Test
    void shouldRefuseAPromiseOfWhatWasNeverSent() {
        ledger.onSent(0, 1);

        assertThatThrownBy(() -> ledger.onAcknowledged(0, 2)).hasMessageContaining("expected at most 1");
    }

    @Test
    void shouldComeBackFromAFile(@TempDir Path folder) throws IOException {
        ledger.onSent(1, 7);
        ledger.onAcknowledged(1, 6);
        ledger.onSent(1, 1);
        Path file = folder.resolve("ledger");
        ledger.write(file);

        Ledger read = Ledger.read(file);

        assertThat(read.fleet()).isEqualTo(ledger.fleet());
        assertThat(read.acked(1)).isEqualTo(6);
        assertThat(read.sent(1)).isEqualTo(7);
        assertThat(read.resent()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAFileThatIsNoLedger(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("letter"), "Dear all");

        assertThatThrownBy(() -> Ledger.read(file)).hasMessageContaining("expected a ledger");
    }
}
