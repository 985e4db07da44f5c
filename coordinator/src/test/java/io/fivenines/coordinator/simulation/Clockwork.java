package io.fivenines.coordinator.simulation;

import java.util.PriorityQueue;

/** Simulated time: events in the order of their time, those of one instant in the order they were planned. */
final class Clockwork {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowMs;
    private long planned;

    long nowMs() {
        return nowMs;
    }

    void after(long delayMs, Runnable deed) {
        events.add(new Event(nowMs + delayMs, planned++, deed));
    }

    /** Runs the next event up to that time; false if there is none. */
    boolean step(long untilMs) {
        Event next = events.peek();
        if (next == null || next.atMs > untilMs) {
            return false;
        }
        events.poll();
        nowMs = next.atMs;
        next.deed.run();
        return true;
    }

    private record Event(long atMs, long number, Runnable deed) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(number, other.number);
        }
    }
}
