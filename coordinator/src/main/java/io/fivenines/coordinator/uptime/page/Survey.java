package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Finding;
import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Round;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.figures.Whole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a ledger for a status page. */
final class Survey {
    static final int SPANS = 96;
    private static final long DAY_MS = 86_400_000;
    private static final long SPAN_MS = DAY_MS / SPANS;
    private static final int ROUNDS_MAX = 50_000;

    private final Ledger ledger;

    Survey(Ledger ledger) {
        this.ledger = ledger;
    }

    Board board(List<Note> notes, long nowMs) {
        List<Board.Line> lines = new ArrayList<>();
        List<Board.Reported> incidents = new ArrayList<>();
        List<Incident> notices = new ArrayList<>();
        long sinceMs = -1;
        for (Subject subject : ledger.subjects()) {
            Board.Line line = line(subject, nowMs);
            lines.add(line);
            if (line.sinceMs() >= 0 && (sinceMs < 0 || line.sinceMs() < sinceMs)) {
                sinceMs = line.sinceMs();
            }
            for (Incident incident : ledger.incidents(subject, 0, nowMs + 1)) {
                incidents.add(new Board.Reported(
                        incident,
                        notes.stream().filter(note -> note.isOn(incident)).toList()));
            }
            notices.addAll(ledger.notices(subject, 0, nowMs + 1));
        }
        incidents.sort(
                Comparator.comparingLong((Board.Reported one) -> one.incident().fromMs())
                        .reversed());
        notices.sort(Comparator.comparingLong(Incident::fromMs).reversed());
        return new Board(nowMs, sinceMs, lines, Whole.of(ledger), incidents, notices);
    }

    private Board.Line line(Subject subject, long nowMs) {
        return new Board.Line(
                subject,
                ledger.state(subject),
                ledger.sinceMs(subject),
                new TreeMap<>(ledger.views(subject)),
                Whole.of(ledger, subject),
                paces(ledger.rounds(subject, nowMs - DAY_MS, nowMs, ROUNDS_MAX), nowMs - DAY_MS));
    }

    private static List<Board.Pace> paces(List<Round> rounds, long fromMs) {
        Map<Step, List<List<Integer>>> spans = new EnumMap<>(Step.class);
        Map<Step, Integer> failures = new EnumMap<>(Step.class);
        for (Round round : rounds) {
            int span = (int) Math.min(SPANS - 1, Math.max(0, (round.beganMs() - fromMs) / SPAN_MS));
            for (Finding finding : round.findings()) {
                if (finding.well()) {
                    spans.computeIfAbsent(finding.step(), step -> empty())
                            .get(span)
                            .add(finding.ms());
                } else {
                    failures.merge(finding.step(), 1, Integer::sum);
                    spans.computeIfAbsent(finding.step(), step -> empty());
                }
            }
        }
        List<Board.Pace> paces = new ArrayList<>();
        spans.forEach((step, times) -> paces.add(pace(step, times, failures.getOrDefault(step, 0))));
        return paces;
    }

    private static List<List<Integer>> empty() {
        List<List<Integer>> spans = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            spans.add(new ArrayList<>());
        }
        return spans;
    }

    private static Board.Pace pace(Step step, List<List<Integer>> spans, int failures) {
        List<Integer> all = new ArrayList<>();
        spans.forEach(all::addAll);
        List<Integer> medians = spans.stream().map(times -> quantile(times, 50)).toList();
        return new Board.Pace(step, medians, quantile(all, 50), quantile(all, 95), quantile(all, 100), failures);
    }

    /** The time that so many percent do not exceed; -1 of none. */
    private static int quantile(List<Integer> times, int percent) {
        if (times.isEmpty()) {
            return -1;
        }
        Collections.sort(times);
        return times.get((times.size() * percent + 99) / 100 - 1);
    }
}
