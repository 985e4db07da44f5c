package io.fivenines.coordinator.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fivenines.coordinator.config.Program;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The simulated year's main. */
@Command(
        name = "fivenines year",
        description =
                "A simulated year of faults and releases as the status page would show it; exit code 0 if the ledger"
                        + " counted what happened.")
final class YearCommand implements Callable<Integer> {
    private static final int DAYS = 365;
    private static final int INTERVAL_MIN = 10;
    private static final int INTERVAL_MAX = 3_600;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Parameters(arity = "0..1", paramLabel = "SEED", defaultValue = "1", description = "Of all chances (1).")
    private long seed;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Between the probers' rounds, 10 to 3600 (60).")
    private int interval;

    private YearCommand() {}

    public static void main(String[] arguments) {
        System.exit(Program.run(new CommandLine(new YearCommand()), arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (interval < INTERVAL_MIN || interval > INTERVAL_MAX) {
            throw new IllegalArgumentException(
                    "SECONDS " + interval + ", expected " + INTERVAL_MIN + " to " + INTERVAL_MAX);
        }
        ((Logger) LoggerFactory.getLogger("io.fivenines")).setLevel(Level.WARN);
        Path folder = Files.createTempDirectory("fivenines-year-");
        Year.Plan plan = new Year.Plan(seed, DAYS, Almanac.DAY_MS, interval * 1_000, BEGIN, folder);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Year year = new Year(plan)) {
            YearReport report = new YearReport(plan, out);
            report.inputs();
            return report.print(year, year.run()) ? 0 : 1;
        } finally {
            out.println("The ledger's files are in " + folder);
        }
    }
}
