package io.fivenines.coordinator.uptime.availability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one more nine would take, found by drawing the same years again.
 *
 * @param nines how many there are now
 * @param goalS what a year may have with one more
 * @param without the largest cause gone, and the next as well, until that is so
 * @param faster so many times faster everything would have to be over; 0 if even a thousandfold is not enough
 */
public record NextNine(int nines, double goalS, List<Without> without, double faster) {
    private static final int CAUSES_MAX = 6;
    private static final double FASTER_MAX = 1_000;
    private static final int HALVINGS = 12;

    /** One more cause that never happens, and the seconds a year that then remain. */
    public record Without(String cause, double secondsAYear) {}

    /** Looks for it, from what was forecast. */
    public static NextNine of(Topology topology, Forecast now, int years, long seed) {
        int nines = nines(now.mean());
        double goalS = Forecast.YEAR_S / Math.pow(10, nines + 1);
        List<Without> steps = new ArrayList<>();
        Set<String> gone = new LinkedHashSet<>();
        Forecast rest = now;
        while (rest.mean() > goalS && steps.size() < CAUSES_MAX) {
            String next = rest.shares().get(0).cause();
            gone.add(next);
            rest = Forecast.without(topology, gone, years, seed);
            steps.add(new Without(next, rest.mean()));
        }
        return new NextNine(nines, goalS, steps, faster(topology, goalS, years, seed));
    }

    /** How many leading nines the availability of a year with so much downtime has. */
    static int nines(double downS) {
        int nines = 0;
        while (nines < 12 && downS <= Forecast.YEAR_S / Math.pow(10, nines + 1)) {
            nines++;
        }
        return nines;
    }

    private static double faster(Topology topology, double goalS, int years, long seed) {
        double low = 1;
        double high = FASTER_MAX;
        if (Forecast.of(topology.lasting(1 / high), years, seed).mean() > goalS) {
            return 0;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (Forecast.of(topology.lasting(1 / middle), years, seed).mean() > goalS) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
