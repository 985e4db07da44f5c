package io.fivenines.coordinator.uptime.availability;

/** Something that is down now and then. Named twice in a topology it is one thing, and so a shared cause. */
public sealed interface Part {
    String name();

    Source source();

    /** The same with outages of that many times the length. */
    Part lasting(double times);

    /** The share of time it is up. */
    double availability();

    /**
     * Fails and is repaired, both after times of exponential distribution.
     *
     * @param upS mean time from a repair to the next failure (MTBF)
     * @param downS mean time to repair (MTTR)
     */
    record Failing(String name, double upS, double downS, Source source) implements Part {
        private static final double UP_S_MIN = 60;

        public Failing {
            if (!(upS >= UP_S_MIN) || !(downS >= 0)) {
                throw new IllegalArgumentException(name + " with an mtbf of " + upS + " s and an mttr of " + downS
                        + " s, expected an mtbf of a minute or more");
            }
        }

        /** A part of known availability, from 0 to 1, whose repairs take so long. */
        public static Failing of(String name, double availability, double downS, Source source) {
            if (!(availability > 0) || availability >= 1) {
                throw new IllegalArgumentException(name + " with an availability of " + 100 * availability
                        + " %, expected more than 0 and less than 100");
            }
            return new Failing(name, downS * availability / (1 - availability), downS, source);
        }

        @Override
        public Failing lasting(double times) {
            return new Failing(name, upS, downS * times, source);
        }

        @Override
        public double availability() {
            return upS / (upS + downS);
        }
    }

    /** Is interrupted by our own doing, so many times a year and always for as long. */
    record Deployed(String name, int perYear, double downS, Source source) implements Part {
        private static final int PER_YEAR_MAX = 100_000;

        public Deployed {
            if (perYear < 0 || perYear > PER_YEAR_MAX || !(downS >= 0)) {
                throw new IllegalArgumentException(name + " deployed " + perYear + " times a year for " + downS
                        + " s, expected 0 to " + PER_YEAR_MAX + " times");
            }
        }

        @Override
        public Deployed lasting(double times) {
            return new Deployed(name, perYear, downS * times, source);
        }

        @Override
        public double availability() {
            return 1 - perYear * downS / Forecast.YEAR_S;
        }
    }
}
