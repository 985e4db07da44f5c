package io.fivenines.coordinator.uptime.page;

import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Subject;

/**
 * An operator's words on an incident. They change no figure.
 *
 * @param fromMs where the incident began when they were written; a late round may have moved that
 * @param atMs when they were written
 * @param who the name of the operator's token
 */
public record Note(Subject subject, long fromMs, long atMs, String who, String text) {
    static final int TEXT_MAX = 2_000;
    /** A late round may let an incident begin later, by no more than a prober's interval. */
    private static final long LATER_MS = 90_000;

    public Note {
        if (text.isBlank() || text.length() > TEXT_MAX) {
            throw new IllegalArgumentException("a text of " + text.length() + " characters, expected 1 to " + TEXT_MAX);
        }
    }

    boolean isOn(Incident incident) {
        return incident.subject().equals(subject) && fromMs >= incident.fromMs() - LATER_MS && fromMs < incident.toMs();
    }
}
