package io.fivenines.coordinator.uptime.availability;

import java.util.SplittableRandom;

/** What happens to one part: drawn from chances of its own, so that other parts can be left out without changing it. */
final class Fate implements Element {
    private final Part part;
    private final long mask;
    private final SplittableRandom random;
    private final Outages outages = new Outages();
    private int drawn = -1;

    Fate(Part part, long mask, SplittableRandom random) {
        this.part = part;
        this.mask = mask;
        this.random = random;
    }

    @Override
    public Outages year(int number) {
        if (drawn != number) {
            drawn = number;
            outages.clear();
            if (part instanceof Part.Failing failing) {
                fail(failing);
            } else {
                deploy((Part.Deployed) part);
            }
        }
        return outages;
    }

    /** As found at any time: down for a while already with the probability of that. */
    private void fail(Part.Failing failing) {
        double at = 0;
        if (random.nextDouble() >= failing.availability()) {
            double since = -exponential(failing.downS());
            at = exponential(failing.downS());
            outages.add(since, at, mask);
        }
        for (at += exponential(failing.upS()); at < Forecast.YEAR_S; at += exponential(failing.upS())) {
            double end = at + exponential(failing.downS());
            outages.add(at, end, mask);
            at = end;
        }
    }

    private void deploy(Part.Deployed deployed) {
        double[] times =
                random.doubles(deployed.perYear(), 0, Forecast.YEAR_S).sorted().toArray();
        for (double time : times) {
            outages.add(time, time + deployed.downS(), mask);
        }
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
