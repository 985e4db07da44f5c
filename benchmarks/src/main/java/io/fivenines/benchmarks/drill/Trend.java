package io.fivenines.benchmarks.drill;

import java.util.ArrayList;
import java.util.List;

/** Whether a quantity measured over time grows: the least-squares line through its later samples. */
final class Trend {
    /** The first samples show warming up: tables and caches reaching their size. */
    private static final double SETTLING_SHARE = 0.25;

    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    void add(double atSeconds, double value) {
        seconds.add(atSeconds);
        values.add(value);
    }

    int samples() {
        return values.size();
    }

    private int from() {
        return (int) (values.size() * SETTLING_SHARE);
    }

    double mean() {
        return mean(values.subList(from(), values.size()));
    }

    double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static double mean(List<Double> of) {
        return of.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    double slopePerSecond() {
        double meanTime = mean(seconds.subList(from(), seconds.size()));
        double meanValue = mean();
        double products = 0;
        double squares = 0;
        for (int i = from(); i < values.size(); i++) {
            double time = seconds.get(i) - meanTime;
            products += time * (values.get(i) - meanValue);
            squares += time * time;
        }
        return squares == 0 ? 0 : products / squares;
    }

    /** How much the line rises from the first to the last of the later samples. */
    double growth() {
        return values.isEmpty() ? 0 : slopePerSecond() * (seconds.get(seconds.size() - 1) - seconds.get(from()));
    }

    /** Whether it grew by no more than that share of its mean, or that much: the larger of both. */
    boolean isFlat(double share, double amount) {
        return growth() <= Math.max(share * mean(), amount);
    }
}
