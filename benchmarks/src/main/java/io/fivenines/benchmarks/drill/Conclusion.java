package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Ledger;
import io.fivenines.benchmarks.sink.Delivered;

/**
 * How a drill ended.
 *
 * @param held whether all that was sent is answered and every promise kept
 */
record Conclusion(Stage stage, Report report, Audit.Balance balance, boolean held) {
    /** Prints it with what a stream's consumer was given; passes if that is everything, each tracker's in order. */
    int print(Delivered delivered, boolean well) {
        Ledger ledger = stage.swarm().ledger();
        Audit.Balance plain = delivered.into(new Audit(ledger), false).balance();
        Audit.Balance byId = delivered.into(new Audit(ledger), true).balance();
        long overtaking = delivered.overtaking(ledger.fleet());
        report.put("lost", plain.lost())
                .put("lost_in_journal", balance.lost())
                .put("duplicated", plain.duplicated())
                .put("duplicated_by_id", byId.duplicated())
                .put("delivered", delivered.count())
                .put("overtaking", overtaking);
        boolean kept = plain.lost() == 0 && byId.lost() == 0 && overtaking == 0;
        boolean right = plain.altered() == 0 && plain.strange() == 0 && byId.duplicated() == 0;
        return print(held && well && kept && right);
    }

    /** Prints the report as the last line; the exit code. */
    int print(boolean pass) {
        System.out.println(report.put("held", held).put("pass", pass));
        if (!pass) {
            stage.keep();
        }
        return pass ? 0 : 1;
    }
}
