package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Journal;
import io.fivenines.gateway.journal.JournalContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

class LocalJournalContractTest extends JournalContract {
    @TempDir
    Path folder;

    @Override
    protected Journal open() throws Exception {
        LocalJournalConfig config =
                new LocalJournalConfig(folder, 1 << 20, Duration.ofDays(7), 1L << 30, CLAIMS, 32 << 10);
        return LocalJournal.open(
                config,
                new DiskStorage(folder),
                InstantSource.system(),
                new Random(3),
                damage -> {},
                (thread, e) -> uncaught.add(e));
    }
}
