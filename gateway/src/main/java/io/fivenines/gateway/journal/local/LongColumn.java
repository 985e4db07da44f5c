package io.fivenines.gateway.journal.local;

import java.util.Arrays;

/** Numbers that one thread appends and others read as far as they are published. */
final class LongColumn {
    private volatile long[] numbers;
    private volatile int published;
    private long[] own;
    private int written;

    LongColumn(int capacity) {
        own = new long[capacity];
        numbers = own;
    }

    void add(long number) {
        if (written == own.length) {
            own = Arrays.copyOf(own, own.length * 2);
            numbers = own;
        }
        own[written++] = number;
    }

    void publish() {
        published = written;
    }

    /** Publishes only that many. */
    void cut(int size) {
        written = size;
        publish();
    }

    int size() {
        return published;
    }

    int written() {
        return written;
    }

    long get(int index) {
        return numbers[index];
    }

    long[] sorted() {
        int size = published;
        long[] copy = Arrays.copyOf(numbers, size);
        Arrays.sort(copy);
        return copy;
    }
}
