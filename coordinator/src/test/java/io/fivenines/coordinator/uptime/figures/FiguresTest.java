package io.fivenines.coordinator.uptime.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.coordinator.uptime.Coverage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final long YEAR_MS = Duration.ofDays(365).toMillis();
    private static final Objective FIVE_NINES = new Objective(Percent.parse("99.999"));

    private static Coverage down(long lengthMs, Duration down) {
        return down(lengthMs, down.toMillis());
    }

    private static Coverage down(long lengthMs, long downMs) {
        return new Coverage(lengthMs - downMs, downMs, 0);
    }

    private static String text(Coverage coverage, int decimals) {
        return Percent.up(coverage).orElseThrow().text(decimals);
    }

    @Test
    void shouldAgreeWithPublishedYears() {
        assertThat(text(down(YEAR_MS, Duration.ofSeconds(303)), 5)).isEqualTo("99.99904");
        assertThat(text(down(YEAR_MS, Duration.ofMinutes(27)), 3)).isEqualTo("99.995");
    }

    /** Published as 99.8094 % and 85 minutes, which is so of a month of 31 days; of 30 it would be 82. */
    @Test
    void shouldAgreeWithAPublishedMonth() {
        long monthMs = Duration.ofDays(31).toMillis();
        assertThat(Duration.ofMillis(Percent.parse("99.8094").rest().of(monthMs))
                        .toMinutes())
                .isEqualTo(85);
        assertThat(Duration.ofMillis(Percent.parse("99.8094")
                                .rest()
                                .of(Duration.ofDays(30).toMillis()))
                        .toMinutes())
                .isEqualTo(82);
        assertThat(text(down(monthMs, Duration.ofMinutes(85).plusSeconds(5)), 4))
                .isEqualTo("99.8094");
    }

    @Test
    void shouldMultiplyAChain() {
        Percent chain =
                Percent.product(List.of(Percent.parse("99.99"), Percent.parse("99.95"), Percent.parse("99.999")));
        BigDecimal product =
                new BigDecimal("0.9999").multiply(new BigDecimal("0.9995")).multiply(new BigDecimal("0.99999"));
        assertThat(chain.text(11))
                .isEqualTo(product.movePointRight(2).setScale(11).toPlainString());
        assertThat(chain.text()).isEqualTo("99.93901");
    }

    @Test
    void shouldNeverRoundUpIntoANine() {
        assertThat(Percent.parse("99.998996").text()).isEqualTo("99.99899");
        assertThat(Percent.parse("99.999").text()).isEqualTo("99.99900");
        assertThat(Percent.parse("99.9999999").text()).isEqualTo("99.99999");
        assertThat(Percent.parse("89.9999999").text()).isEqualTo("89.99999");
        assertThat(Percent.parse("98.9999999").text(0)).isEqualTo("98");
        assertThat(Percent.parse("97.9999999").text(0)).as("no nine").isEqualTo("98");
        assertThat(Percent.ALL.text()).isEqualTo("100.00000");
        assertThat(Percent.of(0, 1).text()).isEqualTo("0.00000");
        assertThat(text(down(YEAR_MS, 1), 5)).as("a millisecond in a year").isEqualTo("99.99999");
    }

    /** Whatever the figure: within half of the last decimal, and with no more nines than there are. */
    @Test
    void shouldRoundTruthfully() {
        long seed = 20_261_128;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long whole = random.nextLong(1, YEAR_MS);
            long part = whole - (long) (whole * Math.pow(10, -random.nextDouble(9)));
            String text = Percent.of(part, whole).text();
            BigDecimal exact =
                    BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), 20, RoundingMode.HALF_EVEN);
            BigDecimal off = new BigDecimal(text).subtract(exact);
            assertThat(off.abs()).as("seed %d: %s", seed, exact).isLessThan(new BigDecimal("0.00001"));
            assertThat(nines(new BigDecimal(text)))
                    .as("seed %d: %s", seed, exact)
                    .isLessThanOrEqualTo(nines(exact));
        }
    }

    private static int nines(BigDecimal percent) {
        int nines = 0;
        BigDecimal missing = BigDecimal.valueOf(100).subtract(percent);
        while (nines < 12 && missing.compareTo(BigDecimal.TEN.movePointLeft(nines)) <= 0) {
            nines++;
        }
        return nines;
    }

    @Test
    void shouldNotCountUnknownTimeAsUp() {
        Coverage half = new Coverage(400, 100, 500);
        assertThat(text(half, 5)).isEqualTo("80.00000");
        assertThat(Percent.upAtWorst(half).orElseThrow().text()).isEqualTo("40.00000");
        assertThat(Percent.up(new Coverage(0, 0, 1_000))).isEmpty();
        assertThat(Percent.upAtWorst(Coverage.NONE)).isEmpty();
        assertThat(FIVE_NINES.budgetMs(new Coverage(0, 0, YEAR_MS))).isZero();
    }

    @Test
    void shouldSayWhatIsLeftOfTheErrorBudget() {
        assertThat(FIVE_NINES.budgetMs(down(YEAR_MS, Duration.ZERO))).isEqualTo(315_360);
        assertThat(FIVE_NINES.leftMs(down(YEAR_MS, Duration.ofSeconds(303)))).isEqualTo(12_360);
        assertThat(FIVE_NINES.leftMs(down(YEAR_MS, Duration.ofSeconds(316)))).isEqualTo(-640);
        assertThat(FIVE_NINES.isMet(down(YEAR_MS, 315_360))).isTrue();
        assertThat(FIVE_NINES.isMet(down(YEAR_MS, 315_361))).isFalse();
    }

    @Test
    void shouldGiveCreditByTheTable() {
        Credits credits = new Credits(List.of(
                new Credits.Step(Percent.parse("99.95"), 10),
                new Credits.Step(Percent.parse("99.89"), 70),
                new Credits.Step(Percent.parse("99.9"), 30)));
        assertThat(credits.of(down(1_000_000, 499))).isZero();
        assertThat(credits.of(down(1_000_000, 500)))
                .as("99.95 is not under 99.95")
                .isZero();
        assertThat(credits.of(down(1_000_000, 501))).isEqualTo(10);
        assertThat(credits.of(down(1_000_000, 1_001))).isEqualTo(30);
        assertThat(credits.of(down(1_000_000, 1_101))).isEqualTo(70);
        assertThat(credits.of(new Coverage(0, 0, 1_000_000)))
                .as("nothing known")
                .isZero();
        assertThatThrownBy(() -> new Credits(List.of(
                        new Credits.Step(Percent.parse("99.9"), 10), new Credits.Step(Percent.parse("99.95"), 10))))
                .hasMessageContaining("expected more for a worse month");
    }

    @Test
    void shouldRefuseWhatIsNoPercentage() {
        for (String text : List.of("100.1", "-1", "1e1", "99,9", "", "101")) {
            assertThatThrownBy(() -> Percent.parse(text)).hasMessageContaining("'" + text + "'", "0 to 100");
        }
    }
}
