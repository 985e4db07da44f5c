package io.fivenines.coordinator.uptime.hub;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Evidence;
import io.fivenines.coordinator.uptime.Gap;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The rounds and gaps that reached this coordinator, and what they come to. Probers bring theirs to every hub they
 * know, so that each has all and needs none of the others; one that has lost its disk gets again what the probers still
 * keep, and older rows from the copies in ZooKeeper.
 */
public final class Hub implements Ledger, AutoCloseable {
    private static final int INCIDENTS_MAX = 1_000;
    /** A little more than clocks that are kept by NTP may differ. */
    private static final long AHEAD_MAX_MS = 60_000;

    private static final long JUDGED_MS = 1_000;

    private final RoundLog log;
    private final Rows rows;
    private final Testimony testimony;
    private final InstantSource clock;
    private final Map<Subject, Judged> judged = new HashMap<>();
    /** Rounds that began before then are not all there any more. */
    private long droppedMs;

    private record Judged(long atMs, Judgement judgement) {}

    /** Opens what is kept, and reads it. */
    public Hub(Rules rules, InstantSource clock) throws IOException {
        this.clock = clock;
        testimony = new Testimony(rules.quorum(), rules.validity().toMillis());
        log = RoundLog.open(rules.folder().resolve("rounds"), rules.limits());
        try {
            rows = Rows.open(rules.folder().resolve("months.log"));
            log.read(RoundLog.Cursor.BEGINNING, (evidence, next) -> {
                testimony.take(evidence);
                return true;
            });
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * Takes rounds and gaps of one location, in order; those it has are passed over. None are taken by a hub that has
     * lost what it had said to have: the prober brings that first.
     *
     * @param after what the prober knows it to have
     * @return up to which number it has them, on disk
     * @throws IllegalArgumentException if they are not one location's in order, or of the future
     */
    public synchronized long take(String location, long after, List<? extends Evidence> rounds) throws IOException {
        long last = testimony.last(location);
        long latestMs = clock.millis() + AHEAD_MAX_MS;
        List<Evidence> fresh = new ArrayList<>();
        long before = 0;
        for (Evidence one : rounds) {
            if (!one.location().equals(location) || one.sequence() <= before) {
                throw new IllegalArgumentException("round " + one.sequence() + " of " + one.location() + " after "
                        + before + ", expected rounds of " + location + " in order");
            }
            if (one.endedMs() > latestMs) {
                throw new IllegalArgumentException("round " + one.sequence() + " of " + location + " ended "
                        + (one.endedMs() - latestMs + AHEAD_MAX_MS) + " ms from now, expected clocks that agree");
            }
            before = one.sequence();
            if (one.sequence() > last) {
                fresh.add(one);
            }
        }
        if (!fresh.isEmpty() && last >= after) {
            log.append(fresh, clock.millis());
            fresh.forEach(testimony::take);
            fresh.forEach(one -> judged.remove(one.subject()));
        }
        return testimony.last(location);
    }

    /** When each location's last round ended, by the prober's clock. */
    synchronized Map<String, Long> heardMs() {
        return testimony.heardMs();
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

    /** Judged anew when a round of the subject was taken, else once a second: a page asks a hundred times. */
    private Judgement judge(Subject subject) {
        long nowMs = clock.millis();
        Judged last = judged.get(subject);
        if (last == null || nowMs < last.atMs || nowMs - last.atMs >= JUDGED_MS) {
            last = new Judged(nowMs, testimony.judge(subject, nowMs));
            judged.put(subject, last);
        }
        return last.judgement;
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
            if (Rows.startMs(Rows.after(row.month())) <= endMs) {
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
            long afterMs = Rows.startMs(Rows.after(row.month()));
            if (afterMs <= endMs && afterMs > fromMs && Rows.startMs(row.month()) < toMs) {
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
    public synchronized State state(Subject subject) {
        Judgement judgement = judge(subject);
        // Not of this very moment: it was judged up to a second ago, and says nothing of what came after.
        long atMs = judged.get(subject).atMs;
        return judgement.within(atMs - 1, atMs).stream()
                .map(Stretch::state)
                .findFirst()
                .orElse(State.UNKNOWN);
    }

    @Override
    public synchronized List<Month> months(Subject subject) {
        List<Month> months = new ArrayList<>();
        long endMs = rowsEndMs(subject);
        for (Month row : rows.rows(subject)) {
            if (Rows.startMs(Rows.after(row.month())) <= endMs) {
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
        return read(Round.class, subject, fromMs, round -> round.beganMs() >= fromMs && round.beganMs() < toMs, limit);
    }

    @Override
    public List<Gap> gaps(Subject subject, long fromMs, long toMs, int limit) {
        return read(Gap.class, subject, fromMs, gap -> gap.endedMs() >= fromMs && gap.beganMs() < toMs, limit);
    }

    private <T extends Evidence> List<T> read(
            Class<T> kind, Subject subject, long fromMs, Predicate<T> wanted, int limit) {
        List<T> found = new ArrayList<>();
        try {
            log.read(log.day(fromMs), (evidence, next) -> {
                if (kind.isInstance(evidence)
                        && evidence.subject().equals(subject)
                        && wanted.test(kind.cast(evidence))) {
                    found.add(kind.cast(evidence));
                }
                return found.size() < limit;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparingLong(Evidence::beganMs));
        return found;
    }

    /** Writes rows down, and drops rounds that are counted and old. To be called now and then. */
    public synchronized void tend() throws IOException {
        long nowMs = clock.millis();
        List<Month> now = new ArrayList<>();
        testimony.subjects().forEach(subject -> now.addAll(counted(subject)));
        rows.write(now, nowMs);
        if (log.prune(nowMs)) {
            droppedMs = log.firstMs(nowMs);
            testimony.forget(droppedMs);
            judged.clear();
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
