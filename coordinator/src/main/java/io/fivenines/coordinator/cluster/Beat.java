package io.fivenines.coordinator.cluster;

/**
 * What a coordinator says over its heartbeat connection, one JSON object a line, every 100 ms. A gateway answers each
 * with a {@link Pulse}; so does an agent, whose lease it also renews.
 *
 * @param contact whether the coordinator is in contact with ZooKeeper's majority
 * @param epoch of the newest plan it knows
 * @param plan the number of that plan
 * @param agent null in a coordinator's. From an agent that has let an address go to the next owner's: what it says of
 *     itself, sooner than ZooKeeper does; such a beat renews nothing
 * @param news the newest plan itself, to an agent that obeys an older one: it may be cut off from ZooKeeper while its
 *     coordinators are not; else null
 */
public record Beat(
        String coordinator,
        String place,
        long number,
        boolean contact,
        long epoch,
        long plan,
        AgentRecord agent,
        Plan news) {
    public Beat(String coordinator, String place, long number, boolean contact, long epoch, long plan) {
        this(coordinator, place, number, contact, epoch, plan, null, null);
    }

    /** An agent's word; of no place, so that no agent takes it for its own datacenter's coordinator. */
    public static Beat of(AgentRecord agent) {
        return new Beat("agent " + agent.id(), "", 0, false, agent.epoch(), agent.plan(), agent, null);
    }

    /** What is answered of a beat that nobody vouches for: its number, and nothing to act upon. */
    Beat unbelieved() {
        return new Beat(coordinator, "", number, false, 0, 0);
    }

    /** The same with the plan itself. */
    public Beat with(Plan newest) {
        return new Beat(coordinator, place, number, contact, epoch, plan, agent, newest);
    }

    /** What is to be sent to who gave this answer last; null before the first. */
    public Beat after(Pulse last) {
        boolean useful = last != null && last.obeysOlder(epoch, plan);
        return useful || news == null ? this : with(null);
    }
}
