package io.fivenines.coordinator.uptime.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fivenines.coordinator.uptime.availability.Group.Chain;
import io.fivenines.coordinator.uptime.availability.Group.Copies;
import io.fivenines.coordinator.uptime.availability.Group.Mode;
import io.fivenines.coordinator.uptime.availability.Group.Redundant;
import io.fivenines.coordinator.uptime.availability.Group.Spares;
import io.fivenines.coordinator.uptime.availability.Part.Deployed;
import io.fivenines.coordinator.uptime.availability.Part.Failing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Textbook cases, each beside its closed form. */
class ForecastTest {
    private static final long SEED = 20_261_128;
    private static final double YEAR = Forecast.YEAR_S;
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    private static final Source SOURCE = Source.ASSUMED;

    private static final Failing A = new Failing("a", 10 * DAY, 6 * HOUR, SOURCE);
    private static final Failing B = new Failing("b", 5 * DAY, 2 * HOUR, SOURCE);
    private static final Failing C = new Failing("c", 20 * DAY, 12 * HOUR, SOURCE);

    private static Topology topology(List<Part> parts, Group... groups) {
        String service = groups.length == 0 ? parts.get(0).name() : groups[groups.length - 1].name();
        return new Topology("textbook", parts, List.of(groups), service);
    }

    private static Spares need(int need) {
        return new Spares(need, Mode.SHARED, 0, SOURCE);
    }

    private static double down(Part part) {
        return 1 - part.availability();
    }

    private static Forecast agrees(Topology topology, double downShare, int years) {
        Forecast forecast = Forecast.of(topology, years, SEED);
        assertThat(forecast.mean() / (downShare * YEAR))
                .as("ratio to the closed form")
                .isCloseTo(1, within(0.01));
        assertThat(Math.abs(forecast.mean() - downShare * YEAR))
                .as("as near as %d years can tell", years)
                .isLessThan(4 * forecast.error());
        double shares = forecast.shares().stream()
                .mapToDouble(Forecast.Share::secondsAYear)
                .sum();
        assertThat(shares).as("sum of the shares").isCloseTo(forecast.mean(), within(1e-6 * forecast.mean()));
        return forecast;
    }

    /** 1: MTTR / (MTBF + MTTR). */
    @Test
    void shouldKnowOnePart() {
        agrees(topology(List.of(A)), 6 / 246.0, 3_000);
    }

    /** 2: a part of 99.95 % whose repairs take an hour. */
    @Test
    void shouldKnowAPartByItsAvailability() {
        agrees(topology(List.of(Failing.of("p", 0.9995, HOUR, SOURCE))), 0.0005, 20_000);
    }

    /** 3: all of a chain must be up. */
    @Test
    void shouldMultiplyAChain() {
        double up = A.availability() * B.availability() * C.availability();
        agrees(topology(List.of(A, B, C), new Chain("s", List.of("a", "b", "c"))), 1 - up, 2_000);
    }

    /** 4: one of two different parts suffices. */
    @Test
    void shouldMultiplyDowntimeInParallel() {
        Topology pair = topology(List.of(A, C), new Redundant("s", List.of("a", "c"), need(1)));
        agrees(pair, down(A) * down(C), 60_000);
    }

    /** 5: two of three, by the binomial formula. */
    @Test
    void shouldCountTwoOfThree() {
        double q = down(A);
        agrees(topology(List.of(A), new Copies("s", "a", 3, 0, need(2))), 3 * q * q * (1 - q) + q * q * q, 20_000);
    }

    /** 6: three of five. */
    @Test
    void shouldCountThreeOfFive() {
        Failing poor = new Failing("poor", 5 * DAY, DAY, SOURCE);
        double q = down(poor);
        double down = IntStream.rangeClosed(3, 5)
                .mapToDouble(failed ->
                        new double[] {10, 5, 1}[failed - 3] * Math.pow(q, failed) * Math.pow(1 - q, 5 - failed))
                .sum();
        agrees(topology(List.of(poor), new Copies("s", "poor", 5, 0, need(3))), down, 6_000);
    }

