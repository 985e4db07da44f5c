package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Judge.Judgement;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Stretch;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.keep.RoundLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rounds that reached this coordinator, and what they come to. Probers bring theirs to every hub they know, so that
 * each has all and needs none of the others; one that has lost its disk gets again what the probers still keep, and
 * older rows from the copies in ZooKeeper.
 */
public final class Hub implements Ledger, AutoCloseable {
    private static final int INCIDENTS_MAX = 1_000;
    /** A little more than clocks that are kept by NTP may differ. */
    private static final long AHEAD_MAX_MS = 60_000;

    private final RoundLog log;
    private final Rows rows;
    private final Testimony testimony;
    private final InstantSource clock;
    /** Rounds that began before then are not all there any more. */
    private long droppedMs;

    /** Opens what is kept, and reads it. */
    public Hub(Rules rules, InstantSource clock) throws IOException {
        this.clock = clock;
        testimony = new Testimony(rules.quorum(), rules.validity().toMillis());
        log = RoundLog.open(rules.folder().resolve("rounds"), rules.limits());
        try {
            rows = Rows.open(rules.folder().resolve("months.log"));
            log.read(RoundLog.Cursor.BEGINNING, (round, next) -> {
                testimony.take(round);
                return true;
            });
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * Takes rounds of one location, in order; those it has are passed over. None are taken by a hub that has lost what
     * it had said to have: the prober brings that first.
     *
     * @param after what the prober knows it to have
     * @return up to which number it has them, on disk
     * @throws IllegalArgumentException if they are not one location's in order, or of the future
     */
    public synchronized long take(String location, long after, List<Round> rounds) throws IOException {
        long last = testimony.last(location);
        long latestMs = clock.millis() + AHEAD_MAX_MS;
        List<Round> fresh = new ArrayList<>();
        long before = 0;
        for (Round round : rounds) {
            if (!round.location().equals(location) || round.sequence() <= before) {
                throw new IllegalArgumentException("round " + round.sequence() + " of " + round.location() + " after "
                        + before + ", expected rounds of " + location + " in order");
            }
            if (round.endedMs() > latestMs) {
                throw new IllegalArgumentException("round " + round.sequence() + " of " + location + " ended "
                        + (round.endedMs() - latestMs + AHEAD_MAX_MS) + " ms from now, expected clocks that agree");
            }
            before = round.sequence();
            if (round.sequence() > last) {
                fresh.add(round);
            }
        }
        if (!fresh.isEmpty() && last >= after) {
            log.append(fresh, clock.millis());
            fresh.forEach(testimony::take);
        }
        return testimony.last(location);
    }

    @Override
    public synchronized Set<Subject> subjects() {
        Set<Subject> all = new TreeSet<>(testimony.subjects());
        all.addAll(rows.subjects());
        return all;
    }

    @Override
    public synchronized long sinceMs(Subject subject) {
        long row = rows.sinceMs(subject);
        long round = testimony.firstMs(subject);
        return row < 0 ? round : round < 0 ? row : Math.min(row, round);
    }

    @Override
    public synchronized long untilMs(Subject subject) {
        return judge(subject).stretches().stream()
                .filter(stretch -> stretch.state() != State.UNKNOWN)
                .mapToLong(Stretch::toMs)
                .max()
                .orElse(-1);
    }

    private Judgement judge(Subject subject) {
        return testimony.judge(subject, clock.millis());
    }

    /** From here on rounds speak, before only rows do: where the first month begins of which all rounds are kept. */
    private long rowsEndMs(Subject subject) {
        long keptMs = keptMs(subject);
        long sinceMs = sinceMs(subject);
        if (sinceMs >= keptMs) {
            return sinceMs;
        }
        String month = Rows.monthOf(keptMs);
        boolean whole = Rows.startMs(month) == keptMs;
        // Of a month that nobody has counted, what is left must do.
        return whole || rows.row(subject, month).isEmpty() ? keptMs : Rows.startMs(Rows.after(month));
    }

    private long keptMs(Subject subject) {
        long firstMs = testimony.firstMs(subject);
        return firstMs < 0 ? clock.millis() : Math.max(firstMs, droppedMs);
    }

    @Override
    public synchronized List<Incident> incidents(Subject subject, long fromMs, long toMs) {
        List<Incident> found = new ArrayList<>();
        long endMs = rowsEndMs(subject);
        for (Month row : rows.rows(subject)) {
            if (Rows.startMs(row.month()) < endMs) {
                found.addAll(row.incidents());
            }
        }
        judge(subject).incidents().stream()
                .filter(incident -> incident.fromMs() >= endMs)
                .forEach(found::add);
        found.removeIf(incident -> incident.toMs() <= fromMs || incident.fromMs() >= toMs);
        return found;
    }

    @Override
    public synchronized List<Incident> notices(Subject subject, long fromMs, long toMs) {
        return judge(subject).notices().stream()
                .filter(notice -> notice.toMs() > fromMs && notice.fromMs() < toMs)
                .toList();
    }

    @Override
    public synchronized Coverage coverage(Subject subject, long fromMs, long toMs) {
        long endMs = rowsEndMs(subject);
        Coverage sum = Coverage.NONE;
        for (Month row : rows.rows(subject)) {
            long startMs = Rows.startMs(row.month());
            if (startMs < Math.min(endMs, toMs) && Rows.startMs(Rows.after(row.month())) > fromMs) {
                sum = sum.plus(row.coverage());
            }
        }
        return sum.plus(judge(subject).coverage(Math.max(fromMs, endMs), toMs));
    }

    @Override
    public synchronized List<Stretch> stretches(Subject subject, long fromMs, long toMs) {
        return judge(subject).within(fromMs, toMs);
    }

    @Override
    public synchronized List<Month> months(Subject subject) {
        List<Month> months = new ArrayList<>();
        long endMs = rowsEndMs(subject);
        for (Month row : rows.rows(subject)) {
            if (Rows.startMs(row.month()) < endMs) {
                months.add(row);
            }
        }
        months.addAll(counted(subject));
        return months;
    }

    /** The rows of the months of which all rounds are kept. */
    private List<Month> counted(Subject subject) {
        List<Month> counted = new ArrayList<>();
        long nowMs = clock.millis();
        Judgement judgement = judge(subject);
        long fromMs = rowsEndMs(subject);
        while (fromMs >= 0 && fromMs < nowMs) {
            String month = Rows.monthOf(fromMs);
            long begin = fromMs;
            long end = Rows.startMs(Rows.after(month));
            List<Incident> begun = judgement.incidents().stream()
                    .filter(incident -> incident.fromMs() >= begin && incident.fromMs() < end)
                    .toList();
            counted.add(new Month(
                    subject,
                    month,
                    judgement.coverage(begin, end),
                    begun.subList(Math.max(0, begun.size() - INCIDENTS_MAX), begun.size())));
            fromMs = end;
        }
        return counted;
    }

    @Override
    public synchronized Map<String, State> views(Subject subject) {
        return testimony.views(subject, clock.millis());
    }

    @Override
    public List<Round> rounds(Subject subject, long fromMs, long toMs, int limit) {
        List<Round> found = new ArrayList<>();
        try {
            log.read(log.day(fromMs), (round, next) -> {
                if (round.subject().equals(subject) && round.beganMs() >= fromMs && round.beganMs() < toMs) {
                    found.add(round);
                }
                return found.size() < limit;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparingLong(Round::beganMs));
        return found;
    }

    /** Writes rows down, and drops rounds that are counted and old. To be called now and then. */
    public synchronized void tend() throws IOException {
        long nowMs = clock.millis();
        List<Month> now = new ArrayList<>();
        testimony.subjects().forEach(subject -> now.addAll(counted(subject)));
        rows.write(now, nowMs);
        if (log.prune(nowMs)) {
            droppedMs = log.firstMs();
            testimony.forget(droppedMs);
        }
    }

    /** Takes rows that this hub has none of, and no rounds to count them from. */
    public synchronized void adopt(List<Month> others) throws IOException {
        List<Month> missing = others.stream()
                .filter(row -> rows.row(row.subject(), row.month()).isEmpty())
                .filter(row -> Rows.startMs(row.month()) < keptMs(row.subject()))
                .toList();
        rows.write(missing, clock.millis());
    }

    @Override
    public synchronized void close() throws IOException {
        rows.close();
        log.close();
    }
}
