package io.fivenines.gateway.vitals;

import io.prometheus.client.Histogram;

/** The buckets every duration here is counted in: from a fast disk's sync to what a tracker takes for a failure. */
final class Durations {
    private static final double[] SECONDS = {
        .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10
    };

    private Durations() {}

    static Histogram.Builder histogram(String name, String help) {
        return Histogram.build(name, help).buckets(SECONDS);
    }
}
