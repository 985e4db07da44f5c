package io.fivenines.coordinator.uptime.notify;

import io.fivenines.coordinator.uptime.Ledger;
import io.fivenines.coordinator.uptime.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be told, from what the ledger says now. Every coordinator follows incidents, the one that tells puts them
 * into words: who comes to tell in the middle of one says that it is still there, rather than trusting that another
 * told its beginning, and says of those that ended a short while ago that they did.
 */
public final class Alarm {
    private final long stillMs;
    private final long startedMs;
    private final Map<Subject, Tale> tales = new HashMap<>();

    /**
     * Follows what happens from now on.
     *
     * @param stillMs between two reminders
     */
    public Alarm(long stillMs, long nowMs) {
        this.stillMs = stillMs;
        startedMs = nowMs;
    }

    /** What is to be told now; nothing unless this coordinator tells. To be called every few seconds. */
    public List<Message> tick(Ledger ledger, long nowMs, Teller teller) {
        List<Message> messages = new ArrayList<>();
        for (Subject subject : ledger.subjects()) {
            Tale tale = tales.computeIfAbsent(subject, one -> new Tale(one, stillMs, startedMs));
            if (teller == Teller.SELF) {
                messages.addAll(tale.tell(ledger, nowMs));
            } else {
                tale.follow(ledger, nowMs, teller);
            }
        }
        return messages;
    }
}
