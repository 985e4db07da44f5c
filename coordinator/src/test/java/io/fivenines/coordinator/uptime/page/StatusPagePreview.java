package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.cluster.FakeStore;
import io.fivenines.coordinator.cluster.Paths;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.figures.Credits;
import io.fivenines.coordinator.uptime.figures.Objective;
import io.fivenines.coordinator.uptime.figures.Percent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A page of five invented years to look at: {@code java -cp ... StatusPagePreview PORT}. */
final class StatusPagePreview {
    static final PageConfig CONFIG = new PageConfig(
            "127.0.0.1",
            0,
            "Example Telematics",
            "https://status.example.com/",
            1_000,
            new Objective(Percent.parse("99.999")),
            new Credits(List.of(
                    new Credits.Step(Percent.parse("99.95"), 10), new Credits.Step(Percent.parse("99.89"), 70))),
            Optional.empty());

    private StatusPagePreview() {}

    public static void main(String[] arguments) throws Exception {
        FakeLedger ledger = FakeLedger.ofFiveYears();
        long now = FakeLedger.NOW_MS;
        ledger.views.put(FakeLedger.EU, new TreeMap<>(Map.of("fra", State.DOWN, "hel", State.DOWN, "led", State.UP)));
        ledger.incidents
                .get(FakeLedger.EU)
                .add(FakeLedger.incident(FakeLedger.EU, now - 125_000, now, true, "connection refused", "fra", "hel"));
        ledger.views.put(FakeLedger.RU, new TreeMap<>(Map.of("fra", State.DOWN, "hel", State.UP, "led", State.UP)));
        ledger.notices
                .get(FakeLedger.RU)
                .add(FakeLedger.incident(FakeLedger.RU, now - 40_000, now, true, "timed out", "fra"));
        NoteBook notes = new NoteBook(new FakeStore(), new Paths("main"));
        notes.add(new Note(
                        FakeLedger.EU,
                        now - 125_000,
                        now - 60_000,
                        "ops",
                        "We are on it: a switch in hall 2 is being replaced."))
                .join();
        PageConfig config = new PageConfig(
                CONFIG.host(),
                Integer.parseInt(arguments[0]),
                CONFIG.title(),
                CONFIG.url(),
                CONFIG.refreshMs(),
                CONFIG.objective(),
                CONFIG.credits(),
                Optional.empty());
        try (StatusPage page = new StatusPage(config, ledger, notes, () -> Instant.ofEpochMilli(now))) {
            System.out.println("http://127.0.0.1:" + page.port() + "/");
            new CountDownLatch(1).await();
        }
    }
}
