package io.fivenines.benchmarks.demo;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Something that breaks. */
interface Act {
    List<Act> ALL = List.of(new KillGateway(), new FreezeGateway(), new CutUplink(), new KillZooKeeperLeader());

    /** What a script calls it. */
    String key();

    /** What it is, in a few words. */
    String title();

    /**
     * Longest gap that passes, on any machine; 0 where trackers must not notice anything. Drills have the bounds that
     * are promised.
     */
    long gapMaxMs();

    Blow strike(Scene scene) throws IOException, InterruptedException;

    /** Undoes something. */
    @FunctionalInterface
    interface Repair {
        /** Returns what was done. */
        String mend() throws IOException, InterruptedException;
    }

    /**
     * What was done.
     *
     * @param told for the spectator
     * @param severed connections that will end by it
     * @param over whether what the cluster does about it is done
     */
    record Blow(String told, List<Passage> severed, BooleanSupplier over, Repair repair) {}
}
