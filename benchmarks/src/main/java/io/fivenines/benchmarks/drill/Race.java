package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Ledger;
import io.fivenines.benchmarks.load.LoadPlan;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Swarm;
import io.fivenines.benchmarks.load.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Rounds of one contender under the same trackers. */
final class Race {
    private static final int SETTLE_SECONDS = 60;
    /** Of every round, before it counts: connects and logins are not what is compared. */
    private static final long RUN_IN_MS = 2_000;

    private final Contender contender;
    private final LoadPlan plan;
    private final Ledger ledger;
    private final List<Double> microsPerPacket = new ArrayList<>();
    private final List<Double> recordsPerSecond = new ArrayList<>();
    private final Histogram latencyMicros = new Histogram(3);
    private double cpuSeconds;
    private long packets;
    private long records;

    Race(Contender contender, DrillOptions options, int trackers) throws IOException {
        this.contender = contender;
        plan = options.plan(contender.port(), trackers);
        // Kept over the rounds: a record sent again would be recognised and cost less.
        ledger = new Ledger(plan.fleet());
    }

    /** One round; the CPU a packet took, microseconds. */
    double run(int seconds) throws InterruptedException {
        try (Swarm swarm = new Swarm(plan, ledger)) {
            int in = swarm.connect();
            if (in != plan.fleet().size()) {
                throw new IllegalStateException(in + " trackers logged in to " + contender.name() + ", expected "
                        + plan.fleet().size() + "; last trouble: " + swarm.trouble());
            }
            swarm.begin();
            Pause.ms(RUN_IN_MS);
            swarm.clearTally();
            long start = System.nanoTime();
            double cpuBefore = contender.child().cpuSeconds();
            Pause.ms(seconds * 1_000L);
            double cpu = contender.child().cpuSeconds() - cpuBefore;
            Tally tally = swarm.tally();
            add(cpu, tally, (System.nanoTime() - start) / 1e9);
            swarm.freeze();
            if (!swarm.settle(SETTLE_SECONDS)) {
                throw new IllegalStateException(
                        contender.name() + " left " + swarm.owed() + " records without an answer, expected none");
            }
            return microsPerPacket.get(microsPerPacket.size() - 1);
        }
    }

    private void add(double cpu, Tally tally, double elapsed) {
        cpuSeconds += cpu;
        packets += tally.packets();
        records += tally.acked();
        microsPerPacket.add(cpu / tally.packets() * 1e6);
        recordsPerSecond.add(tally.acked() / elapsed);
        latencyMicros.add(tally.latencyMicros());
        Stage.say(
                "%-8s %,6d trackers %,9.0f records/s %6.2f CPU us/packet p50 %7.2f ms p99 %7.2f ms",
                contender.name(),
                plan.fleet().size(),
                tally.acked() / elapsed,
                cpu / tally.packets() * 1e6,
                tally.latencyMicros().getValueAtPercentile(50) / 1e3,
                tally.latencyMicros().getValueAtPercentile(99) / 1e3);
    }

    /** What was measured so far was warming up. */
    void forget() {
        microsPerPacket.clear();
        recordsPerSecond.clear();
        latencyMicros.reset();
        cpuSeconds = 0;
        packets = 0;
        records = 0;
    }

    double cpuMicrosPerPacket() {
        return cpuSeconds / packets * 1e6;
    }

    double cpuMicrosPerRecord() {
        return cpuSeconds / records * 1e6;
    }

    /** The mean over the rounds. */
    double recordsPerSecond() {
        return recordsPerSecond.stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** Records acknowledged in all rounds, those of the warm-up as well. */
    long acked() {
        return ledger.acked();
    }

    void describe(Report report) {
        report.put("cpu_us_per_packet", cpuMicrosPerPacket())
                .put("cpu_us_per_packet_best", Collections.min(microsPerPacket))
                .put("cpu_us_per_packet_worst", Collections.max(microsPerPacket))
                .put("cpu_us_per_record", cpuMicrosPerRecord())
                .put("records_per_s", recordsPerSecond())
                .put("packets", packets)
                .putMs("ack_ms", latencyMicros);
    }
}
