package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Coverage;
import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Gap;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Month;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Sight;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Stretch;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.Verdict;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A ledger that knows what it is told. */
public final class FakeLedger implements Ledger {
    public static final Subject EU = new Subject("eu", "eu.gw.example.com");
    public static final Subject RU = new Subject("ru", "ru.gw.example.com");
    public static final long NOW_MS = Instant.parse("2026-11-28T19:20:07Z").toEpochMilli();

    final Map<Subject, List<Incident>> incidents = new TreeMap<>();
    final Map<Subject, List<Incident>> notices = new TreeMap<>();
    final Map<Subject, Map<YearMonth, Coverage>> months = new TreeMap<>();
    final Map<Subject, Map<String, State>> views = new TreeMap<>();
    final Map<Subject, List<Round>> rounds = new TreeMap<>();
    volatile boolean broken;

    void subject(Subject subject, State state) {
        incidents.put(subject, new ArrayList<>());
        notices.put(subject, new ArrayList<>());
        months.put(subject, new TreeMap<>());
        rounds.put(subject, new ArrayList<>());
        views.put(subject, new TreeMap<>(Map.of("fra", state, "led", state, "hel", state)));
    }

    void month(Subject subject, String month, long downMs, long unknownMs) {
        YearMonth of = YearMonth.parse(month);
        long lengthMs = 86_400_000L * of.lengthOfMonth();
        months.get(subject).put(of, new Coverage(lengthMs - downMs - unknownMs, downMs, unknownMs));
    }

    static Incident incident(Subject subject, long fromMs, long toMs, boolean open, String words, String... locations) {
        List<Sight> sights = new ArrayList<>();
        for (String location : locations) {
            sights.add(new Sight(location, fromMs, fromMs + 5_000, toMs, Step.TRACKER, words));
        }
        return new Incident(subject, fromMs, toMs, open, sights);
    }

    /** Five years of two endpoints, with an incident a week, and rounds of three locations over the last day. */
    static FakeLedger ofFiveYears() {
        FakeLedger ledger = new FakeLedger();
        SplittableRandom random = new SplittableRandom(5);
        for (Subject subject : List.of(EU, RU, new Subject("ru", EU.endpoint()), new Subject("eu", RU.endpoint()))) {
            ledger.subject(subject, State.UP);
            for (YearMonth month = YearMonth.of(2021, 12);
                    !month.isAfter(YearMonth.of(2026, 11));
                    month = month.plusMonths(1)) {
                ledger.fill(subject, month, random);
            }
            ledger.fillRounds(subject, random);
        }
        return ledger;
    }

    private void fill(Subject subject, YearMonth month, SplittableRandom random) {
        long startMs = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long down = 0;
        for (int week = 0; week < 4; week++) {
            long from = startMs + week * 604_800_000L + random.nextInt(500_000_000);
            long ms = (long) (1_000 * Math.exp(random.nextDouble() * 6));
            if (random.nextInt(4) == 0 && from + ms < NOW_MS) {
                incidents
                        .get(subject)
                        .add(incident(subject, from, from + ms, false, "no acknowledgement in 5 s", "fra", "led"));
                down += ms;
            }
        }
        month(subject, month.toString(), down, random.nextInt(6) == 0 ? random.nextInt(40_000_000) : 0);
    }

    private void fillRounds(Subject subject, SplittableRandom random) {
        long sequence = 1;
        for (long at = NOW_MS - 86_400_000; at < NOW_MS; at += 60_000) {
            for (String location : List.of("fra", "hel", "led")) {
                List<Finding> findings = new ArrayList<>();
                for (Step step : Step.values()) {
                    int ms = (int) (10 * step.name().length() * (1 + random.nextDouble() * random.nextDouble() * 3));
                    findings.add(new Finding(step, true, ms, ""));
                }
                rounds.get(subject)
                        .add(new Round(location, sequence++, subject, at, at + 900, Verdict.CLEAN, findings));
            }
        }
    }

    private void check() {
        if (broken) {
            throw new IllegalStateException("the ledger cannot be read");
        }
    }

    @Override
    public Set<Subject> subjects() {
        check();
        return months.keySet();
    }

    @Override
    public long sinceMs(Subject subject) {
        return months.get(subject).keySet().stream()
                .findFirst()
                .map(month ->
                        month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
                .orElse(-1L);
    }

    @Override
    public long untilMs(Subject subject) {
        return NOW_MS;
    }

    @Override
    public List<Incident> incidents(Subject subject, long fromMs, long toMs) {
        return touching(incidents.get(subject), fromMs, toMs);
    }

    @Override
    public List<Incident> notices(Subject subject, long fromMs, long toMs) {
        return touching(notices.get(subject), fromMs, toMs);
    }

    private static List<Incident> touching(List<Incident> all, long fromMs, long toMs) {
        return all.stream()
                .filter(one -> one.toMs() > fromMs && one.fromMs() < toMs)
                .toList();
    }

    @Override
    public Coverage coverage(Subject subject, long fromMs, long toMs) {
        return months.get(subject).values().stream().reduce(Coverage.NONE, Coverage::plus);
    }

    @Override
    public State state(Subject subject) {
        List<Stretch> now = stretches(subject, NOW_MS - 1, NOW_MS);
        return now.isEmpty() ? State.UNKNOWN : now.get(now.size() - 1).state();
    }

    @Override
    public List<Stretch> stretches(Subject subject, long fromMs, long toMs) {
        List<State> seen = new ArrayList<>(views.get(subject).values());
        long down = seen.stream().filter(state -> state == State.DOWN).count();
        State state = down >= 2 ? State.DOWN : seen.contains(State.UP) ? State.UP : State.UNKNOWN;
        return List.of(new Stretch(state, fromMs, toMs));
    }

    @Override
    public List<Month> months(Subject subject) {
        List<Month> rows = new ArrayList<>();
        months.get(subject)
                .forEach((month, coverage) -> rows.add(new Month(
                        subject,
                        month.toString(),
                        coverage,
                        incidents.get(subject).stream()
                                .filter(one -> YearMonth.from(Instant.ofEpochMilli(one.fromMs())
                                                .atOffset(ZoneOffset.UTC))
                                        .equals(month))
                                .toList())));
        return rows;
    }

    @Override
    public Map<String, State> views(Subject subject) {
        return views.get(subject);
    }

    @Override
    public List<Round> rounds(Subject subject, long fromMs, long toMs, int limit) {
        return rounds.get(subject).stream()
                .filter(round -> round.beganMs() >= fromMs && round.beganMs() < toMs)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Gap> gaps(Subject subject, long fromMs, long toMs, int limit) {
        return List.of();
    }
}
