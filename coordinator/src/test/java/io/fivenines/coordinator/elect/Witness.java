package io.fivenines.coordinator.elect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** Asks all candidates all the time, and notes what must never be. */
@SuppressWarnings("try") // a thread that is joined may be interrupted
final class Witness implements AutoCloseable {
    private final List<Candidate> candidates;
    private final Map<Long, String> leaders = new ConcurrentSkipListMap<>();
    private final Map<Long, Integer> seats = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::watch, "witness");
    private volatile boolean closed;
    private long newest;

    Witness(List<Candidate> candidates) {
        this.candidates = candidates;
        thread.start();
    }

    private void watch() {
        while (!closed) {
            for (int seat = 0; seat < candidates.size(); seat++) {
                look(seat);
            }
            Thread.onSpinWait();
        }
    }

    private void look(int seat) {
        Optional<Leadership> one = candidates.get(seat).leadership();
        if (one.isEmpty()) {
            return;
        }
        long epoch = one.get().epoch();
        if (leaders.putIfAbsent(epoch, one.get().nodeId()) == null && epoch < newest) {
            complaints.add("epoch " + epoch + " begins after epoch " + newest);
        }
        newest = Math.max(newest, epoch);
        Integer former = seats.putIfAbsent(epoch, seat);
        if (former != null && former != seat) {
            complaints.add("epoch " + epoch + " is of candidate " + former + " and of " + seat);
        }
        for (int other = 0; other < candidates.size(); other++) {
            Optional<Leadership> two =
                    other == seat ? Optional.empty() : candidates.get(other).leadership();
            // The first one led before the other was asked, and leads still: both led at the same moment.
            if (two.isPresent() && candidates.get(seat).leadership().equals(one)) {
                complaints.add(one.get() + " and " + two.get() + " at the same time");
            }
        }
    }

    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** Every leader there was, by epoch. */
    Map<Long, String> leaders() {
        return leaders;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
