package io.fivenines.coordinator.uptime.availability;

import io.fivenines.coordinator.uptime.figures.Percent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a topology comes to over many years, each drawn by itself. */
public final class Forecast {
    public static final double YEAR_S = 365 * 86_400.0;

    private static final int YEARS_MAX = 1_000_000;

    /** Of downtime, a year each, ascending. */
    private final double[] seconds;

    private final List<Share> shares;

    private Forecast(double[] seconds, List<Share> shares) {
        this.seconds = seconds;
        this.shares = shares;
    }

    /**
     * What a cause adds.
     *
     * @param secondsAYear on average; of time with several causes an equal part
     */
    public record Share(String cause, double secondsAYear, Source source) {}

    /** Draws so many years; the same seed draws the same ones. */
    public static Forecast of(Topology topology, int years, long seed) {
        return without(topology, Set.of(), years, seed);
    }

    /** The same years, but for those causes. */
    static Forecast without(Topology topology, Set<String> causes, int years, long seed) {
        if (years < 1 || years > YEARS_MAX) {
            throw new IllegalArgumentException(years + " years, expected 1 to " + YEARS_MAX);
        }
        Model model = new Model(topology, causes, seed);
        double[] seconds = new double[years];
        double[] byCause = new double[Long.SIZE];
        for (int year = 0; year < years; year++) {
            seconds[year] = add(model.year(year), byCause);
        }
        Arrays.sort(seconds);
        List<Share> shares = IntStream.range(0, model.causes().size())
                .mapToObj(i -> new Share(
                        model.causes().get(i).name(),
                        byCause[i] / years,
                        model.causes().get(i).source()))
                .sorted(Comparator.comparingDouble(Share::secondsAYear).reversed())
                .toList();
        return new Forecast(seconds, shares);
    }

    private static double add(Outages outages, double[] byCause) {
        double sum = 0;
        for (int i = 0; i < outages.size(); i++) {
            double length = Math.min(YEAR_S, outages.end(i)) - Math.max(0, outages.start(i));
            if (length <= 0) {
                continue;
            }
            sum += length;
            long causes = outages.causes(i);
            double each = length / Long.bitCount(causes);
            for (long left = causes; left != 0; left &= left - 1) {
                byCause[Long.numberOfTrailingZeros(left)] += each;
            }
        }
        return sum;
    }

    /** What each cause adds, the largest first. */
    public List<Share> shares() {
        return shares;
    }

    /** Expected seconds of downtime a year. */
    public double mean() {
        return Arrays.stream(seconds).sum() / seconds.length;
    }

    /** How one year differs from the next. */
    public double deviation() {
        double mean = mean();
        double squares =
                Arrays.stream(seconds).map(s -> (s - mean) * (s - mean)).sum();
        return Math.sqrt(squares / Math.max(1, seconds.length - 1));
    }

    /** How far the mean may be off for having drawn no more years: the standard error. */
    public double error() {
        return deviation() / Math.sqrt(seconds.length);
    }

    /** The seconds that so many of the years, from 0 to 1, do not exceed. */
    public double quantile(double share) {
        return seconds[(int) Math.min(seconds.length - 1L, (long) (share * seconds.length))];
    }

    /** The share of years with at most so much downtime. */
    public double within(double limitS) {
        return (double) Arrays.stream(seconds).filter(s -> s <= limitS).count() / seconds.length;
    }

    /** The expected availability. */
    public Percent availability() {
        return upOf(mean());
    }

    /** The availability of a year with so much downtime. */
    public static Percent upOf(double downS) {
        long yearUs = (long) (YEAR_S * 1e6);
        return Percent.of(yearUs - Math.min(yearUs, (long) Math.ceil(downS * 1e6)), yearUs);
    }
}
