package io.fivenines.coordinator.redirect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Does what is due when the test lets time pass. */
final class FakeAgenda implements Agenda {
    private final List<Entry> entries = new ArrayList<>();
    private long nowMs;

    @Override
    public void after(Duration delay, Runnable work) {
        entries.add(new Entry(nowMs + delay.toMillis(), work));
    }

    void pass(long ms) {
        long until = nowMs + ms;
        for (Entry next = next(until); next != null; next = next(until)) {
            entries.remove(next);
            nowMs = next.atMs;
            next.work.run();
        }
        nowMs = until;
    }

    private Entry next(long untilMs) {
        return entries.stream()
                .filter(entry -> entry.atMs <= untilMs)
                .min(Comparator.comparingLong(Entry::atMs))
                .orElse(null);
    }

    private record Entry(long atMs, Runnable work) {}
}
