package io.fivenines.coordinator.uptime;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the past, to read. Times are half open, in milliseconds since 1970. Incidents, notices and stretches
 * are judged anew from rounds and gaps as long as these are kept (90 days), and come from the monthly rows before.
 */
public interface Ledger {
    /** Everything that was ever probed. */
    Set<Subject> subjects();

    /** When the first round of the subject began, ever; -1 if there is none. */
    long sinceMs(Subject subject);

    /** Up to when the subject is judged: the newest moment that a round vouches for, at most now. */
    long untilMs(Subject subject);

    /** Times that count as down and touch this time, oldest first; each whole, not cut to it. */
    List<Incident> incidents(Subject subject, long fromMs, long toMs);

    /** Times that too few locations saw as down to count, oldest first; only as long as rounds are kept. */
    List<Incident> notices(Subject subject, long fromMs, long toMs);

    /**
     * How much of this time was what. What lies before the first round counts as nothing, what lies after
     * {@link #untilMs} as unknown up to now. A month that has only its row left counts as a whole.
     */
    Coverage coverage(Subject subject, long fromMs, long toMs);

    /** States in turn over this time, without holes; only as long as rounds are kept, unknown before. */
    List<Stretch> stretches(Subject subject, long fromMs, long toMs);

    /** What is counted now, as far as it was judged last: {@link State#UNKNOWN} if nobody vouches for it any more. */
    State state(Subject subject);

    /** A row for each month since the first round, oldest first; the running month's is as of now. */
    List<Month> months(Subject subject);

    /** What each location sees now. */
    Map<String, State> views(Subject subject);

    /** The subject's rounds that began in this time, oldest first, at most so many; only as long as they are kept. */
    List<Round> rounds(Subject subject, long fromMs, long toMs, int limit);

    /** The gaps of the lines to it that touch this time, oldest first, at most so many; as long as rounds are kept. */
    List<Gap> gaps(Subject subject, long fromMs, long toMs, int limit);
}
