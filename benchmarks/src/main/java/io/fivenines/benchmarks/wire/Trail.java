package io.fivenines.benchmarks.wire;

/**
 * What one tracker reports: every field of record {@code sequence} follows from the sequence number, so that a record
 * sent again is the same record, and one read back can be checked for more than its presence. The steps are whole
 * numbers in every protocol's own unit.
 *
 * @param number of the tracker; shown as its longitude
 */
public record Trail(int number) {
    /** 2025-01-01, so that no run of a bearable length reports from the future. */
    public static final long START_MS = 1_735_689_600_000L;

    public static final long STEP_MS = 1_000;

    /** Unique in a tracker and increasing: with the ident it names the record. */
    public static long timeMs(int sequence) {
        return START_MS + sequence * STEP_MS;
    }

    /** The record of that time; negative, or not what was sent, if the time is none of ours. */
    public static long sequence(long timeMs) {
        return Math.floorMod(timeMs, STEP_MS) == 0 ? (timeMs - START_MS) / STEP_MS : -1;
    }

    /** Degrees north times 10,000. */
    public static int latitudeE4(int sequence) {
        return 500_000 + sequence % 40_000;
    }

    /** Degrees east times 10,000. */
    public int longitudeE4() {
        return 200_000 + number % 100_000;
    }

    public static int altitudeM(int sequence) {
        return sequence % 1_000;
    }

    public static int speedKmh(int sequence) {
        return sequence % 120;
    }

    public static int courseDegrees(int sequence) {
        return sequence % 360;
    }

    public static int satellites() {
        return 12;
    }
}
