package io.fivenines.gateway.api;

import java.math.BigDecimal;

/**
 * A stream out of the journal, as the API shows it; times in UNIX seconds, null where there is none.
 *
 * @param trouble why it does not get on; null while it does
 */
public record Outlet(
        String name,
        String kind,
        String target,
        Lag lag,
        long delivered,
        long failed,
        long leftOut,
        long skipped,
        Trouble trouble,
        Aside putAside) {
    /** What is stored and not delivered. */
    public record Lag(long records, BigDecimal seconds) {}

    /** What keeps it, since when, and when it tries again. */
    public record Trouble(String detail, BigDecimal since, BigDecimal nextTry) {}

    /** Messages its sink refused: so many since the start, the last of them why, and where they are. */
    public record Aside(long messages, String reason, String file, long bytes, long bytesMax) {}
}
