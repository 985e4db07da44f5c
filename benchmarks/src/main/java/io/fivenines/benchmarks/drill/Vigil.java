package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.process.Jcmd;
import io.fivenines.benchmarks.process.ProcessStat;
import java.io.IOException;

/** What a gateway uses of its machine, over time. */
final class Vigil {
    /** Buffers outside the heap, of all kinds. */
    private static final String DIRECT = "jvm_buffer_pool_used_bytes";

    private static final double MIB = 1 << 20;
    private static final double SHARE = 0.05;
    private static final double HEAP_MIB = 8;
    private static final double DIRECT_MIB = 8;
    private static final double RESIDENT_MIB = 64;
    private static final double FILES = 64;
    private static final double THREADS = 8;

    private final GatewayProcess gateway;
    private final Jcmd jcmd;
    private final Trend heap = new Trend();
    private final Trend direct = new Trend();
    private final Trend resident = new Trend();
    private final Trend files = new Trend();
    private final Trend threads = new Trend();
    private String last = "";

    Vigil(GatewayProcess gateway) {
        this.gateway = gateway;
        jcmd = new Jcmd(gateway.child().pid());
    }

    void sample(double atSeconds) throws IOException, InterruptedException {
        double heapMiB = jcmd.liveBytes() / MIB;
        ProcessStat stat = gateway.child().stat();
        heap.add(atSeconds, heapMiB);
        double directMiB = gateway.api().metric(DIRECT) / MIB;
        direct.add(atSeconds, directMiB);
        resident.add(atSeconds, stat.residentBytes() / MIB);
        files.add(atSeconds, stat.openFiles());
        threads.add(atSeconds, stat.threads());
        last = String.format(
                "live heap %.1f MiB, direct %.1f MiB, resident %.0f MiB, %d files, %d threads",
                heapMiB, directMiB, stat.residentBytes() / MIB, stat.openFiles(), stat.threads());
    }

    boolean isFlat() {
        return heap.isFlat(SHARE, HEAP_MIB)
                && direct.isFlat(SHARE, DIRECT_MIB)
                && resident.isFlat(SHARE, RESIDENT_MIB)
                && files.isFlat(SHARE, FILES)
                && threads.isFlat(SHARE, THREADS);
    }

    Report report() {
        Report report = new Report().put("flat", isFlat()).put("samples", heap.samples());
        describe(report.nest("heap_mib"), heap);
        describe(report.nest("direct_mib"), direct);
        describe(report.nest("resident_mib"), resident);
        describe(report.nest("files"), files);
        describe(report.nest("threads"), threads);
        return report;
    }

    private static void describe(Report report, Trend trend) {
        report.put("mean", trend.mean())
                .put("max", trend.max())
                .put("slope_per_minute", trend.slopePerSecond() * 60)
                .put("growth", trend.growth());
    }

    @Override
    public String toString() {
        return last;
    }
}
