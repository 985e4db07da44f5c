package io.fivenines.coordinator.uptime.availability;

import java.util.Arrays;

/**
 * When something was down in one year, in seconds of it: ascending, without overlap, each with the causes at fault. The
 * first may have begun before the year, the last may end after it.
 */
final class Outages {
    private double[] starts = new double[8];
    private double[] ends = new double[8];
    private long[] causes = new long[8];
    private int size;

    void clear() {
        size = 0;
    }

    /** Another one, no earlier than the last; what overlaps or touches it with the same causes becomes one with it. */
    void add(double start, double end, long causes) {
        if (end <= start) {
            return;
        }
        if (size > 0 && start <= ends[size - 1] && this.causes[size - 1] == causes) {
            ends[size - 1] = Math.max(ends[size - 1], end);
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            this.causes = Arrays.copyOf(this.causes, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        this.causes[size++] = causes;
    }

    int size() {
        return size;
    }

    double start(int index) {
        return starts[index];
    }

    double end(int index) {
        return ends[index];
    }

    long causes(int index) {
        return causes[index];
    }

    /** When the outage began that this stretch, with causes of its own, belongs to. */
    double since(int index) {
        int first = index;
        while (first > 0 && ends[first - 1] == starts[first]) {
            first--;
        }
        return starts[first];
    }

    /** When it ended. */
    double until(int index) {
        int last = index;
        while (last < size - 1 && ends[last] == starts[last + 1]) {
            last++;
        }
        return ends[last];
    }
}
