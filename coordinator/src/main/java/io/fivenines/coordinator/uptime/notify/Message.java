package io.fivenines.coordinator.uptime.notify;

import io.fivenines.coordinator.uptime.Incident;
import io.fivenines.coordinator.uptime.Sight;
import io.fivenines.coordinator.uptime.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What people are told.
 *
 * @param subject null of a test
 * @param seconds how long it has lasted
 * @param reasons what locations saw, each a line, the newest first; of more than a few, how many more there were
 */
public record Message(
        Kind kind, String incident, Subject subject, long fromMs, long toMs, long seconds, List<String> reasons) {
    /** Telegram refuses more than 4,096 characters, and some of what an incident came with is better than nothing. */
    static final int LENGTH_MAX = 3_500;

    private static final int REASONS_MAX = 10;
    /** So many of them, and what stands around them, fit. */
    private static final int REASON_LENGTH_MAX = 290;

    /** Why people are told. */
    public enum Kind {
        BEGIN,
        STILL,
        END,
        /** It is down no more, for all anybody knows: nobody sees it now. */
        UNKNOWN,
        /** It was told to be down, and was not down for enough locations. */
        WITHDRAWN,
        TEST
    }

    public Message {
        reasons = List.copyOf(reasons);
    }

    static Message of(Kind kind, Incident incident) {
        return new Message(
                kind,
                incident.id(),
                incident.subject(),
                incident.fromMs(),
                incident.toMs(),
                Math.round(incident.ms() / 1000.0),
                reasons(incident.sights()));
    }

    /** An incident of hours may have thousands of gaps. */
    private static List<String> reasons(List<Sight> sights) {
        Set<String> all = new LinkedHashSet<>();
        sights.stream()
                .sorted(Comparator.comparingLong(Sight::toMs).reversed())
                .forEach(sight -> all.add(reason(sight)));
        List<String> reasons = new ArrayList<>(all.stream().limit(REASONS_MAX).toList());
        if (all.size() > REASONS_MAX) {
            reasons.add("and " + (all.size() - REASONS_MAX) + " more");
        }
        return reasons;
    }

    private static String reason(Sight sight) {
        String step = sight.step() == null ? "" : sight.step().name().toLowerCase(Locale.ROOT);
        return cut(sight.location() + ": " + step + " " + sight.words(), REASON_LENGTH_MAX);
    }

    /** The first so many characters, and no half of one that takes two of Java's. */
    private static String cut(String text, int lengthMax) {
        if (text.length() <= lengthMax) {
            return text;
        }
        int end = lengthMax - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** To see whether anything arrives. */
    public static Message test(long nowMs) {
        return new Message(Kind.TEST, "test", null, nowMs, nowMs, 0, List.of());
    }

    /** In a line. */
    public String title() {
        return switch (kind) {
            case BEGIN -> subject + " is down";
            case STILL -> subject + " is still down, " + lasted();
            case END -> subject + " is up again after " + lasted();
            case UNKNOWN -> subject + " was down for " + lasted() + "; nobody sees it now";
            case WITHDRAWN -> subject + " was not down after all";
            case TEST -> "A test of Fivenines' notifications";
        };
    }

    private String lasted() {
        Duration lasted = Duration.ofSeconds(seconds);
        return lasted.toHours() > 0
                ? lasted.toHours() + " h " + lasted.toMinutesPart() + " min"
                : lasted.toMinutes() > 0
                        ? lasted.toMinutes() + " min " + lasted.toSecondsPart() + " s"
                        : seconds + " s";
    }

    /** The title, since when, and what was seen; no more than every channel takes. */
    public String text() {
        StringBuilder text = new StringBuilder(title()).append(when());
        reasons.forEach(reason -> text.append('\n').append(reason));
        return cut(text.toString(), LENGTH_MAX);
    }

    private String when() {
        String since = ".\nSince " + time(fromMs);
        return switch (kind) {
            case BEGIN, STILL -> since;
            case END, UNKNOWN -> since + " until " + time(toMs);
            case WITHDRAWN ->
                ".\nThat it was down since " + time(fromMs)
                        + " is taken back: what has come since shows that not enough locations saw it so";
            case TEST -> ".\nNothing is wrong; somebody asked for it.";
        };
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
