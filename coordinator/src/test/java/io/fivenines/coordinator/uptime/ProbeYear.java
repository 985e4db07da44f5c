package io.fivenines.coordinator.uptime;

import io.fivenines.coordinator.uptime.probe.CompressedProber;
import java.util.List;
import java.util.SplittableRandom;

/** Drives a witness with the rounds that the prober's own rules make, against an outage that is known. */
final class ProbeYear {
    private static final long BASE = 1_800_000_000_000L;

    private ProbeYear() {}

    /** Rounds of up to 2 s; one that the outage touches fails. */
    static void drive(
            Witness witness, long phaseMs, long outageFromMs, long outageToMs, long endMs, SplittableRandom random) {
        CompressedProber prober = new CompressedProber(BASE + phaseMs);
        for (long sequence = 1; prober.dueMs() < endMs; sequence++) {
            long beganMs = prober.dueMs();
            long endedMs = beganMs + 50 + random.nextInt(1950);
            boolean failed = beganMs < outageToMs && endedMs > outageFromMs;
            Verdict verdict = failed ? Verdict.FAILED : Verdict.CLEAN;
            prober.onRound(verdict, beganMs, endedMs);
            witness.add(new Round(
                    witness.location(),
                    sequence,
                    new Subject("eu", "eu.gw.example.com"),
                    beganMs,
                    endedMs,
                    verdict,
                    List.of()));
        }
    }
}