    /** 7: common causes by the beta factor: that share of a copy's failures takes both. */
    @Test
    void shouldAddWhatIsCommonToCopies() {
        double beta = 0.1;
        double alone = down(new Failing("x", A.upS() / (1 - beta), A.downS(), SOURCE));
        double common = down(new Failing("x", A.upS() / beta, A.downS(), SOURCE));
        Forecast forecast = agrees(
                topology(List.of(A), new Copies("s", "a", 2, beta, need(1))),
                1 - (1 - alone * alone) * (1 - common),
                40_000);
        assertThat(forecast.shares().get(0).cause()).isEqualTo("common to s");
    }

    /** 8: a part named in both branches is one thing: they are not independent. */
    @Test
    void shouldFindASharedPartInBothBranches() {
        Topology shared = topology(
                List.of(A, B, C),
                new Chain("left", List.of("a", "c")),
                new Chain("right", List.of("b", "c")),
                new Redundant("s", List.of("left", "right"), need(1)));
        double branches = down(A) * down(B);
        agrees(shared, 1 - C.availability() * (1 - branches), 6_000);
    }

    /** 9: hot standby: each failure of the active one costs the failover, min(repair, failover) on average. */
    @Test
    void shouldCountFailoversToAStandby() {
        double failover = 600;
        Spares standby = new Spares(1, Mode.STANDBY, failover, SOURCE);
        Failing solid = new Failing("solid", 10 * DAY, 600, SOURCE);
        double perFailure = 600 * (1 - Math.exp(-failover / 600));
        double failing = YEAR / (solid.upS() + solid.downS());
        // The rest, both down while nobody can take over, is 0.1 % of it.
        Forecast forecast =
                Forecast.of(topology(List.of(solid), new Copies("s", "solid", 2, 0, standby)), 10_000, SEED);
        assertThat(forecast.mean() / (failing * perFailure)).isCloseTo(1, within(0.01));
    }

    /**
     * 10: load on both: each failure of either is felt. A member is up, freshly down, or down for longer than the
     * failover; the pair is up if none is freshly down and at least one up.
     */
    @Test
    void shouldCountFailoversOfSharedLoad() {
        double failover = 900;
        Spares shared = new Spares(1, Mode.SHARED, failover, SOURCE);
        double longDown = down(B) * Math.exp(-failover / B.downS());
        double up = Math.pow(B.availability() + longDown, 2) - longDown * longDown;
        agrees(topology(List.of(B), new Copies("s", "b", 2, 0, shared)), 1 - up, 4_000);
    }

    /** 11: deploys a year times their seconds; here the failures of the machine itself are seldom. */
    @Test
    void shouldAddDeploys() {
        Deployed deploys = new Deployed("deploys", 250, 30, SOURCE);
        Failing machine = Failing.of("machine", 0.9999, 600, SOURCE);
        double down = 250 * 30 / YEAR;
        Forecast forecast = agrees(
                topology(List.of(deploys, machine), new Chain("s", List.of("deploys", "machine"))),
                1 - (1 - down) * 0.9999,
                20_000);
        assertThat(forecast.shares().get(0).secondsAYear()).isCloseTo(7_500, within(10.0));
    }

    /** 12: spread: failures come one by one and repairs are exponential, so the variance is 2 n r² of n. */
    @Test
    void shouldKnowHowYearsDiffer() {
        Failing rare = new Failing("rare", 73 * DAY, 600, SOURCE);
        Forecast forecast = Forecast.of(topology(List.of(rare)), 40_000, SEED);
        assertThat(forecast.deviation() / Math.sqrt(2 * 5 * 600.0 * 600.0)).isCloseTo(1, within(0.01));
        assertThat(forecast.within(0)).as("years without a failure").isCloseTo(Math.exp(-5), within(0.001));
        assertThat(forecast.quantile(0.5)).isLessThan(forecast.mean());
        assertThat(forecast.quantile(1)).isGreaterThan(forecast.quantile(0.9999));
    }

