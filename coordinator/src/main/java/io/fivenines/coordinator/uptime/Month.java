package io.fivenines.coordinator.uptime;

import java.util.List;

/**
 * A subject's row of a calendar month, in UTC; kept for ever.
 *
 * @param month like 2026-11
 * @param coverage from the month's beginning or the first round ever, to its end or the last round
 * @param incidents that began in it; those longest ago are left out where there are more than a row may hold
 */
public record Month(Subject subject, String month, Coverage coverage, List<Incident> incidents) {
    public Month {
        if (!month.matches("\\d{4}-(0[1-9]|1[0-2])")) {
            throw new IllegalArgumentException("month '" + month + "', expected one like 2026-11");
        }
        incidents = List.copyOf(incidents);
    }
}
