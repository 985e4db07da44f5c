package io.fivenines.benchmarks.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.benchmarks.Report;
import io.fivenines.benchmarks.load.Audit;
import io.fivenines.benchmarks.load.Pause;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * The journal's part of {@link LoseDatacenter}: eu is destroyed with its disks, ru goes on, eu is built again from
 * nothing. With {@code local} the link is made to look cut for a while before, so that there is something to lose.
 */
final class LoseDisks implements AutoCloseable {
    private static final int LIFE_MS_MIN = 2_000;
    private static final int LIFE_MS_MAX = 5_000;
    private static final int CUT_MS = 2_000;
    private static final int LAST_ACKNOWLEDGEMENTS_MS = 500;
    private static final int ONWARD_SECONDS_MAX = 30;
    private static final int WHOLE_SECONDS_MAX = 180;
    private static final int SETTLE_SECONDS = 120;

    private final String after;
    private final SplittableRandom random;
    private final Datacenter eu;
    private final Datacenter ru;
    private long couldBeLost;
    private long onwardMsMax;
    private long wholeMsMax;
    private long lost;
    private boolean kept = true;
    private boolean failed = true;

    LoseDisks(String after, int trackers, double rate, long seed) throws IOException, InterruptedException {
        this.after = after;
        random = new SplittableRandom(seed);
        eu = new Datacenter("eu", trackers, rate, seed);
        ru = new Datacenter("ru", trackers, rate, seed + 1);
    }

    int run(int runs) throws IOException, InterruptedException {
        eu.raise(ru, after);
        ru.raise(eu, after);
        eu.open();
        ru.open();
        Pause.ms(LIFE_MS_MIN);
        // A gateway that dies leaves behind what it did not copy; the next one must not copy twice what it did.
        eu.restartGateway();
        for (int run = 1; run <= runs && kept; run++) {
            await("both to have all", () -> eu.copies().path("now").asText().equals(after));
            Pause.ms(random.nextInt(LIFE_MS_MIN, LIFE_MS_MAX));
            strike(run);
        }
        return conclude(runs);
    }

    private void strike(int run) throws IOException, InterruptedException {
        boolean cut = after.equals("local");
        if (cut) {
            ru.kafka().freeze(true);
            Pause.ms(random.nextInt(CUT_MS));
        }
        long acked = eu.swarm().tally().acked();
        JsonNode said = eu.copies();
        eu.destroy();
        if (cut) {
            ru.kafka().freeze(false);
        }
        Pause.ms(LAST_ACKNOWLEDGEMENTS_MS);
        long since = eu.swarm().tally().acked() - acked;
        // In both no acknowledgement may outrun the other datacenter, whatever was under way.
        boolean both = said.path("now").asText().equals("both");
        long bound = both ? 0 : said.required("onlyHere").asLong() + since;
        awaitOnward();
        Audit audit = new Audit(eu.swarm().ledger());
        audit.expect(ru.swarm().plan().fleet());
        // To read to the end there must be one.
        ru.swarm().freeze();
        ru.gateway().api().readBack(audit);
        ru.swarm().thaw();
        long lostNow = audit.balance().lost() - lost;
        lost += lostNow;
        couldBeLost += bound;
        kept &= lostNow <= bound;
        Stage.say("run %d: eu is gone; it had said %s; %d lost, at most %d", run, said, lostNow, bound);
        long start = System.nanoTime();
        eu.rebuild();
        await("both to have all again", () -> isNearlyWhole(eu) && isNearlyWhole(ru));
        wholeMsMax = Math.max(wholeMsMax, (System.nanoTime() - start) / 1_000_000);
    }

    /** Under load a few are always on their way. */
    private static boolean isNearlyWhole(Datacenter datacenter) {
        JsonNode copies = datacenter.copies();
        return copies.path("onlyHere").asLong(Long.MAX_VALUE) < 1_000
                && copies.path("now")
                        .asText()
                        .equals(copies.path("acknowledgeAfter").asText());
    }

    /** Each tracker of the datacenter that is left is to be answered for what it sent since. */
    private void awaitOnward() throws InterruptedException {
        long start = System.nanoTime();
        long acked = ru.swarm().tally().acked();
        long more = 3L * ru.swarm().plan().fleet().size();
        kept &= Pause.until(() -> ru.swarm().tally().acked() > acked + more, ONWARD_SECONDS_MAX);
        onwardMsMax = Math.max(onwardMsMax, (System.nanoTime() - start) / 1_000_000);
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        if (!Pause.until(condition, WHOLE_SECONDS_MAX)) {
            throw new IllegalStateException("waited " + WHOLE_SECONDS_MAX + " s for " + what + "; eu says "
                    + eu.copies() + ", ru " + ru.copies());
        }
    }

    private int conclude(int runs) throws IOException, InterruptedException {
        eu.swarm().freeze();
        ru.swarm().freeze();
        boolean settled = eu.swarm().settle(SETTLE_SECONDS) && ru.swarm().settle(SETTLE_SECONDS);
        settled &= Pause.until(() -> eu.isWhole() && ru.isWhole(), WHOLE_SECONDS_MAX);
        Audit.Balance inEu = balance(eu);
        Audit.Balance inRu = balance(ru);
        long resent = eu.swarm().ledger().resent() + ru.swarm().ledger().resent();
        boolean pass = kept
                && settled
                && inEu.equals(inRu)
                && inRu.lost() == lost
                && inRu.altered() == 0
                && inRu.strange() == 0
                && inRu.duplicated() <= resent;
        failed = !pass;
        System.out.println(new Report()
                .put("drill", "lose-datacenter")
                .put("acknowledge_after", after)
                .put("runs", runs)
                .put("acked", inRu.acked())
                .put("lost", inRu.lost())
                .put("could_be_lost", couldBeLost)
                .put("duplicated", inRu.duplicated())
                .put("resent", resent)
                .put("disconnects", ru.swarm().tally().disconnects())
                .putMs("gap_ms", ru.swarm().tally().gapMicros())
                .putMs("ack_ms", ru.swarm().tally().latencyMicros())
                .put("onward_ms_max", onwardMsMax)
                .put("whole_ms_max", wholeMsMax)
                .put("same_in_both", inEu.equals(inRu))
                .put("in_eu", inEu.toString())
                .put("in_ru", inRu.toString())
                .put("settled", settled)
                .put("pass", pass));
        return pass ? 0 : 1;
    }

    /** What one datacenter holds of both datacenters' trackers. */
    private Audit.Balance balance(Datacenter in) throws IOException, InterruptedException {
        Audit ofEu = new Audit(eu.swarm().ledger());
        ofEu.expect(ru.swarm().plan().fleet());
        Audit ofRu = new Audit(ru.swarm().ledger());
        ofRu.expect(eu.swarm().plan().fleet());
        in.gateway().api().readBack(ofEu, ofRu);
        return ofEu.balance().plus(ofRu.balance());
    }

    @Override
    public void close() {
        eu.close();
        ru.close();
        if (failed) {
            eu.keep();
            ru.keep();
        } else {
            eu.forget();
            ru.forget();
        }
    }
}
