package io.fivenines.coordinator.redirect.vip;

/**
 * For how long this host may keep its addresses, by its own clock.
 *
 * <pre>
 * renewed by                                          makes it
 * reading the plan, from the instant it was asked     sure
 * a beat in contact that names the plan obeyed        sure
 * a beat of the own datacenter without contact        live, not sure: somebody may have what we have
 * </pre>
 *
 * A process that was itself held up past the end gets one grace in which only reading the plan counts: beats that piled
 * up meanwhile prove nothing. What a new process finds may stay for a while until it has read the plan: its predecessor
 * could not have taken it away either.
 */
final class Lease {
    /** Looked at every 50 ms; so late means that this process or its host stood still. */
    private static final long LATE_MS = 250;

    private final long lengthMs;
    private final long graceMs;
    private final long startUntilMs;
    private long sureUntilMs;
    private long loneUntilMs;
    private long graceUntilMs;
    private long seenMs;
    private boolean graced;
    private boolean read;

    Lease(LeaseConfig config, long nowMs) {
        lengthMs = config.length().toMillis();
        graceMs = config.grace().toMillis();
        startUntilMs = nowMs + config.start().toMillis();
        sureUntilMs = nowMs;
        loneUntilMs = nowMs;
        graceUntilMs = nowMs;
        seenMs = nowMs;
    }

    /** To be told before anything else that happens at an instant. */
    void onTime(long nowMs) {
        long untilMs = Math.max(sureUntilMs, loneUntilMs);
        if (!graced && nowMs - seenMs > LATE_MS && seenMs < untilMs && nowMs >= untilMs) {
            graced = true;
            graceUntilMs = nowMs + graceMs;
        }
        seenMs = nowMs;
    }

    void onRead(long askedMs) {
        read = true;
        sureUntilMs = Math.max(sureUntilMs, askedMs + lengthMs);
        if (sureUntilMs > seenMs) {
            graced = false;
            graceUntilMs = seenMs;
        }
    }

    void onBeat(boolean contact) {
        if (seenMs < graceUntilMs) {
            return;
        }
        if (contact) {
            sureUntilMs = Math.max(sureUntilMs, seenMs + lengthMs);
        } else {
            loneUntilMs = Math.max(loneUntilMs, seenMs + lengthMs);
        }
    }

    /** Whether what the host has may stay. */
    boolean isLive() {
        return isRenewed() || seenMs < graceUntilMs || seenMs < startUntilMs && !read;
    }

    /** Whether the host may get something. */
    boolean isRenewed() {
        return isSure() || seenMs < loneUntilMs;
    }

    /** Whether nobody else can have got our addresses. */
    boolean isSure() {
        return seenMs < sureUntilMs;
    }
}
