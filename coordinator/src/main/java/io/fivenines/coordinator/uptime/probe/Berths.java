package io.fivenines.coordinator.uptime.probe;

import io.fivenines.coordinator.uptime.Gap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of an endpoint's addresses each of a location's lines is at. There is one at every address, and it stays there
 * for as long as the address is one of them, whether it is answered there or not, as a tracker does that was told this
 * one. One whose address is none any more goes to one that has no line, or to any. There never are fewer lines again.
 */
public final class Berths {
    private final List<String> berths = new ArrayList<>();

    /**
     * These are the addresses now.
     *
     * @param addresses in an order that other locations have as well; of more than there may be lines some have none
     */
    public void settle(List<String> addresses) {
        Set<String> vacant = new LinkedHashSet<>(addresses);
        List<Integer> leaving = new ArrayList<>();
        for (int line = 0; line < berths.size(); line++) {
            if (!vacant.remove(berths.get(line))) {
                leaving.add(line);
            }
        }
        for (int line : leaving) {
            if (!vacant.isEmpty()) {
                berths.set(line, take(vacant));
            } else if (!addresses.isEmpty() && !addresses.contains(berths.get(line))) {
                berths.set(line, addresses.get(line % addresses.size()));
            }
        }
        while (!vacant.isEmpty() && berths.size() < Gap.LINES_MAX) {
            berths.add(take(vacant));
        }
    }

    private static String take(Set<String> vacant) {
        String next = vacant.iterator().next();
        vacant.remove(next);
        return next;
    }

    /** How many lines there are. */
    public int lines() {
        return berths.size();
    }

    /** Where a line is, from 0. */
    public String of(int line) {
        return berths.get(line);
    }
}