    @Test
    void shouldNotBlameTheFailoverForWhatIsBackSooner() {
        Deployed restarts = new Deployed("restarts", 100, 2, SOURCE);
        Failing site = new Failing("site", 30 * DAY, 4 * HOUR, SOURCE);
        Topology two = topology(
                List.of(restarts, site, A),
                new Chain("here", List.of("restarts", "site")),
                new Redundant("s", List.of("here", "a"), new Spares(1, Mode.STANDBY, 20, SOURCE)));
        Forecast forecast = Forecast.of(two, 4_000, SEED);
        // Three quarters of the time it is here, and in 40 days it goes there and back.
        assertThat(share(forecast, "failover of s")).isCloseTo(2 * 365 / 40.0 * 20, within(20.0));
        assertThat(share(forecast, "restarts")).isCloseTo(0.75 * 100 * 2, within(10.0));
    }

    private static double share(Forecast forecast, String cause) {
        return forecast.shares().stream()
                .filter(share -> share.cause().equals(cause))
                .findFirst()
                .orElseThrow()
                .secondsAYear();
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        Topology topology = topology(List.of(A, B), new Chain("s", List.of("a", "b")));
        double[] means = IntStream.of(7, 7, 8)
                .mapToDouble(seed -> Forecast.of(topology, 50, seed).mean())
                .toArray();
        assertThat(means[1]).isEqualTo(means[0]);
        assertThat(means[2]).isNotEqualTo(means[0]);
    }

    @Test
    void shouldSayWhatOneMoreNineWouldTake() {
        Failing big = new Failing("big", 36.5 * DAY, 600, SOURCE);
        Failing small = new Failing("small", 73 * DAY, 30, SOURCE);
        Topology topology = topology(List.of(big, small), new Chain("s", List.of("big", "small")));
        Forecast now = Forecast.of(topology, 4_000, SEED);
        NextNine next = NextNine.of(topology, now, 4_000, SEED);
        assertThat(next.nines()).as("6150 s a year").isEqualTo(3);
        assertThat(next.goalS()).isCloseTo(3_153.6, within(1e-9));
        assertThat(next.without()).singleElement().satisfies(without -> {
            assertThat(without.cause()).isEqualTo("big");
            assertThat(without.secondsAYear()).isCloseTo(150, within(10.0));
        });
        assertThat(next.faster()).isCloseTo(now.mean() / 3_153.6, within(0.05));
    }

    @Test
    void shouldCountNines() {
        assertThat(NextNine.nines(0.1 * YEAR)).isEqualTo(1);
        assertThat(NextNine.nines(0.1001 * YEAR)).isZero();
        assertThat(NextNine.nines(315.36)).isEqualTo(5);
        assertThat(NextNine.nines(316)).isEqualTo(4);
    }

    @Test
    void shouldSayWhatDoesNotFit() {
        assertThatThrownBy(() -> topology(List.of(A), new Chain("s", List.of("b"))))
                .hasMessageContainingAll("s is of 'b'", "a part or a group before it: a");
        assertThatThrownBy(() -> topology(List.of(A), new Chain("a", List.of("a"))))
                .hasMessageContaining("'a' is there twice");
        assertThatThrownBy(() -> topology(List.of(A, B), new Chain("s", List.of("a"))))
                .hasMessageContaining("b in no group");
        assertThatThrownBy(() -> new Copies("s", "a", 2, 0, need(3))).hasMessageContaining("s needs 3 of 2");
        assertThatThrownBy(() -> new Copies("s", "a", 2, 1, need(1))).hasMessageContaining("100.0 % in common");
        assertThatThrownBy(() -> new Failing("x", 1, 1, SOURCE)).hasMessageContaining("a minute or more");
        assertThatThrownBy(() -> Failing.of("x", 1, 1, SOURCE)).hasMessageContaining("less than 100");
        assertThatThrownBy(() -> Forecast.of(topology(List.of(A)), 0, 1)).hasMessageContaining("1 to 1000000");
    }
}
