package io.fivenines.benchmarks.drill;

import io.fivenines.benchmarks.Report;

/**
 * What came of commands, by what trackers say and by what the gateways say that are left.
 *
 * @param neverShown told to nobody, and shown as failed and unconfirmed by every gateway
 * @param confirmed so shown by one of them
 * @param unconfirmed failed, and so shown by one of them
 * @param different not the same everywhere, or not over
 */
record Ends(int once, int twice, int never, int neverShown, int confirmed, int unconfirmed, int different) {
    static final Ends NONE = new Ends(0, 0, 0, 0, 0, 0, 0);

    /** What a dead gateway may keep from its trackers is what it had under way: of many commands, few. */
    private static final int NEVER_ONE_IN = 100;

    Ends plus(Ends more) {
        return new Ends(
                once + more.once,
                twice + more.twice,
                never + more.never,
                neverShown + more.neverShown,
                confirmed + more.confirmed,
                unconfirmed + more.unconfirmed,
                different + more.different);
    }

    /** Of commands that fail if their gateway dies: nobody is told twice, and who was not told is shown so. */
    boolean holdAtMostOnce(int all) {
        return areOver(all) && twice == 0 && never == neverShown && (long) never * NEVER_ONE_IN <= all;
    }

    /** Of commands that are repeated then: everybody is told, and has confirmed it. */
    boolean holdAtLeastOnce(int all) {
        return areOver(all) && never == 0 && confirmed == all;
    }

    /** Where no gateway died that had a command under way. */
    boolean holdExactlyOnce(int all) {
        return areOver(all) && once == all && confirmed == all;
    }

    private boolean areOver(int all) {
        return different == 0 && confirmed + unconfirmed == all && once + twice + never == all;
    }

    Report into(Report report) {
        return report.put("lost", never)
                .put("duplicated", twice)
                .put("once", once)
                .put("never_told", never)
                .put("never_told_shown", neverShown)
                .put("confirmed", confirmed)
                .put("unconfirmed", unconfirmed)
                .put("different", different);
    }

    @Override
    public String toString() {
        return String.format(
                "told once %d, twice or more %d, never %d, of these shown as failed and unconfirmed everywhere %d;"
                        + " confirmed %d, failed and unconfirmed %d, different %d",
                once, twice, never, neverShown, confirmed, unconfirmed, different);
    }
}
