package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.State;
import io.fivenines.coordinator.uptime.Step;
import io.fivenines.coordinator.uptime.Subject;
import io.fivenines.coordinator.uptime.figures.History;
import java.util.List;
import java.util.Map;

/**
 * All that a status page tells, as of one moment.
 *
 * @param sinceMs when the first round began; -1 if there was none
 * @param whole the service as a whole
 * @param incidents newest first, each with what operators say
 * @param notices newest first
 */
record Board(
        long asOfMs, long sinceMs, List<Line> lines, History whole, List<Reported> incidents, List<Incident> notices) {
    Board {
        lines = List.copyOf(lines);
        incidents = List.copyOf(incidents);
        notices = List.copyOf(notices);
    }

    /** Down if anything is, else unknown if anything is. */
    State state() {
        if (lines.isEmpty()) {
            return State.UNKNOWN;
        }
        return lines.stream()
                .map(Line::state)
                .min((one, other) -> Integer.compare(rank(one), rank(other)))
                .orElseThrow();
    }

    private static int rank(State state) {
        return switch (state) {
            case DOWN -> 0;
            case UNKNOWN -> 1;
            case UP -> 2;
        };
    }

    /** An incident and what operators say of it, oldest words first. */
    record Reported(Incident incident, List<Note> notes) {}

    /**
     * One endpoint as one datacenter serves it.
     *
     * @param views what each location sees now
     */
    record Line(
            Subject subject, State state, long sinceMs, Map<String, State> views, History history, List<Pace> paces) {
        boolean isDisputed() {
            return state != State.DOWN && views.containsValue(State.DOWN);
        }
    }

    /**
     * How long a step took over the last day, in rounds that got so far.
     *
     * @param medians of equal spans of the day, in ms, oldest first; -1 where there was none
     */
    record Pace(Step step, List<Integer> medians, int medianMs, int slowMs, int slowestMs, int failures) {
        Pace {
            medians = List.copyOf(medians);
        }
    }
}
