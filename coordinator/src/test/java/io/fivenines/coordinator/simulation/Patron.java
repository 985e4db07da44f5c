package io.fivenines.coordinator.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer of an endpoint: has its name looked up whenever the answer may be kept no longer, and tries every 100 ms.
 * Every other one goes on to the next address when one does not serve; the rest stay at that they were told of.
 */
final class Patron {
    private final int endpoint;
    private final boolean stays;
    private List<Integer> addresses;
    private long askMs;
    private int uses;

    /**
     * @param addresses what it was answered last
     * @param askMs when it asks next
     */
    private Patron(int endpoint, int uses, boolean stays, List<Integer> addresses, long askMs) {
        this.endpoint = endpoint;
        this.stays = stays;
        this.uses = uses;
        this.addresses = addresses;
        this.askMs = askMs;
    }

    /** For how long each of so many customers of an endpoint was not served, ms; they ask at different times. */
    static List<Long> outMs(Tape tape, int endpoint, int count) {
        List<Long> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long askMs = SimResolver.TTL_MS * (i + 1) / count;
            out.add(new Patron(endpoint, i / 2, i % 2 == 1, tape.named(0, endpoint), askMs).outMs(tape));
        }
        return out;
    }

    private long outMs(Tape tape) {
        long outMs = 0;
        for (long ms = 0; ms < tape.lengthMs(); ms += Tape.STEP_MS) {
            if (ms >= askMs) {
                addresses = tape.named(ms, endpoint);
                askMs = ms + (addresses.isEmpty() ? 0 : SimResolver.TTL_MS);
            }
            boolean served = !addresses.isEmpty() && tape.serves(ms, addresses.get(uses % addresses.size()));
            if (!served) {
                uses += stays ? 0 : 1;
                outMs += Tape.STEP_MS;
            }
        }
        return outMs;
    }
}
