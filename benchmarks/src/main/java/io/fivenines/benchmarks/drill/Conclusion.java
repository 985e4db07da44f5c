package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;

/**
 * How a drill ended.
 *
 * @param held whether all that was sent is answered and every promise kept
 */
record Conclusion(Stage stage, Report report, Audit.Balance balance, boolean held) {
    /** Prints the report as the last line; the exit code. */
    int print(boolean pass) {
        System.out.println(report.put("held", held).put("pass", pass));
        if (!pass) {
            stage.keep();
        }
        return pass ? 0 : 1;
    }
}
