package io.fivenines.coordinator.plan;

/**
 * How eager the planner is.
 *
 * @param addressHoldDownMs an address is not moved again before so much has passed, unless an operator wants it
 * @param endpointHoldDownMs likewise an endpoint
 * @param leaseMs for how long an agent keeps an address without hearing that it is still its owner
 * @param fenceMs after so much a former owner has surely let go of an address: the lease, and the oldest news by which
 *     it can have been renewed
 * @param takeMs an owner whose agent has been without the address for so long is passed over
 * @param gatherMs how long the good nodes of a datacenter must have been the same before addresses that nobody ever
 *     had are spread over them
 * @param failBack whether what was moved away goes back by itself
 * @param failBackSteadyMs for how long that must have been green where traffic goes back to
 * @param failBackPaceMs at most one movement back within so much
 */
public record Policy(
        long addressHoldDownMs,
        long endpointHoldDownMs,
        long leaseMs,
        long fenceMs,
        long takeMs,
        long gatherMs,
        FailBack failBack,
        long failBackSteadyMs,
        long failBackPaceMs) {
    public static final Policy DEFAULT =
            new Policy(10_000, 30_000, 1_000, 1_200, 3_000, 2_000, FailBack.MANUAL, 300_000, 60_000);

    public Policy {
        check("leaseMs", leaseMs, 1);
        check("fenceMs", fenceMs, leaseMs);
        check("addressHoldDownMs", addressHoldDownMs, fenceMs);
        check("endpointHoldDownMs", endpointHoldDownMs, 1);
        check("takeMs", takeMs, fenceMs);
        check("gatherMs", gatherMs, 0);
        check("failBackSteadyMs", failBackSteadyMs, 0);
        check("failBackPaceMs", failBackPaceMs, 0);
        if (failBack == null) {
            throw new IllegalArgumentException("failBack is missing, expected manual or paced");
        }
    }

    private static void check(String name, long valueMs, long leastMs) {
        if (valueMs < leastMs) {
            throw new IllegalArgumentException(name + " " + valueMs + " ms, expected at least " + leastMs + " ms");
        }
    }
}
