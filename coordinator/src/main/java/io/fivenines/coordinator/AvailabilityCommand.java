package io.fivenines.coordinator;

import io.fivenines.coordinator.config.Settings;
import io.fivenines.coordinator.uptime.availability.Forecast;
import io.fivenines.coordinator.uptime.availability.NextNine;
import io.fivenines.coordinator.web.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "availability",
        description = "Reckons the seconds of downtime a year to expect of what a service is made of.")
final class AvailabilityCommand implements Callable<Integer> {
    private final PrintStream out;

    @Option(
            names = {"-f", "--file"},
            required = true,
            description = "The topology, YAML.")
    private Path file;

    @Option(names = "--json", description = "One JSON object instead of a text.")
    private boolean json;

    AvailabilityCommand() {
        this(System.out);
    }

    AvailabilityCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        TopologySettings asked = TopologySettings.from(Settings.file(file, Map.of()));
        Forecast forecast = Forecast.of(asked.topology(), asked.years(), asked.seed());
        NextNine next = NextNine.of(asked.topology(), forecast, asked.years(), asked.seed());
        if (json) {
            out.println(Json.text(object(asked, forecast, next)));
        } else {
            print(asked, forecast, next);
        }
        return 0;
    }

    private static double targetS(TopologySettings asked) {
        return asked.target().rest().of((long) (Forecast.YEAR_S * 1_000)) / 1e3;
    }

    private void print(TopologySettings asked, Forecast forecast, NextNine next) {
        out.printf(
                "%s: %s s of downtime a year to expect, %s %%%n",
                asked.topology().name(),
                number(forecast.mean()),
                forecast.availability().text());
        out.printf(
                "%d years drawn with seed %d; the expectation may be off by %s s%n",
                asked.years(), asked.seed(), number(2 * forecast.error()));
        out.printf(
                "one year in two has at most %s s, 9 in 10 %s s, 99 in 100 %s s, the worst had %s s%n",
                number(forecast.quantile(0.5)),
                number(forecast.quantile(0.9)),
                number(forecast.quantile(0.99)),
                number(forecast.quantile(1)));
        out.printf(
                Locale.ROOT,
                "%.1f %% of the years keep %s %% (%s s)%n%n",
                100 * forecast.within(targetS(asked)),
                asked.target().text(),
                number(targetS(asked)));
        Table table = new Table("CAUSE", "SECONDS A YEAR", "SHARE", "FIGURE", "FROM");
        for (Forecast.Share share : forecast.shares()) {
            table.row(
                    share.cause(),
                    number(share.secondsAYear()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * share.secondsAYear() / positive(forecast.mean())),
                    share.source().measured() ? "measured" : "assumed",
                    share.source().words());
        }
        table.print(out);
        out.println();
        print(forecast, next);
    }

    private void print(Forecast forecast, NextNine next) {
        out.printf("%d nines now; one more needs %s s a year or less:%n", next.nines(), number(next.goalS()));
        for (NextNine.Without without : next.without()) {
            out.printf("  without %s: %s s%n", without.cause(), number(without.secondsAYear()));
        }
        out.println(
                next.faster() == 0
                        ? "  or nothing that makes outages shorter: that is not enough"
                        : "  or everything over " + number(next.faster())
                                + " times faster: repairs, failovers, deploys");
        long measured = forecast.shares().stream()
                .filter(share -> share.source().measured())
                .count();
        out.printf(
                "%d of %d figures are measured; the others are assumptions, and so is the result%n",
                measured, forecast.shares().size());
    }

    private static double positive(double value) {
        return value > 0 ? value : 1;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static Map<String, Object> object(TopologySettings asked, Forecast forecast, NextNine next) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", asked.topology().name());
        object.put("years", asked.years());
        object.put("seed", asked.seed());
        object.put("seconds", forecast.mean());
        object.put("percent", forecast.availability().text());
        object.put("deviation", forecast.deviation());
        object.put("error", forecast.error());
        Map<String, Double> quantiles = new LinkedHashMap<>();
        for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
            quantiles.put("" + share, forecast.quantile(share));
        }
        object.put("quantiles", quantiles);
        object.put("target", asked.target().text());
        object.put("years_within_target", forecast.within(targetS(asked)));
        object.put("shares", shares(forecast));
        object.put("next_nine", next);
        return object;
    }

    private static List<Map<String, Object>> shares(Forecast forecast) {
        List<Map<String, Object>> shares = new ArrayList<>();
        for (Forecast.Share share : forecast.shares()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("cause", share.cause());
            one.put("seconds", share.secondsAYear());
            one.put("measured", share.source().measured());
            one.put("source", share.source().words());
            shares.add(one);
        }
        return shares;
    }
}
